import { kindDefaults } from "../../../../components/cluster/kind/args";
import { nodeGroups } from "../../../../components/cluster/kind/nodes";
import type { NodeGroup } from "../../../../components/cluster/node-group";
import { sentence } from "../../../../components/errors";
import { defaultOffers } from "../../../../components/karpenter/kind/instance-offers";
import { kindPools } from "../../../../components/karpenter/kind/pools";
import { nodeGroupOf } from "../../../../components/karpenter/pool";
import { unplaceable } from "../../../../components/spark/rules/nodes";
import { validate } from "../../../../components/spark/rules/validate";
import { eksSettings, poolsOf } from "../../../../stacks/eks-config";
import { soundSpec, subject } from "../../../support/subject";

/** The nodes of each target, from what its stack file says where it says nothing. */
const targets: Record<string, readonly NodeGroup[]> = {
  kind: nodeGroups({ ...kindDefaults, name: "c" }),
  "kind with Karpenter": kindPools(defaultOffers, ["local-a", "local-b"], {
    drivers: { cpus: 4, memoryGiB: 32 },
    executors: { cpus: 8, memoryGiB: 64 },
  }).map(nodeGroupOf),
  eks: poolsOf(eksSettings.parse({}), "us-east-1").map(nodeGroupOf),
  existing: (["on-demand", "spot"] as const).map((capacityType) => ({
    name: capacityType === "spot" ? "executors" : "drivers",
    capacityType,
    zones: ["any"],
    allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
    taints: [],
    labelled: false,
  })),
};
const tolerations = [{ key: "spark-role", operator: "Exists" as const }];
const nowhere = {
  driver: { nodeSelector: { "karpenter.sh/capacity-type": "on-demand" }, tolerations },
  executor: { nodeSelector: { "karpenter.sh/capacity-type": "spot" }, tolerations },
};

/** What is said of a pod on a target, without what is only about zones. */
function said(target: string, driver: object, executor: object = {}, more: object = {}): string[] {
  const spec = {
    ...more,
    driver: { ...nowhere.driver, ...driver },
    executor: { ...nowhere.executor, ...executor },
  };
  const sound = { ...soundSpec.executor, nodeSelector: undefined, tolerations: undefined };
  const { problems, warnings } = validate(
    subject(spec, {
      groups: targets[target],
      spec: {
        ...subject(more).spec,
        driver: { ...soundSpec.driver, ...spec.driver },
        executor: { ...sound, ...spec.executor },
      },
    }),
  );
  return [...problems, ...warnings].map(sentence).filter((text) => !text.includes("different zones"));
}

test.each(["kind with Karpenter", "eks"])(
  "on %s a driver may have all of the largest type, not of the smallest",
  (target) => {
    expect(said(target, { memory: "24g" })).toEqual([]);
    expect(said(target, {}, { memory: "20g", cores: 3 })).toEqual([]);
  },
);

test.each<[string, RegExp, RegExp]>([
  [
    "kind",
    /fits on no node: the largest, c5\.large of drivers, has 1830m and 3064 MiB/,
    /workers\[0\]\.instanceType/,
  ],
  ["kind with Karpenter", /the largest, r5\.xlarge of drivers, has 3820m/, /give instanceTypes larger/],
  ["eks", /the largest, r\d\w*\.xlarge of drivers, has 3770m/, /give eks\.pools\[0\]\.vcpus larger/],
])("on %s 900g is refused with the largest node and the setting of that target", (target, reason, cure) => {
  const [text, ...others] = said(target, { memory: "900g" });
  expect(others).toEqual([]);
  expect(text).toMatch(reason);
  expect(text).toMatch(cure);
});

test("of somebody else's cluster nothing is known, so nothing is refused", () => {
  expect(
    said(
      "existing",
      { memory: "900g", nodeSelector: { disk: "ssd" }, schedulerName: "volcano" },
      { gpu: { name: "nvidia.com/gpu", quantity: 1 } },
    ),
  ).toEqual([]);
});

