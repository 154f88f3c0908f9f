import { screenWords } from "../../../../cli/commands/screen-words";
import { applicationLines } from "../../../../cli/commands/status";
import { nodeRows, podSummary, sparkRows } from "../../../../cli/commands/status-view";
import { parseReport, renderReport } from "../../../../cli/commands/up-job-report";
import { renderSummary, type UpSummary } from "../../../../cli/commands/up-summary";
import { table } from "../../../../cli/terminal/table";
import { forwardedHistoryServer } from "../../../../components/spark/history-server";

const up: UpSummary = {
  stack: "dev",
  outputs: {
    cluster: "spark-workshop",
    historyServer: "http://localhost:18080",
    s3Endpoint: "http://localhost:9000",
    credentials: { accessKeyId: "key", secretAccessKey: "hidden" },
    applications: [
      {
        name: "flights",
        namespace: "spark-jobs",
        zone: "local-a",
        report: "s3a://lake/report",
        commands: { driverLog: "kubectl -n spark-jobs logs -f flights-driver" },
      },
      {
        name: "nightly",
        namespace: "spark-jobs",
        commands: { runs: "kubectl -n spark-jobs get sparkapplications -l nightly" },
      },
    ],
  },
  reports: { flights: { flights: 336776, carriers: [{ carrier: "UA", averageDelay: 12.106 }] } },
  changes: { create: 40, same: 2 },
  preparations: [{ name: "tools and plugins", took: 1200 }],
  phases: [{ name: "kind cluster", from: 1000, to: 35_000, busy: 34_000, resources: 3 }],
  engine: 90_000,
};

const words = screenWords.en;

/** What a text holds that no language changes: commands, addresses, numbers, names. */
const unchanged = (lines: readonly string[]) =>
  [
    ...lines
      .join("\n")
      .matchAll(/\.\/workshop \w+|kubectl (?!and |e )\S+ \S+|https?:\S+|\d+[\d,.]*|flights|UA\b/g),
  ].map(([found]) => found);

describe("the screens in Portuguese", () => {
  const portuguese = screenWords["pt-BR"];

  test("say at the end of up what the English ones say", () => {
    const said = renderSummary(up, portuguese);
    expect(unchanged(said)).toEqual(unchanged(renderSummary(up, words)));
    expect(said.join("\n")).toContain("O que o job flights encontrou");
    expect(
      said.filter((line) => /\b(the|what|nothing|took|where)\b/i.test(line.replace(/\(.*\)/, ""))),
    ).toEqual([]);
  });

  test("have a text for everything that differs", () => {
    const textOf = (value: unknown): string =>
      typeof value === "function" ? String(value("1", "2")) : JSON.stringify(value);
    const alike = Object.entries(words)
      .filter(([key, value]) => textOf(value) === textOf(portuguese[key as keyof typeof portuguese]))
      .map(([key]) => key);
    expect(alike.sort()).toEqual(["clusterOf", "pods"]);
  });
});

describe("the summary of up", () => {
  const text = renderSummary(up, words).join("\n");

  test("tells what the job found", () => {
    expect(text).toMatch(/What the job flights found\n {2}flights {2}336,776\n/);
    expect(text).toMatch(/carrier {2}average delay\n\s+UA\s+12\.1/);
  });

  test("tells how long each part took, and the whole", () => {
    expect(text).toMatch(/tools and plugins\s+1\.2 s/);
    expect(text).toMatch(/kind cluster\s+34 s\s+from 0:01 to 0:35/);
    expect(text).toMatch(/in all\s+1 min 31 s/);
  });

  test("gives the addresses, no keys, and commands that name namespace and stack", () => {
    expect(text).toContain("http://localhost:18080");
    expect(text).toContain("http://localhost:9000");
    expect(text).not.toContain("hidden");
    expect(text).toContain("kubectl -n spark-jobs logs -f flights-driver");
    expect(text).toContain("kubectl -n spark-jobs get sparkapplications -l nightly");
    expect(renderSummary({ ...up, stack: "two" }, words).join("\n")).toContain("./workshop down -s two");
  });

  test("says what must run where no port of this machine leads to a service, and speaks of keys only where there are", () => {
    const { credentials, ...outputs } = up.outputs;
    const aws = renderSummary({ ...up, outputs: { ...outputs, ...forwardedHistoryServer() } }, words).join(
      "\n",
    );
    expect(aws).toMatch(
      /http:\/\/localhost:18080, as long as this runs: kubectl -n spark-history-server port-forward service\/spark-history-server 18080/,
    );
    expect([text, aws].map((one) => one.includes("pulumi stack output credentials"))).toEqual([true, false]);
    expect(text).not.toContain("port-forward service");
  });

  test("says that there was nothing to do", () => {
    const second = renderSummary({ ...up, changes: { same: 42 }, phases: [] }, words).join("\n");
    expect(second).toContain("Nothing to do: all 42 resources of dev are as declared.");
    expect(text).not.toContain("Nothing to do");
  });
});

