import {
  event,
  labOf,
  object,
  ofJobs,
  playedWorld,
  pod,
  right,
  statesOf,
  taskOf,
  truth,
} from "../../support/played-cluster";

describe("lab 16: Karpenter", () => {
  const driver = "lab-16-nodes-driver";
  const nominated = (name: string, message: string) =>
    event("Nominated", "Pod", name, { message: `Pod should schedule on: ${message}` });
  const both = [
    nominated(driver, "nodeclaim/drivers-x1"),
    nominated("lab-16-nodes-1a-exec-1", "nodeclaim/executors-x2"),
  ];
  const started = event("Started", "Pod", driver);
  const exceeded = event("FailedScheduling", "Pod", "lab-16-large-3", {
    message: "Failed to schedule pod, all available instance types exceed limits for nodepool",
  });
  const claim = (name: string, capacity: string, zone = "local-b", type = "c5.large") =>
    object(
      "NodeClaim",
      name,
      {},
      {
        labels: {
          "karpenter.sh/capacity-type": capacity,
          "topology.kubernetes.io/zone": zone,
          "node.kubernetes.io/instance-type": type,
        },
      },
    );
  const claims = [claim("drivers-x1", "on-demand"), claim("executors-x2", "spot", "local-b", "m5.large")];

  test("is done when nodes were made, others were not, and they are gone", async () => {
    const answers = { zone: right, type: right, after: right };
    const states = await statesOf(16, { objects: [...both, started, exceeded], answers });
    expect(new Set(Object.values(states))).toEqual(new Set(["done"]));
  });

  test("a node that is there still is not gone, and one that was never there neither", async () => {
    expect(await taskOf(16, "gone", { objects: [...both, ...claims] })).toMatchObject({
      path: "nodeclaim drivers-x1",
    });
    expect(await taskOf(16, "gone", {})).toMatchObject({ path: "nodeclaims for pods of lab-16" });
  });

  test("another's pods do not count", async () => {
    const other = nominated("flights-driver", "nodeclaim/drivers-x9");
    expect(await taskOf(16, "launched", { objects: [other, started] })).toMatchObject({
      path: "nodeclaims for pods of lab-16",
    });
  });

  test("mistake fitted-already: a node was there", async () => {
    const there = nominated(driver, "nodeclaim/drivers-x1, node/n1");
    const objects = [there, pod(driver, {}, { nodeName: "n1" }, ofJobs)];
    expect(await taskOf(16, "launched", { objects })).toMatchObject({ value: "n1" });
  });

  test("the zone is told of a job whose driver is on demand, executors on spot, all in one", async () => {
    expect(await truth(16, "zone", { objects: [...both, ...claims] })).toBe("local-b");
    expect(await truth(16, "type", { objects: [...both, ...claims] })).toBe("m5.large");
    for (const wrong of [
      [claim("drivers-x1", "spot"), claim("executors-x2", "spot")],
      [claim("drivers-x1", "on-demand"), claim("executors-x2", "spot", "local-a")],
    ]) {
      expect(await truth(16, "zone", { objects: [...both, ...wrong] })).toMatchObject({
        path: "nodeclaims of lab-16-nodes",
      });
    }
    expect(await truth(16, "zone", { objects: both })).toMatchObject({
      path: "nodeclaims for pods of lab-16",
    });
  });

  test("a reset takes the events of its pods along, which a page waits for, and nobody else's", async () => {
    const ran: string[] = [];
    const { folder, lab } = labOf(16);
    const objects = [exceeded, event("FailedScheduling", "Pod", "flights-driver")];
    await lab.reset?.(playedWorld(folder, { objects, ran }));
    const deleted = ran.filter((line) => line.includes("delete events"));
    expect(deleted).toEqual([expect.stringContaining(`delete events ${exceeded.metadata.name} --namespace`)]);
  });

  test("says how long an empty node stays", async () => {
    const pool = object("NodePool", "drivers", { spec: { disruption: { consolidateAfter: "65s" } } });
    expect(await truth(16, "after", { objects: [pool] })).toBe("65s");
    const { after, type } = labOf(16).lab.answers ?? {};
    expect(after?.equals?.("1m5s", "65s")).toBe(true);
    expect(after?.mistakes?.[0]?.when("10m", "65s")).toBe(true);
    expect(type?.mistakes?.[0]?.when("executors-x2", "m5.large")).toBe(true);
  });
});
