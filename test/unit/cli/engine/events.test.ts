import { changedResources, parseEvent, type TimedEvent } from "../../../../cli/engine/events";
import { phaseOf, phases } from "../../../../cli/engine/phases";
import { plainProgress } from "../../../../cli/engine/progress";
import { readUrn } from "../../../../cli/engine/urn";

const urn = (types: string, name: string) => `urn:pulumi:dev::spark-workshop::${types}::${name}`;
const kind = urn("workshop:cluster:KindCluster$command:local:Command", "cluster-create");
const operator = urn("workshop:spark:SparkOperator$kubernetes:apps/v1:Deployment", "controller");
const webhook = urn("workshop:spark:SparkOperator$kubernetes:apps/v1:Deployment", "webhook");

const line = (event: Record<string, unknown>) =>
  JSON.stringify({ sequence: 1, timestamp: 1795416005, ...event });
const metadata = (op: string, at: string, custom = true) => ({
  metadata: { op, urn: at, new: { custom }, old: null },
});

function event(kind: "started" | "done" | "failed", at: number, urn: string, op = "create"): TimedEvent {
  return { kind, op, urn, custom: true, at };
}

describe("parseEvent", () => {
  test("reads the beginning and the end of an operation", () => {
    expect(parseEvent(line({ resourcePreEvent: metadata("create", kind) }))).toEqual({
      kind: "started",
      op: "create",
      urn: kind,
      custom: true,
    });
    expect(parseEvent(line({ resOutputsEvent: metadata("create", kind) }))).toMatchObject({ kind: "done" });
    expect(parseEvent(line({ resOpFailedEvent: metadata("create", kind) }))).toMatchObject({
      kind: "failed",
    });
  });

  test("tells a deletion's kind from the old state", () => {
    const deletion = { metadata: { op: "delete", urn: kind, new: null, old: { custom: true } } };
    expect(parseEvent(line({ resourcePreEvent: deletion }))).toMatchObject({ op: "delete", custom: true });
  });

  test("lets no debug message through, for it may carry a secret", () => {
    const diagnosticEvent = {
      severity: "debug",
      message: "resp: secretAccessKey,,,hunter2",
      prefix: "debug: ",
    };
    expect(parseEvent(line({ diagnosticEvent }))).toBeUndefined();
  });

  test("keeps errors with their resource", () => {
    const diagnosticEvent = { severity: "error", message: "no such image", urn: operator };
    expect(parseEvent(line({ diagnosticEvent }))).toEqual({ kind: "message", ...diagnosticEvent });
  });

  test("takes what breaks a binding rule for an error, and what breaks another for a warning", () => {
    const policyEvent = { policyName: "pool-limits", message: "No limit.", resourceUrn: operator };
    const told = (enforcementLevel: string) =>
      parseEvent(line({ policyEvent: { ...policyEvent, enforcementLevel } }));
    const message = "pool-limits: No limit.";
    expect(told("mandatory")).toEqual({ kind: "message", severity: "error", message, urn: operator });
    expect(told("advisory")).toMatchObject({ severity: "warning", message });
  });

  test("takes a line that the next one replaces for progress", () => {
    const diagnosticEvent = { severity: "info", message: "12 of 95 MB\n", urn: kind, ephemeral: true };
    expect(parseEvent(line({ diagnosticEvent }))).toEqual({
      kind: "status",
      message: "12 of 95 MB",
      urn: kind,
    });
  });

  test("reads the summary of a run that failed and of one that did not", () => {
    const summary = (result: string) =>
      parseEvent(line({ summaryEvent: { durationSeconds: 3, resourceChanges: { same: 4 }, result } }));
    expect(summary("succeeded")).toEqual({ kind: "summary", changes: { same: 4 }, succeeded: true });
    expect(summary("failed")).toMatchObject({ succeeded: false });
  });

  test.each(["", "{", "not json", line({ preludeEvent: {} }), line({ cancelEvent: {} })])(
    "passes over %j",
    (text) => {
      expect(parseEvent(text)).toBeUndefined();
    },
  );
});