describe.each(["kind", "kind with Karpenter", "eks"])("on %s", (target) => {
  test.each<[string, object, RegExp]>([
    ["a label that no node has", { nodeSelector: { NodeGroupType: "x" } }, /no node has NodeGroupType In x/],
    [
      "an instance family that no pool has",
      { nodeSelector: { "karpenter.k8s.aws/instance-family": "g6" } },
      /no node has karpenter\.k8s\.aws\/instance-family In g6/,
    ],
    [
      "an architecture of another machine",
      { nodeSelector: { "kubernetes.io/arch": "s390x" } },
      /no node has kubernetes\.io\/arch In s390x/,
    ],
    [
      "a GPU",
      { gpu: { name: "nvidia.com/gpu", quantity: 1 } },
      /fits on no node: no node of executors has 1 nvidia\.com\/gpu/,
    ],
    [
      "a scheduler that is not there",
      { schedulerName: "yunikorn" },
      /executor\.schedulerName \("yunikorn"\) is a scheduler/,
    ],
    [
      "a taint that is not tolerated",
      { tolerations: [] },
      /taint spark-role=executor:NoSchedule, which its pods must tolerate/,
    ],
    [
      "a sidecar that is too large beside Spark",
      { sidecars: [{ name: "s", image: "i", resources: { requests: { memory: "900Gi" } } }] },
      /fits on no node/,
    ],
    [
      "an init container that is too large by itself",
      { initContainers: [{ name: "s", image: "i", resources: { limits: { cpu: "500" } } }] },
      /500000m.* fits on no node/,
    ],
  ])("%s is refused", (_, executor, message) => {
    expect(said(target, {}, executor).join("\n")).toMatch(message);
  });

  test("off-heap memory counts, once it is enabled", () => {
    const sparkConf = { "spark.memory.offHeap.size": "900g" };
    expect(said(target, {}, {}, { sparkConf })).toEqual([]);
    const enabled = { ...sparkConf, "spark.memory.offHeap.enabled": "true" };
    expect(said(target, {}, {}, { sparkConf: enabled }).join("\n")).toMatch(
      /spec\.executor .*fits on no node/,
    );
  });

  test("a batch scheduler is refused once for both roles", () => {
    expect(said(target, {}, {}, { batchScheduler: "volcano" })).toEqual([
      expect.stringMatching(
        /^spec\.batchScheduler \("volcano"\) is a scheduler that the stack does not install/,
      ),
    ]);
  });

  test("more executors than nodes may add up to is a warning", () => {
    expect(said(target, {}, { instances: 500 }).join("\n")).toMatch(
      /^spec\.executor\.instances \(500\) is more than the \d+ executors that there is room for at once/,
    );
    const dynamicAllocation = { enabled: true, maxExecutors: 500 };
    expect(said(target, {}, {}, { dynamicAllocation }).join("\n")).toMatch(
      /^spec\.dynamicAllocation\.maxExecutors \(500\)/,
    );
  });
});

test("what Spark properties select is read: a driver on demand, and one on spot", () => {
  const key = "spark.kubernetes.driver.node.selector.karpenter.sh/capacity-type";
  const driver = { nodeSelector: undefined };
  const withConf = (value: string) => said("eks", driver, {}, { sparkConf: { [key]: value } });
  expect(withConf("on-demand")).toEqual([]);
  expect(withConf("spot").join("\n")).toMatch(/may run on spot \(executors\)/);
  const both = { "spark.kubernetes.node.selector.karpenter.sh/capacity-type": "spot" };
  expect(said("eks", driver, {}, { sparkConf: both }).join("\n")).toMatch(/may run on spot/);
  expect(said("eks", {}, {}, { sparkConf: both })).toEqual([]);
});

test("a pod that only nodes beyond the pool's limits hold says so", () => {
  const pools = [
    { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits: { cpus: 16, memoryGiB: 16 } },
    { name: "executors", capacityType: "spot", vcpus: [4], limits: { cpus: 64, memoryGiB: 512 } },
  ];
  const groups = poolsOf(eksSettings.parse({ pools }), "us-east-1").map(nodeGroupOf);
  const spec = { ...soundSpec, driver: { ...soundSpec.driver, ...nowhere.driver, memory: "20g" as const } };
  const { problems } = validate(subject({}, { groups, spec }));
  expect(problems.map(sentence).find((text) => text.startsWith("spec.driver"))).toMatch(
    /fits on no node that the limits of drivers allow \(16 CPUs, 16 GiB\).*raise eks\.pools\[0\]\.limits/,
  );
});

test("the groups are told with every taint that their nodes have, with a value or without", () => {
  const [drivers, ...others] = targets.kind ?? [];
  if (!drivers) throw new Error("no group");
  const taints = [
    { key: "dedicated", effect: "NoSchedule" as const },
    { key: "team", value: "data", effect: "NoExecute" as const },
  ];
  const one = subject(
    { driver: { nodeSelector: { disk: "ssd" } } },
    { groups: [{ ...drivers, taints }, ...others] },
  );
  expect(unplaceable(one, "driver")[0]?.cure).toContain(
    "taint dedicated:NoSchedule, team=data:NoExecute, which its pods must tolerate",
  );
});
