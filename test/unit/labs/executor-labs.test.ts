import {
  application,
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

const scheduled = (name: string, node: string) =>
  event("Scheduled", "Pod", name, { message: `Successfully assigned spark-jobs/${name} to ${node}` });
const executor = (app: string, spec: object = {}) =>
  pod(`${app}-1a-exec-1`, {}, spec, {
    ...ofJobs,
    labels: { "sparkoperator.k8s.io/app-name": app, "spark-role": "executor" },
  });

describe("lab 19: sizes", () => {
  const waits = event("FailedScheduling", "Pod", "lab-19-large-1a-exec-1", {
    message: "0/3 nodes are available: 2 Insufficient cpu.",
  });
  const two = [scheduled("lab-19-two-1a-exec-1", "n1"), scheduled("lab-19-two-1a-exec-2", "n1")];

  test("is done by one that fits nowhere, and two that share a node", async () => {
    const objects = [waits, application("lab-19-two", "COMPLETED"), ...two];
    const states = await statesOf(19, { objects, answers: { memory: right, slots: right } });
    expect(new Set(Object.values(states))).toEqual(new Set(["done"]));
  });

  test("Karpenter's words count too, where no node is there yet", async () => {
    const none = event("FailedScheduling", "Pod", "lab-19-large-1a-exec-1", {
      message: "Failed to schedule pod, no instance type has enough resources, requirements=…",
    });
    expect(await taskOf(19, "too-large", { objects: [none] })).toMatchObject({ state: "done" });
  });

  test("a taint that keeps a pod away is no lack of CPUs", async () => {
    const tainted = event("FailedScheduling", "Pod", "lab-19-large-1a-exec-1", {
      message: "0/3 nodes are available: 3 node(s) had untolerated taint.",
    });
    const objects = [application("lab-19-large", "RUNNING"), tainted];
    expect(await taskOf(19, "too-large", { objects })).toMatchObject({ value: "RUNNING" });
  });

  test("two on two nodes, and a driver beside an executor, share none", async () => {
    const apart = [scheduled("lab-19-two-1a-exec-1", "n1"), scheduled("lab-19-two-1a-exec-2", "n2")];
    const beside = [scheduled("lab-19-two-driver", "n1"), scheduled("lab-19-two-1a-exec-1", "n1")];
    for (const where of [apart, beside]) {
      const objects = [application("lab-19-two", "COMPLETED"), ...where];
      expect(await taskOf(19, "together", { objects })).toMatchObject({ path: "executors of lab-19-two" });
    }
  });

  test("asks for what the pod asks for, and for what the driver has counted", async () => {
    const spec = { containers: [{ resources: { requests: { memory: "896Mi" } } }] };
    expect(await truth(19, "memory", { objects: [executor("lab-19-two", spec)] })).toBe("896");
    expect(await truth(19, "memory", {})).toMatchObject({ path: "executors of lab-19-two" });
    expect(await truth(19, "slots", { asks: { "logs lab-19-two-driver": "x\ntasks at once: 4\n" } })).toBe(
      "4",
    );
    expect(await truth(19, "slots", {})).toMatchObject({ reason: { en: "is not there yet" } });
    const { memory } = labOf(19).lab.answers ?? {};
    expect(memory?.equals?.("896Mi", "896")).toBe(true);
    expect(memory?.mistakes?.[0]?.when("512", "896")).toBe(true);
  });
});

describe("lab 20: dynamic allocation", () => {
  const began = ["1", "2"].map((n) => event("Started", "Pod", `lab-20-grows-1a-exec-${n}`));
  const idle = {
    "logs lab-20-grows-driver":
      "INFO ExecutorAllocationManager: Executors 1,2 removed due to idle timeout.\n",
  };
  const provisioned = event(
    "ProvisioningSucceeded",
    "PersistentVolumeClaim",
    "lab-20-volume-1a-exec-1-pvc-0",
  );
  const claim = object(
    "PersistentVolumeClaim",
    "lab-20-volume-1a-exec-1-pvc-0",
    {},
    { ...ofJobs, ownerReferences: [{ kind: "Pod", name: "lab-20-volume-driver", uid: "u" }] },
  );

  test("is done by executors that came and went, and claims that went with their job", async () => {
    const objects = [
      application("lab-20-grows", "COMPLETED"),
      ...began,
      application("lab-20-volume", "COMPLETED"),
      provisioned,
    ];
    const states = await statesOf(20, { objects, asks: idle, answers: { owner: right } });
    expect(new Set(Object.values(states))).toEqual(new Set(["done"]));
  });

  test("a driver that has begun is no executor, and one executor is not two", async () => {
    const objects = [
      application("lab-20-grows", "RUNNING"),
      event("Started", "Pod", "lab-20-grows-driver"),
      ...began.slice(1),
    ];
    expect(await taskOf(20, "grows", { objects })).toMatchObject({ value: 1 });
    expect(await taskOf(20, "shrinks", { objects })).toMatchObject({ path: "log of lab-20-grows-driver" });
  });

  test("claims that are there still, and those that were never made", async () => {
    const done = application("lab-20-volume", "COMPLETED");
    expect(await taskOf(20, "volume", { objects: [done, provisioned, claim] })).toMatchObject({
      path: "persistentvolumeclaim lab-20-volume-1a-exec-1-pvc-0",
    });
    expect(await taskOf(20, "volume", { objects: [done] })).toMatchObject({
      path: "persistentvolumeclaims of lab-20-volume",
    });
  });

  test("a claim is the driver's", async () => {
    expect(await truth(20, "owner", { objects: [claim] })).toBe("lab-20-volume-driver");
    expect(await truth(20, "owner", {})).toMatchObject({ reason: { en: "is not there yet" } });
    const { owner } = labOf(20).lab.answers ?? {};
    expect(owner?.mistakes?.[0]?.when("lab-20-volume-1a-exec-1", "lab-20-volume-driver")).toBe(true);
  });

  test("a reset removes claims of an interrupted run", async () => {
    const ran: string[] = [];
    const { folder, lab } = labOf(20);
    const world = playedWorld(folder, { objects: [claim], ran });
    expect(await lab.leftovers?.(world)).toEqual([`persistentvolumeclaim ${claim.metadata.name}`]);
    await lab.reset?.(world);
    expect(ran.join("\n")).toContain(`delete persistentvolumeclaims ${claim.metadata.name}`);
  });
});