describe("the applications of a stack in its status", () => {
  const live = (name: string, state: string) => ({
    metadata: { name, namespace: "spark-jobs", creationTimestamp: "2026-01-01T00:00:00Z" },
    status: { applicationState: { state } },
  });

  test("are those of the cluster, and those of its jobs that no run is seen of", () => {
    const text = applicationLines(
      up.outputs.applications,
      JSON.stringify({ items: [live("flights", "COMPLETED"), live("nightly-1", "RUNNING")] }),
      words,
    ).join("\n");
    expect(text).toMatch(/flights\s+spark-jobs\s+COMPLETED/);
    expect(text).toMatch(/nightly\s+spark-jobs\s+–/);
    expect(text).toContain("nightly: kubectl -n spark-jobs get sparkapplications -l nightly");
    expect(text).toContain("UI of nightly-1:");
    expect(text).not.toContain("flights: kubectl");
  });

  test("are none where the stack has no job", () => {
    expect(applicationLines([], JSON.stringify({ items: [] }), words)).toEqual(["No Spark applications", ""]);
  });
});

describe("a job's report", () => {
  test("is one document, or lines of them as Spark writes", () => {
    expect(parseReport(['{"a": 1}'])).toEqual({ a: 1 });
    expect(parseReport(['{"a": 1}\n', "", '{"a": 2}\n{"a": 3}\n'])).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(parseReport(["", "\n"])).toBeUndefined();
  });

  test("is cut where it is long", () => {
    const lines = renderReport(Array.from({ length: 15 }, (_, i) => ({ i })));
    expect(lines.at(-1)).toBe("  … and 3 more");
    expect(lines).toHaveLength(14);
  });
});

test("a table aligns words to the left and numbers to the right", () => {
  expect(
    table(
      ["what", "n"],
      [
        ["a", 1],
        ["long one", 12345.678],
        ["none", undefined],
        ["whole", 2],
      ],
    ),
  ).toEqual([
    "  what             n",
    "  a              1.0",
    "  long one  12,345.7",
    "  none             –",
    "  whole          2.0",
  ]);
});

describe("what kubectl says", () => {
  test("of nodes", () => {
    const json = JSON.stringify({
      items: [
        {
          metadata: {
            name: "w",
            labels: {
              "karpenter.sh/capacity-type": "spot",
              "topology.kubernetes.io/zone": "local-a",
              "node.kubernetes.io/instance-type": "c5.large",
            },
          },
          status: {
            allocatable: { cpu: "1930m", memory: "3188736Ki" },
            conditions: [{ type: "Ready", status: "True" }],
          },
        },
        { metadata: { name: "control-plane" }, status: {} },
      ],
    });
    expect(nodeRows(json, words.ready)).toEqual([
      ["w", "spot", "local-a", "c5.large", "1930m CPU, 3114Mi", "yes"],
      ["control-plane", undefined, undefined, undefined, "? CPU, ?", "NO"],
    ]);
  });

  test("of applications, also before the operator has seen one", () => {
    const status = {
      applicationState: { state: "COMPLETED" },
      executionAttempts: 1,
      lastSubmissionAttemptTime: "2026-01-01T00:00:00Z",
      terminationTime: "2026-01-01T00:00:42Z",
    };
    const items = [
      { metadata: { name: "flights", namespace: "jobs" }, status },
      { metadata: { name: "new", namespace: "jobs" } },
    ];
    expect(sparkRows(JSON.stringify({ items }))).toEqual([
      ["flights", "jobs", "COMPLETED", 1, "42 s"],
      ["new", "jobs", "NEW", undefined, undefined],
    ]);
  });

  test("of pods", () => {
    const items = ["Running", "Succeeded", "Running"].map((phase) => ({ status: { phase } }));
    expect(podSummary(JSON.stringify({ items }))).toBe("pods: 2 running, 1 succeeded");
    expect(podSummary('{"items": []}')).toBe("no pods");
  });
});
