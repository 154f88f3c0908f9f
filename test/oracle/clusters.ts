import fc from "fast-check";
import { type NodeGroup, type NodeType, nodeLabels, type Taint } from "../../components/cluster/node-group";
import type { KindNodeClassSpec } from "../../components/crds/generated/karpenter-kind";
import { ec2NodeTypes, eksDaemonSets } from "../../components/karpenter/aws/ec2-node-types";
import { requirements } from "../../components/karpenter/aws/instance-filter";
import { type InstanceOffer, offered } from "../../components/karpenter/kind/instance-offers";
import { kindPools } from "../../components/karpenter/kind/pools";
import { nodeGroupOf, type Pool, type PoolLimits, type Requirement } from "../../components/karpenter/pool";
import { instanceTypes } from "../../components/sizing/instance-types";
import type { Catalog } from "./karpenter";

/** Pools of a stack, with the cloud that they launch from. */
export interface Cluster {
  /** Name of the catalog of its cloud; without one it is kind. */
  readonly cloud?: string;
  readonly kindNodeClass: Pick<KindNodeClassSpec, "region" | "zones" | "instanceTypes">;
  readonly pools: readonly Pool[];
  /** The pools as the rules see them. */
  readonly groups: readonly NodeGroup[];
}

const region = "local";
const zones = ["local-a", "local-b", "local-c"];
const diskGiB = 20;

/** A third of what EC2 has, as the rules describe it: which of it a pool may launch, Karpenter says. */
export const ec2: Catalog = {
  name: "ec2",
  region,
  zones,
  types: ec2NodeTypes([], diskGiB).filter((_, i) => i % 3 === 0),
};
const inCatalog = new Set(ec2.types.map(({ name }) => name));

/** Types that neither cloud has: with devices, and with labels that some have and some have not. */
export const madeUp: Catalog = {
  name: "made-up",
  region,
  zones,
  types: [
    madeUpType("small.1", 1000, 2000, {}),
    madeUpType(
      "wide.8",
      8000,
      4000,
      { "kubernetes.io/arch": "arm64", "karpenter.k8s.aws/instance-gpu-count": "1" },
      1,
    ),
    madeUpType("tall.2", 2000, 32_000, { "karpenter.k8s.aws/instance-local-nvme": "50" }),
    madeUpType("odd.3", 3000, 6000, { "karpenter.k8s.aws/instance-gpu-count": "4" }, 4),
  ],
};

/** Pools of both clouds, and of neither. */
export const clusters: fc.Arbitrary<Cluster> = fc.oneof(ofKind(), ofEc2(), ofMadeUp());

function madeUpType(
  name: string,
  cpuMillis: number,
  memoryMiB: number,
  labels: NodeType["labels"],
  gpus?: number,
): NodeType {
  const family = name.split(".")[0] ?? name;
  return {
    name,
    capacity: { cpuMillis, memoryMiB },
    allocatable: { cpuMillis: cpuMillis - 70, memoryMiB: memoryMiB - 500 },
    ephemeralMiB: 10_000,
    ...(gpus ? { devices: { "nvidia.com/gpu": gpus } } : {}),
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/os": "linux",
      "karpenter.k8s.aws/instance-family": family,
      "karpenter.k8s.aws/instance-cpu": String(Math.floor(cpuMillis / 1000)),
      ...labels,
    },
  };
}

function ofKind(): fc.Arbitrary<Cluster> {
  const offers = fc
    .subarray([...instanceTypes.keys()], { minLength: 1, maxLength: 5 })
    .map((names) => names.map((name): InstanceOffer => ({ name, onDemand: 0.2, spot: 0.1 })));
  return fc
    .tuple(offers, someZones(), limits(), limits(), taints(), fc.boolean())
    .map(([offers, zones, drivers, executors, more, plain]) => {
      const pools = kindPools(offers, zones, { drivers, executors }).map((pool) =>
        plain ? pool : { ...pool, taints: more },
      );
      return cluster(pools, { region, zones, instanceTypes: offered(offers) });
    });
}

