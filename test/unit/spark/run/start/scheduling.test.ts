import { startProblems } from "../../../../../components/spark/run/start/problems";
import { karpenter, pod, scheduled, unscheduled, view } from "./recorded";

const of = (...[seconds, parts]: Parameters<typeof view>) => startProblems(view(seconds, parts))[0];
const nodes = { karpenter: true };

const taints =
  "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";

describe("kube-scheduler", () => {
  test("a pod that none of the nodes can ever take is final when no autoscaler has answered", () => {
    const driver = unscheduled("driver", taints);
    const parts = { pods: [driver], events: [scheduled(driver, "FailedScheduling", taints)] };
    expect(of(20, parts)?.kind).toBe("open");
    expect(of(50, parts)).toMatchObject({
      kind: "final",
      reason: `no node takes the pod: ${taints}`,
      cure: expect.stringContaining("tolerations"),
    });
  });

  test("one that waits for others to end may yet be taken", () => {
    const busy =
      "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.";
    expect(of(600, { pods: [unscheduled("driver", busy)] })).toMatchObject({
      kind: "open",
      cure: expect.stringContaining("Ask for less"),
    });
  });

  test("an autoscaler that adds a node is progress, one that does not is told", () => {
    const driver = unscheduled("driver", taints);
    const up = scheduled(driver, "TriggeredScaleUp", "pod triggered scale-up: [{pool-1 1->2 (max: 3)}]");
    expect(of(60, { pods: [driver], events: [up] })?.kind).toBe("progress");
    const not = scheduled(
      driver,
      "NotTriggerScaleUp",
      "pod didn't trigger scale-up: 1 max node group size reached",
    );
    expect(of(60, { pods: [driver], events: [not] })).toMatchObject({
      kind: "open",
      reason: expect.stringContaining("max node group size reached"),
    });
  });

  test("a claim that is missing is final after half a minute", () => {
    const message = '0/3 nodes are available: persistentvolumeclaim "scratch" not found. not found';
    expect(of(40, { pods: [unscheduled("driver", message)] })).toMatchObject({
      kind: "final",
      reason: 'the PersistentVolumeClaim "scratch" is missing',
    });
  });

  test("a scheduler that does not exist leaves a pod without a word", () => {
    const spec = { nodeName: undefined, schedulerName: "volcano" };
    const driver = pod("driver", { phase: "Pending" }, { spec });
    expect(of(40, { pods: [driver] })).toMatchObject({
      kind: "final",
      reason: expect.stringContaining('it asks for "volcano"'),
    });
  });
});

describe("Karpenter", () => {
  const driver = unscheduled("driver", taints);

  test("no type that is large enough is final", () => {
    const said = karpenter(
      driver,
      "FailedScheduling",
      'Failed to schedule pod, no instance type has enough resources, requirements=karpenter.sh/nodepool In [drivers], resources={"cpu":"64","memory":"9Gi","pods":"1"} (NodePool=drivers)',
    );
    expect(of(15, { pods: [driver], events: [said], nodes })?.kind).toBe("open");
    expect(of(30, { pods: [driver], events: [said], nodes })).toMatchObject({
      kind: "final",
      reason: expect.stringMatching(/^Karpenter launches no node: no instance type has enough resources/),
      cure: expect.stringContaining("larger types"),
    });
  });

  test("taints and requirements that do not meet are final", () => {
    const said = karpenter(
      driver,
      "FailedScheduling",
      'Failed to schedule pod, incompatible requirements, label "team" does not have known values (NodePool=drivers); did not tolerate taint (taint=spark-role=executor:NoSchedule, NodePool=executors)',
    );
    expect(of(30, { pods: [driver], events: [said], nodes })).toMatchObject({ kind: "final" });
  });

  test.each([
    "all available instance types exceed limits for nodepool (NodePool=executors)",
    "no instance type has the required offering, requirements=…, resources=…",
  ])("%s may pass", (message) => {
    const said = karpenter(driver, "FailedScheduling", `Failed to schedule pod, ${message}`);
    expect(of(600, { pods: [driver], events: [said], nodes })?.kind).toBe("open");
  });

  test("its last word counts: a node that it launches is progress", () => {
    const events = [
      karpenter(driver, "Nominated", "Pod should schedule on: nodeclaim/drivers-x7k2p", 20),
      karpenter(driver, "FailedScheduling", "Failed to schedule pod, did not tolerate taint", 6),
    ];
    expect(of(30, { pods: [driver], events, nodes })).toMatchObject({
      kind: "progress",
      reason: "Karpenter: Pod should schedule on: nodeclaim/drivers-x7k2p",
    });
  });

  test("until it has said something, kube-scheduler's word is never final", () => {
    expect(of(600, { pods: [driver], nodes })).toMatchObject({ kind: "open" });
  });
});
