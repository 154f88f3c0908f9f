import fc from "fast-check";
import { nodeLabels, type Taint } from "../../components/cluster/node-group";
import type { LabelRequirement } from "../../components/cluster/node-labels";
import type { SparkApplicationSpecDriverToleration } from "../../components/crds/generated/spark-operator";
import type { NodeAffinity } from "../../components/spark/scheduling/node-match";
import { type Cluster, some } from "./clusters";

/** A node selector, written in one of some places. */
export function selector<At extends string>(
  label: Label,
  places: readonly At[],
): fc.Arbitrary<{ key: string; value: string; at: At }> {
  return label.chain(({ key, values }) =>
    fc.record({
      key: fc.constant(key),
      value: fc.constantFrom(...values),
      at: fc.constantFrom(...places),
    }),
  );
}

/** Required terms and preferences, or either. */
export function affinity(label: Label): fc.Arbitrary<NodeAffinity> {
  const term = fc
    .array(expression(label), { minLength: 1, maxLength: 2 })
    .map((matchExpressions) => ({ matchExpressions }));
  return fc
    .tuple(
      fc.array(term, { maxLength: 3 }),
      fc.uniqueArray(fc.record({ weight: fc.integer({ min: 1, max: 100 }), preference: term }), {
        maxLength: 2,
        selector: ({ weight }) => weight,
      }),
    )
    .map(([nodeSelectorTerms, preferred]) => ({
      ...(nodeSelectorTerms.length > 0
        ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } }
        : {}),
      ...(preferred.length > 0 ? { preferredDuringSchedulingIgnoredDuringExecution: preferred } : {}),
    }));
}

function expression(label: Label): fc.Arbitrary<LabelRequirement> {
  return label.chain(({ key, values }) => {
    const numbers = values.filter((value) => /^\d+$/.test(value));
    const listed = fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom("In", "In", "NotIn"),
      values: some(values, 3),
    });
    const there = fc.record({ key: fc.constant(key), operator: fc.constantFrom("Exists", "DoesNotExist") });
    const bound = fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom("Gt", "Lt"),
      values: fc.constantFrom("0", "3", ...numbers).map((value) => [value]),
    });
    return fc.oneof({ weight: 4, arbitrary: listed }, there, ...(numbers.length > 0 ? [bound] : []));
  });
}

/** A label with values of it. */
export type Label = fc.Arbitrary<{ key: string; values: readonly string[] }>;

/** Labels that somebody might ask for: those of the cluster's nodes, their older names, and some that no node has. */
export function labels({ cloud, pools, kindNodeClass }: Cluster): Label {
  const types = pools.flatMap((pool) => pool.types.slice(0, 60));
  const values = new Map<string, Set<string>>();
  for (const [key, value] of types.flatMap((type) => Object.entries(type.labels))) {
    // Only the cloud knows the values of some.
    if (value !== undefined) values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  const of = (weight: number, key: string, ...values: string[]) => ({
    weight,
    arbitrary: fc.constant({ key, values: [...values, "none"] }),
  });
  const zones = [...kindNodeClass.zones];
  return fc.oneof(
    ...[...values].map(([key, found]) => of(2, key, ...[...found].slice(0, 12))),
    of(5, nodeLabels.zone, ...zones),
    of(2, "failure-domain.beta.kubernetes.io/zone", ...zones),
    of(2, nodeLabels.region, kindNodeClass.region),
    of(5, nodeLabels.capacityType, "spot", "on-demand"),
    of(5, nodeLabels.nodePool, ...pools.map(({ name }) => name)),
    of(3, nodeLabels.instanceType, ...types.map(({ name }) => name)),
    of(2, "beta.kubernetes.io/arch", "amd64", "arm64"),
    of(2, "kubernetes.io/os", "linux", "windows"),
    of(1, "node.kubernetes.io/windows-build", "10.0.20348"),
    of(1, "kubernetes.io/hostname", "local-control-plane"),
    of(1, "karpenter.sh/registered", "true"),
    of(3, "team", "data"),
    cloud
      ? of(2, "karpenter.k8s.aws/instance-gpu-count", "1", "4")
      : of(1, "karpenter.kind.workshop/kindnodeclass", "default"),
  );
}

/** Mostly those that let a pod onto one pool at least. */
export function tolerations({ pools }: Cluster): fc.Arbitrary<SparkApplicationSpecDriverToleration[]> {
  const ofTaint = ({ key, value, effect }: Taint): fc.Arbitrary<SparkApplicationSpecDriverToleration> =>
    fc.constantFrom<SparkApplicationSpecDriverToleration>(
      { key, operator: "Equal", effect, ...(value === undefined ? {} : { value }) },
      { key, effect, ...(value === undefined ? {} : { value }) },
      { key, operator: "Exists" },
      { key, operator: "Exists", effect },
      { operator: "Exists" },
    );
  const ofPool = fc
    .constantFrom(...pools)
    .chain(({ taints }) => fc.tuple(...taints.map(ofTaint)))
    .map((all): SparkApplicationSpecDriverToleration[] => [...all]);
  const any = fc.array(ofTaint({ key: "dedicated", value: "driver", effect: "NoSchedule" }), {
    maxLength: 2,
  });
  return fc.oneof({ weight: 5, arbitrary: ofPool }, any);
}
