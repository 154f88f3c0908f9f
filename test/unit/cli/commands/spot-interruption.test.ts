import { interrupt } from "../../../../cli/commands/interrupt";
import {
  busiest,
  interruptionTimeline,
  renderTimeline,
  type Snapshot,
  snapshot,
} from "../../../../cli/commands/spot-interruption";

const claim = (name: string, over: { capacityType?: string; node?: string; leaving?: boolean } = {}) => ({
  metadata: {
    name,
    labels: { "karpenter.sh/capacity-type": over.capacityType ?? "spot" },
    ...(over.leaving ? { deletionTimestamp: "2026-01-31T12:00:00Z" } : {}),
  },
  status: { nodeName: over.node },
});
const pod = (name: string, nodeName: string, phase = "Running", leaving = false) => ({
  metadata: {
    name,
    namespace: "spark-jobs",
    ...(leaving ? { deletionTimestamp: "2026-01-31T12:00:00Z" } : {}),
  },
  spec: { nodeName },
  status: { phase },
});
const seen = (at: number, claims: unknown[], pods: unknown[]) =>
  snapshot(at, JSON.stringify({ items: claims }), JSON.stringify({ items: pods }));

const a = claim("executors-a", { node: "dev-a" });
const b = claim("executors-b", { node: "dev-b" });
const three = [pod("exec-1", "dev-a"), pod("exec-2", "dev-b"), pod("exec-3", "dev-b")];

test("the spot node with the most executors is the one to lose; drivers' nodes never are", () => {
  const drivers = claim("drivers-a", { capacityType: "on-demand", node: "dev-d" });
  expect(busiest(seen(0, [drivers, a, b], [...three, pod("driver", "dev-d")]))).toEqual({
    claim: "executors-b",
    node: "dev-b",
    executors: ["exec-2", "exec-3"],
  });
});

test.each([
  ["there is none", []],
  ["the only one has not joined", [claim("executors-a")]],
  ["the only one is going already", [claim("executors-a", { node: "dev-a", leaving: true })]],
])("none when %s", (_, claims) => {
  expect(busiest(seen(0, claims, []))).toBeUndefined();
});

test("pods that have ended, or are ending, do not run", () => {
  expect(
    seen(0, [a], [pod("x", "dev-a", "Pending"), pod("y", "dev-a", "Running", true), pod("z", "dev-a")]),
  ).toMatchObject({ running: ["z"], present: ["y", "z"] });
});

describe("the story", () => {
  const before = seen(0, [a, b], three);
  const lost = { claim: "executors-b", node: "dev-b", executors: ["exec-2", "exec-3"] };
  const leaving = claim("executors-b", { node: "dev-b", leaving: true });
  const c = claim("executors-c", { node: "dev-c" });
  const all: Snapshot[] = [
    before,
    seen(1000, [a, leaving], three),
    seen(2000, [a, leaving, c], [pod("exec-1", "dev-a"), pod("exec-2", "dev-b")]),
    seen(9000, [a, leaving, c], [pod("exec-1", "dev-a"), pod("exec-2", "dev-b", "Running", true)]),
    seen(12_000, [a, leaving, c], [pod("exec-1", "dev-a")]),
    seen(15_000, [a, c], [pod("exec-1", "dev-a"), pod("exec-4", "dev-c")]),
    seen(30_000, [a, c], [pod("exec-1", "dev-a"), pod("exec-4", "dev-c"), pod("exec-5", "dev-c")]),
  ];

  test("from notice to as many executors as before, in the order in which it happened", () => {
    const told = interruptionTimeline(lost, all);
    expect(told).toEqual({
      replacementAsked: 2000,
      leaving: 9000,
      drained: 12_000,
      gone: 15_000,
      recovered: 30_000,
    });
    expect(renderTimeline(lost, told, 120_000).join("\n")).toMatch(
      /^dev-b \(2 executors\).*\n.*another instance\n.*told to go\n.*had gone\n.*was gone\n.*as before\n.*fewer executors for 21/,
    );
    // Of a machine that goes too soon Kubernetes hears late.
    const late = { ...told, drained: 100_000, recovered: 130_000 };
    expect(renderTimeline(lost, late, 5000).join("\n")).toMatch(
      /instance was gone\n.*executors had gone\n.*as before/,
    );
  });

  test("what has not happened is not told, and not counted", () => {
    expect(interruptionTimeline(lost, all.slice(0, 2))).toEqual({});
    expect(renderTimeline(lost, interruptionTimeline(lost, all.slice(0, 4)), 120_000).at(-1)).toMatch(
      /may have ended/,
    );
    expect(renderTimeline({ ...lost, executors: [] }, { gone: 5000 }, 120_000).at(-1)).toMatch(
      /cost the jobs nothing/,
    );
  });
});

test.each(["aws", "existing"])(
  "the stack %s is refused before anything is asked, whatever context kubectl has",
  async (stack) => {
    await expect(interrupt({ stack, notice: 120 })).rejects.toThrow(
      `The stack ${stack} has no nodes on this machine`,
    );
  },
);
