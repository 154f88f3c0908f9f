import { event, labOf, object, pod, right, statesOf, taskOf } from "../../support/played-cluster";

describe("lab 7: volumes", () => {
  const claim = (phase: string) =>
    object("PersistentVolumeClaim", "kept", { spec: { volumeName: "pvc-1" }, status: { phase } });
  const store = pod(
    "store",
    {},
    { nodeName: "one", volumes: [{ name: "node", hostPath: { path: "/etc/kubernetes" } }] },
  );
  const first = event("Killing", "Pod", "store", { involvedObject: { uid: "of-the-first" } });
  const asks = { "cat /kept/note": "Sunday\n" };

  test("is done by a second pod that has the claim's note alone", async () => {
    const cluster = { objects: [claim("Bound"), store, first], asks, answers: { ram: right } };
    expect(await statesOf(7, cluster)).toEqual({ claim: "done", node: "done", memory: "done", kept: "done" });
  });

  test("a claim that waits for its first pod is told to be no error", async () => {
    expect(await taskOf(7, "claim", { objects: [claim("Pending")] })).toMatchObject({
      value: "Pending",
      reason: { en: expect.stringContaining("no error") },
    });
  });

  test("the first pod has outlived nothing", async () => {
    const own = event("Killing", "Pod", "store");
    expect(await taskOf(7, "kept", { objects: [store, own], asks })).toMatchObject({
      state: "not-yet",
      path: "pod store",
    });
  });

  test("a note that was written after the old pod had gone", async () => {
    const cluster = { objects: [store, first], asks: { ...asks, "cat /empty/note": "Sunday\n" } };
    expect(await taskOf(7, "kept", cluster)).toMatchObject({ state: "not-yet", path: "/empty/note" });
  });
});

describe("lab 8: YAML and ConfigMaps", () => {
  const meant = {
    switch: "on",
    mode: "0755",
    version: "1.20",
    motd: "Good morning.\nSpark is up.\n",
    greeting: "good evening",
  };
  const settings = (data: object) => object("ConfigMap", "settings", { data: { ...meant, ...data } });
  const asks = { "cat /settings/greeting": "good evening", "printenv GREETING": "hello\n" };

  test("is done when the texts are meant and the file has followed", async () => {
    expect(await statesOf(8, { objects: [settings({}), pod("reader")], asks })).toEqual({
      yaml: "done",
      configmap: "done",
    });
  });

  test.each([
    ["motd", "Good morning. Spark is up.\n", "folds"],
    ["mode", "493", "without quotes"],
    ["switch", "off", "is not"],
  ])("%s that is %j", async (key, value, words) => {
    expect(await taskOf(8, "yaml", { objects: [settings({ [key]: value })] })).toMatchObject({
      state: "not-yet",
      path: `configmap settings .data.${key}`,
      reason: { en: expect.stringContaining(words) },
    });
  });

  test("a pod that was made after the change, and a file that has not followed yet", async () => {
    const objects = [settings({}), pod("reader")];
    expect(
      await taskOf(8, "configmap", { objects, asks: { ...asks, "printenv GREETING": "good evening\n" } }),
    ).toMatchObject({ path: "configmap settings .data.greeting" });
    expect(
      await taskOf(8, "configmap", { objects, asks: { ...asks, "cat /settings/greeting": "hello" } }),
    ).toMatchObject({ path: "pod reader /settings/greeting" });
  });
});

describe("lab 9: allocatable", () => {
  const node = object("Node", "one", {
    spec: {},
    status: { conditions: [], allocatable: { cpu: "1930m" }, capacity: { cpu: "8" } },
  });
  const on = (name: string, cpu: string, namespace: string, status: object = {}) =>
    pod(
      name,
      status,
      { nodeName: "one", containers: [{ name, image: "spark", resources: { requests: { cpu } } }] },
      { namespace },
    );
  const small = on("small", "0", "lab-09");
  const others = [
    on("operator", "400m", "spark-operator"),
    on("done", "1", "spark-jobs", { phase: "Succeeded" }),
  ];
  const two = pod("asks-two", {
    phase: "Pending",
    conditions: [
      { type: "PodScheduled", status: "False", message: "0/2 nodes are available: 1 Insufficient cpu." },
    ],
  });

  test("is done by a pod that waits and one that took the rest", async () => {
    const objects = [node, small, ...others, two, on("asks-rest", "1530m", "lab-09", { phase: "Succeeded" })];
    expect(await statesOf(9, { objects, answers: { cpu: right } })).toEqual({
      look: "done",
      "too-large": "done",
      fits: "done",
    });
  });

  test("a pod that leaves much of it", async () => {
    const objects = [node, small, ...others, on("asks-rest", "1000m", "lab-09")];
    expect(await taskOf(9, "fits", { objects })).toMatchObject({ state: "not-yet", value: "1000m" });
  });

  test("a pod that forgot the others", async () => {
    const all = { phase: "Pending" };
    const objects = [
      node,
      small,
      ...others,
      {
        ...on("asks-rest", "1930m", "lab-09", all),
        spec: { containers: [{ name: "a", image: "spark", resources: { requests: { cpu: "1930m" } } }] },
      },
    ];
    expect(await taskOf(9, "fits", { objects })).toMatchObject({ path: "pod asks-rest", value: "1930m" });
  });

  test("CPUs are compared as amounts, and capacity is told from allocatable", () => {
    const { lab } = labOf(9);
    const { equals, mistakes } = lab.answers?.cpu ?? {};
    expect(equals?.("1.93", "1930m")).toBe(true);
    expect(equals?.("1920m", "1930m")).toBe(false);
    expect(mistakes?.[0]?.when("8", "1930m")).toBe(true);
  });
});

describe("lab 10: placement", () => {
  const node = (capacity: string, zone = "local-a") =>
    object(
      "Node",
      "one",
      { status: {} },
      { labels: { "karpenter.sh/capacity-type": capacity, "topology.kubernetes.io/zone": zone } },
    );
  const waits = (name: string) => event("FailedScheduling", "Pod", name);
  const executor = pod("executor", {}, { nodeName: "one", nodeSelector: {} });
  const pending = pod("required", { phase: "Pending", conditions: [] });

  test("is done by a pod that waited, then ran on spot, and two that say where they want to be", async () => {
    const objects = [
      node("spot"),
      executor,
      waits("executor"),
      pending,
      waits("required"),
      pod("preferred", {}, { nodeName: "one" }),
    ];
    expect(await statesOf(10, { objects })).toEqual({ refused: "done", spot: "done", affinity: "done" });
  });

  test("a toleration alone leads nowhere", async () => {
    const objects = [node("on-demand"), pod("executor", {}, { nodeName: "one" })];
    expect(await statesOf(10, { objects })).toMatchObject({ refused: "not-yet", spot: "not-yet" });
    expect(await taskOf(10, "spot", { objects })).toMatchObject({ path: "pod executor .spec.nodeSelector" });
  });

  test("a spot node of another zone is not it", async () => {
    const objects = [node("spot", "local-b"), executor];
    expect(await taskOf(10, "spot", { objects })).toMatchObject({ path: "node one", value: "spot, local-b" });
  });
});