describe("phases", () => {
  test("groups by component and counts resources side by side once", () => {
    const found = phases([
      event("started", 1000, kind),
      event("done", 31_000, kind),
      event("started", 31_000, operator),
      event("started", 32_000, webhook),
      event("done", 40_000, operator),
      event("done", 42_000, webhook),
    ]);
    expect(found).toEqual([
      { name: "kind cluster", from: 1000, to: 31_000, busy: 30_000, resources: 1 },
      { name: "spark operator", from: 31_000, to: 42_000, busy: 11_000, resources: 2 },
    ]);
  });

  test("leaves gaps out of the time", () => {
    const [phase] = phases([
      event("started", 0, operator),
      event("done", 1000, operator),
      event("started", 9000, webhook),
      event("done", 10_000, webhook),
    ]);
    expect(phase).toMatchObject({ busy: 2000, from: 0, to: 10_000 });
  });

  test("counts a failed resource and leaves out what was unchanged, a provider or a component", () => {
    const provider = urn("pulumi:providers:kubernetes", "k8s");
    const found = phases([
      event("started", 0, kind),
      event("failed", 500, kind),
      event("started", 0, operator, "same"),
      event("done", 900, operator, "same"),
      event("started", 0, provider),
      event("done", 900, provider),
      { ...event("started", 0, urn("workshop:spark:SparkOperator", "o")), custom: false } as TimedEvent,
      { ...event("done", 900, urn("workshop:spark:SparkOperator", "o")), custom: false } as TimedEvent,
    ]);
    expect(found.map(({ name, busy }) => [name, busy])).toEqual([["kind cluster", 500]]);
  });

  test.each([
    [
      urn("workshop:storage:LocalObjectStorage$workshop:storage:S3Server$kubernetes:core/v1:Service", "s3"),
      "S3 server",
    ],
    [urn("workshop:spark:HistoryServer$kubernetes:core/v1:Service", "h"), "history server"],
    [urn("workshop:cluster:KindCluster$command:local:Command", "cluster-spark-load"), "images onto nodes"],
    [urn("random:index/randomPassword:RandomPassword", "p"), "other"],
  ])("names the phase of %s %s", (at, name) => {
    expect(phaseOf(at)).toBe(name);
  });
});

test("a URN is read with colons in its name", () => {
  expect(readUrn(urn("a:b:C$kubernetes:apps/v1:Deployment", "x::y"))).toEqual({
    types: ["a:b:C", "kubernetes:apps/v1:Deployment"],
    name: "x::y",
    label: "Deployment x::y",
  });
});

test("only what was touched counts as changed", () => {
  expect(changedResources({ same: 40, create: 2, update: 1, read: 3 })).toBe(3);
  expect(changedResources({ same: 40 })).toBe(0);
});

test("the narrator tells each resource that ends, and what goes on", () => {
  const notes: string[] = [];
  let progress = "";
  const tell = plainProgress({
    step: () => {},
    note: (text) => notes.push(text),
    progress: (text) => {
      progress = text;
    },
  });
  tell(event("started", 0, kind));
  expect(progress).toBe("0 done; now Command cluster-create");
  tell({ kind: "status", urn: kind, message: "3 of 4 nodes", at: 100 });
  expect(progress).toBe("0 done; now 3 of 4 nodes");
  const waiting = "{$[?@.applicationState.state == 'COMPLETED']} selected nothing";
  tell({ kind: "status", urn: kind, message: waiting, at: 200 });
  expect(progress).toBe("0 done; now 3 of 4 nodes");
  tell({ kind: "status", urn: kind, message: "", at: 300 });
  expect(progress).toBe("0 done; now Command cluster-create");
  tell(event("done", 12_400, kind));
  tell(event("started", 12_400, operator));
  tell(event("started", 12_400, webhook));
  tell(event("failed", 13_000, webhook));
  expect(notes).toEqual(["  Command cluster-create created (12 s)", "  Deployment webhook FAILED to create"]);
  expect(progress).toBe("1 done; now Deployment controller");
});

test("what keeps a run from starting is told while it is waited for; other warnings wait for the end", () => {
  const notes: string[] = [];
  const tell = plainProgress({ step: () => {}, note: (text) => notes.push(text), progress: () => {} });
  const run = urn("a:b:C$workshop:spark:SparkApplication", "flights");
  const said = (severity: string, of: string, message: string) =>
    tell({ kind: "message", severity, message, urn: of, at: 1 });
  said("warning", run, 'spark-jobs/flights: the Secret "database" is missing.\n');
  said("info", run, "spark-jobs/flights: Karpenter launches a node");
  said("error", run, "the end");
  said("warning", operator, "a chart's warning");
  expect(notes).toEqual([
    '  spark-jobs/flights: the Secret "database" is missing.',
    "  spark-jobs/flights: Karpenter launches a node",
  ]);
});