function ofEc2(): fc.Arbitrary<Cluster> {
  const filter = fc.record({
    categories: fc.subarray(["c", "m", "r"] as const, { minLength: 1 }),
    minGeneration: fc.integer({ min: 4, max: 8 }),
    vcpus: fc.subarray([2, 4, 8, 16, 48], { minLength: 1 }),
    architecture: fc.constantFrom("amd64" as const, "arm64" as const),
    localNvme: fc.boolean(),
  });
  const free = fc.array(poolRequirement(ec2.types), { maxLength: 3 });
  return pools(fc.oneof(filter.map(requirements), free), (wanted) =>
    ec2NodeTypes(wanted, diskGiB).filter(({ name }) => inCatalog.has(name)),
  ).map((pools) => cluster(pools, { region, zones: [...zones], instanceTypes: [] }, ec2.name));
}

function ofMadeUp(): fc.Arbitrary<Cluster> {
  return pools(fc.constant([]), () => madeUp.types).map((pools) =>
    cluster(pools, { region, zones: [...zones], instanceTypes: [] }, madeUp.name),
  );
}

function pools(
  wanted: fc.Arbitrary<Requirement[]>,
  typesOf: (requirements: readonly Requirement[]) => readonly NodeType[],
): fc.Arbitrary<Pool[]> {
  const one = fc.record({
    capacityType: fc.constantFrom("on-demand" as const, "spot" as const),
    zones: someZones(),
    requirements: wanted,
    limits: limits(),
    taints: taints(),
    weight: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((all) =>
    all.map((given, i): Pool => {
      const types = typesOf(given.requirements);
      return {
        ...given,
        name: `pool-${i}`,
        region,
        types,
        smallest: types[0]?.allocatable ?? { cpuMillis: 0, memoryMiB: 0 },
        daemonSets: eksDaemonSets,
      };
    }),
  );
}

/** A requirement of a NodePool on labels of its types. */
function poolRequirement(types: readonly NodeType[]): fc.Arbitrary<Requirement> {
  const known = (key: string) => [
    ...new Set(
      types.flatMap(({ name, labels }) => (key === nodeLabels.instanceType ? name : (labels[key] ?? []))),
    ),
  ];
  const label = (name: string) => `karpenter.k8s.aws/instance-${name}`;
  const named = fc
    .constantFrom(
      nodeLabels.instanceType,
      "kubernetes.io/arch",
      ...["category", "family", "size", "cpu-manufacturer", "capability-flex"].map(label),
    )
    .chain((key) =>
      fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom("In" as const, "NotIn" as const),
        values: some(known(key), 4),
      }),
    );
  const numbered = fc.record({
    key: fc.constantFrom(...["generation", "cpu", "memory"].map(label)),
    operator: fc.constantFrom("Gt" as const, "Lt" as const, "Gte" as const, "Lte" as const),
    values: fc.constantFrom("2", "5", "6", "16", "8192").map((value) => [value]),
  });
  const there = fc.record({
    key: fc.constantFrom(label("local-nvme"), label("gpu-name"), label("family")),
    operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const),
  });
  return fc.oneof({ weight: 3, arbitrary: named }, { weight: 2, arbitrary: numbered }, there);
}

function someZones(): fc.Arbitrary<string[]> {
  return fc.subarray(zones, { minLength: 1 });
}

function limits(): fc.Arbitrary<PoolLimits> {
  return fc.record({
    cpus: fc.oneof(fc.integer({ min: 2, max: 20 }), fc.constantFrom(4, 16, 200)),
    memoryGiB: fc.oneof(fc.integer({ min: 4, max: 70 }), fc.constantFrom(8, 16, 32, 800)),
  });
}

function taints(): fc.Arbitrary<Taint[]> {
  const taint = fc.record(
    {
      key: fc.constantFrom("spark-role", "dedicated"),
      value: fc.constantFrom("driver", "executor"),
      effect: fc.constantFrom("NoSchedule" as const, "NoExecute" as const, "PreferNoSchedule" as const),
    },
    { requiredKeys: ["key", "effect"] },
  );
  return fc.uniqueArray(taint, { maxLength: 2, selector: ({ key, effect }) => `${key}:${effect}` });
}

function cluster(pools: readonly Pool[], kindNodeClass: Cluster["kindNodeClass"], cloud?: string): Cluster {
  return { ...(cloud ? { cloud } : {}), kindNodeClass, pools, groups: pools.map(nodeGroupOf) };
}

/** A few of some values, one at least. */
export function some<T>(values: readonly T[], most: number): fc.Arbitrary<T[]> {
  return fc.subarray([...values], { minLength: 1, maxLength: Math.min(most, values.length) });
}
