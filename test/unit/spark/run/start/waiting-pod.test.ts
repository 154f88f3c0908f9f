import { schedulingTrouble } from "../../../../../components/spark/run/start/scheduling";
import { at, event, karpenter, pod, scheduled, unscheduled } from "./recorded";

const now = new Date(at(90));
const of = (one: ReturnType<typeof pod>, events: ReturnType<typeof event>[] = [], byKarpenter = false) =>
  schedulingTrouble(one, events, { karpenter: byKarpenter }, now);
const pending = (condition: object | undefined, spec: object = {}) =>
  pod(
    "driver",
    {
      phase: "Pending",
      conditions: condition ? [{ type: "PodScheduled", status: "False", ...condition }] : [],
    },
    { spec: { nodeName: undefined, ...spec } },
  );
const hopeless =
  "0/3 nodes are available: 3 node(s) had untolerated taint(s). preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

test("a pod that has a node, waits no more or has been scheduled is no trouble", () => {
  expect(of(pending(undefined, { nodeName: "worker" }))).toBeUndefined();
  expect(of(pod("driver", { phase: "Running" }, { spec: { nodeName: undefined } }))).toBeUndefined();
  expect(of(pending({ status: "True" }))).toBeUndefined();
});

test.each<[string, number | undefined]>([
  ["default-scheduler", undefined],
  ["volcano", 30],
])("a pod at which %s has not looked", (schedulerName, finalAfter) => {
  expect(of(pending(undefined, { schedulerName }))).toMatchObject({
    about: "pod flights-driver",
    since: new Date(at(3)),
    reason: `no scheduler has looked at the pod; it asks for "${schedulerName}"`,
    finalAfter,
  });
});

test("a gate holds a pod back, for as long as somebody likes", () => {
  const gated = pending({ reason: "SchedulingGated", message: "queue is full" });
  expect(of(gated)).toMatchObject({
    reason: "the pod is held back by a scheduling gate: queue is full",
    finalAfter: undefined,
  });
});

test.each<[string, number | undefined]>([
  [hopeless, 45],
  [hopeless.replaceAll("0/3", "0/4"), undefined],
  [`${hopeless} 1 node(s) were unschedulable`, undefined],
  [hopeless.replaceAll("3", "0"), undefined],
  ["0/3 nodes are available: 3 Insufficient cpu.", undefined],
  ["nothing known", undefined],
])("kube-scheduler's %j", (message, finalAfter) => {
  expect(of(unscheduled("driver", message))).toMatchObject({
    reason: `no node takes the pod: ${message}`,
    finalAfter,
    since: new Date(at(3)),
  });
  // Karpenter or an autoscaler may still add a node.
  expect(of(unscheduled("driver", message), [], true)).toMatchObject({ finalAfter: undefined });
});

test.each<[string, boolean, RegExp]>([
  ["pod has unbound immediate PersistentVolumeClaims", true, /^See kubectl describe pvc/],
  ["3 Insufficient cpu", true, /^Karpenter has not said a word/],
  ["3 Insufficient cpu", false, /^Ask for less/],
  ["untolerated taint", false, /^Bring the job's selectors/],
])("what to do about %j", (message, byKarpenter, cure) => {
  expect(of(unscheduled("driver", message), [], byKarpenter)).toMatchObject({
    cure: expect.stringMatching(cure),
  });
});

test("what the scheduler says is as old as its first event", () => {
  const driver = unscheduled("driver", hopeless);
  const events = [8, 6].map((seconds) =>
    event(driver, "FailedScheduling", hopeless, { firstTimestamp: at(seconds) }),
  );
  const other = event(driver, "Other", "x", { firstTimestamp: at(4) });
  expect(of(driver, [...events, other])).toMatchObject({ since: new Date(at(6)) });
});

test("an autoscaler that does not help is told beside the scheduler, and is not final", () => {
  const driver = unscheduled("driver", hopeless);
  expect(of(driver, [scheduled(driver, "NotTriggerScaleUp", "at its most")])).toMatchObject({
    reason: `no node takes the pod: ${hopeless}; at its most`,
    finalAfter: undefined,
  });
});

describe("Karpenter", () => {
  const driver = unscheduled("driver", hopeless);
  test.each<[string, RegExp, number | undefined]>([
    ["all types exceed limits for nodepool", /^Raise the pool's limits/, undefined],
    ["limits have been exhausted", /^Raise the pool's limits/, undefined],
    ["no instance type has the required offering", /^No offering/, undefined],
    ["no instance type has enough resources", /^Ask for less/, 20],
    ["no instance type met the required resources", /^Ask for less/, 20],
    ["did not tolerate taint", /^Bring the job's selectors/, 20],
  ])("%s", (message, cure, finalAfter) => {
    const said = karpenter(driver, "FailedScheduling", `Failed to schedule pod, ${message}`, 7);
    expect(of(driver, [said], true)).toMatchObject({
      since: new Date(at(7)),
      reason: `Karpenter launches no node: ${message}`,
      cure: expect.stringMatching(cure),
      finalAfter,
    });
  });

  test("its last word counts, whatever others said later", () => {
    const events = [
      karpenter(driver, "FailedScheduling", "x", 6),
      karpenter(driver, "Nominated", "node-1", 20),
      scheduled(driver, "FailedScheduling", "y"),
    ];
    const progress = { progress: "Karpenter: node-1", since: new Date(at(20)) };
    expect(of(driver, events, true)).toMatchObject(progress);
    expect(of(driver, [...events].reverse(), true)).toMatchObject(progress);
    const failed = [...events, karpenter(driver, "FailedScheduling", "z", 30)];
    expect(of(driver, failed, true)).toMatchObject({ reason: "Karpenter launches no node: z" });
    // A word of another kind is none about nodes.
    expect(of(driver, [karpenter(driver, "Evicted", "x")], true)).toMatchObject({
      reason: expect.stringContaining("no node takes the pod"),
    });
  });
});
