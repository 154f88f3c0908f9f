import type { ApiObject } from "../../../cli/lab/cluster-view";
import { after, before, event, object, pod, right, statesOf, taskOf } from "../../support/played-cluster";

describe("lab 4: control plane, nodes, kubelets", () => {
  const node = (name: string, status: string, lastTransitionTime: string) =>
    object(
      "Node",
      name,
      { status: { conditions: [{ type: "Ready", status, lastTransitionTime }] } },
      { creationTimestamp: before },
    );
  const scheduler = (creationTimestamp: string) =>
    pod(
      "kube-scheduler-one",
      {},
      {},
      { creationTimestamp, namespace: "kube-system", labels: { component: "kube-scheduler" } },
    );
  const fell = event("NodeNotReady", "Node", "one");

  test("is done when the mirror is new and a node has come back", async () => {
    const cluster = {
      objects: [node("one", "True", after), scheduler(after), fell],
      answers: { nodes: right },
    };
    expect(await statesOf(4, cluster)).toEqual({ count: "done", mirror: "done", silence: "done" });
  });

  test("does not take what was so before for the learner's doing", async () => {
    const old = { ...fell, lastTimestamp: before };
    const cluster = { objects: [node("one", "True", before), scheduler(before), old] };
    expect(await statesOf(4, cluster)).toEqual({ count: "not-yet", mirror: "not-yet", silence: "not-yet" });
  });

  test("says to wake a kubelet that still sleeps", async () => {
    const finding = await taskOf(4, "silence", { objects: [node("one", "Unknown", after), fell] });
    expect(finding).toMatchObject({ state: "not-yet", path: "node one", value: "Unknown" });
  });

  test("says to wait while the controller still waits for a kubelet", async () => {
    const lease = object("Lease", "one", { spec: { renewTime: before } }, { namespace: "kube-node-lease" });
    const finding = await taskOf(4, "silence", { objects: [node("one", "True", before), lease] });
    expect(finding).toMatchObject({
      path: "lease one",
      reason: { en: expect.stringContaining("not renewed") },
    });
  });
});

describe("lab 5: Pod, ReplicaSet, Deployment", () => {
  const web = (revision: string, replicas = 3) =>
    object(
      "Deployment",
      "web",
      { spec: { replicas }, status: { availableReplicas: replicas } },
      { annotations: { "deployment.kubernetes.io/revision": revision } },
    );
  const set = (name: string, replicas: number, creationTimestamp: string) =>
    object("ReplicaSet", name, { spec: { replicas } }, { creationTimestamp, labels: { app: "web" } });
  const later = "2026-03-01T12:06:00Z";
  const killed = [event("Killing", "Pod", "alone"), event("Killing", "Pod", "web-1-a")];

  test("is done by a pod that stays away, one that is replaced, and a way back", async () => {
    const objects = [web("3"), set("web-1", 3, after), set("web-2", 0, later), ...killed];
    expect(await statesOf(5, { objects })).toEqual({
      alone: "done",
      deployment: "done",
      replaced: "done",
      undone: "done",
    });
  });

  test("does not count a pod that its ReplicaSet deleted", async () => {
    const rolled = event("SuccessfulDelete", "ReplicaSet", "web-1", { message: "Deleted pod: web-1-a" });
    const finding = await taskOf(5, "replaced", { objects: [web("2"), killed[1] as ApiObject, rolled] });
    expect(finding).toMatchObject({ state: "not-yet", reason: { en: "none was deleted by you" } });
  });

  test("tells who scaled the Deployment down instead", async () => {
    const finding = await taskOf(5, "replaced", { objects: [web("1", 2)] });
    expect(finding).toMatchObject({ path: "deployment web .spec.replicas", value: 2 });
  });

  test("a pod that was never there is not gone", async () => {
    const finding = await taskOf(5, "alone", { objects: [] });
    expect(finding).toMatchObject({ state: "not-yet", reason: { en: "has not run in this lab" } });
  });

  test("names the image that cannot be had", async () => {
    const waiting = { reason: "ErrImagePull", message: "no such image" };
    const status = { phase: "Pending", containerStatuses: [{ name: "alone", state: { waiting } }] };
    const spec = { containers: [{ name: "alone", image: "sparc:4" }] };
    const finding = await taskOf(5, "alone", { objects: [pod("alone", status, spec)] });
    expect(finding).toMatchObject({ path: "pod alone", value: "sparc:4", reason: { en: "ErrImagePull" } });
  });

  test("a second version that was not taken back", async () => {
    const objects = [web("2"), set("web-1", 0, after), set("web-2", 3, later)];
    expect(await taskOf(5, "undone", { objects })).toMatchObject({ state: "not-yet", value: 2 });
  });
});

describe("lab 6: blue-green and canary", () => {
  const count = (name: string, seen: object) =>
    pod(`count-${name}`, {
      phase: "Succeeded",
      containerStatuses: [
        { name: "count", state: { terminated: { exitCode: 0, message: JSON.stringify(seen) } } },
      ],
    });
  const deployment = (name: string, replicas: number, labels: object) =>
    object("Deployment", name, { spec: { replicas, selector: { matchLabels: labels } }, status: {} });
  const service = (selector: object) => object("Service", "web", { spec: { selector } });
  const slice = (...pods: string[]) =>
    object(
      "EndpointSlice",
      "web-x",
      { endpoints: pods.map((name) => ({ targetRef: { name } })) },
      { labels: { "kubernetes.io/service-name": "web" } },
    );
  const blue = deployment("blue", 0, { app: "web", version: "blue" });
  const counts = [
    count("blue", { blue: 200 }),
    count("canary", { blue: 151, green: 49 }),
    count("green", { green: 200 }),
  ];

  test("is done when counts and endpoints say so", async () => {
    const objects = [...counts, blue, slice("green-1", "green-2")];
    expect(await statesOf(6, { objects })).toEqual({ blue: "done", canary: "done", green: "done" });
  });

  test("a failed request proves nothing", async () => {
    const objects = [count("blue", { blue: 199, failed: 1 })];
    expect(await taskOf(6, "blue", { objects })).toMatchObject({ state: "not-yet", path: "pod count-blue" });
  });

  test("a Service that asks for a version lets no canary in", async () => {
    const objects = [count("canary", { blue: 200 }), service({ app: "web", version: "blue" })];
    expect(await taskOf(6, "canary", { objects })).toMatchObject({
      path: "service web .spec.selector.version",
    });
  });

  test("Deployments that select each other's pods", async () => {
    const objects = [
      count("canary", { blue: 200 }),
      service({ app: "web" }),
      deployment("green", 1, { app: "web" }),
    ];
    expect(await taskOf(6, "canary", { objects })).toMatchObject({
      path: "deployment green .spec.selector.matchLabels",
    });
  });

  test("blue that still answers, and blue that is gone", async () => {
    expect(
      await taskOf(6, "green", { objects: [...counts, blue, slice("green-1", "blue-1")] }),
    ).toMatchObject({
      value: "blue-1",
    });
    expect(await taskOf(6, "green", { objects: [...counts, slice("green-1")] })).toMatchObject({
      reason: { en: "is gone, and with it the way back" },
    });
  });
});
