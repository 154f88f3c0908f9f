import type { NodeGroup } from "../../components/cluster/node-group";
import type { SparkApplicationSpec } from "../../components/crds/generated/spark-operator";
import { mergeSpec } from "../../components/spark/application/merge-spec";
import type { RuleSubject } from "../../components/spark/rules/subject";

/** Two groups as on the dev stack: one on-demand node, spot nodes with a taint. */
export const groups: readonly NodeGroup[] = [
  {
    name: "drivers",
    capacityType: "on-demand",
    zones: ["local-a"],
    allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
    taints: [],
    ...fixed(1),
  },
  {
    name: "executors",
    capacityType: "spot",
    zones: ["local-a", "local-b"],
    allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
    taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
    ...fixed(2),
  },
];

/** What the namespace's Pod Security level asks of a container. */
export const restrictedContext = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** So many workers that stand for c5.large, as kind has them. */
function fixed(nodes: number): Pick<NodeGroup, "types" | "supply" | "daemonSets"> {
  return {
    types: [
      {
        name: "c5.large",
        capacity: { cpuMillis: 2000, memoryMiB: 3788 },
        allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
        labels: { "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux" },
      },
    ],
    supply: { kind: "fixed", nodes },
    daemonSets: { cpuMillis: 100, memoryMiB: 50 },
  };
}

/** A SparkApplication with which nothing is wrong, on the nodes of {@link groups}. */
export const soundSpec: SparkApplicationSpec = {
  type: "Scala",
  mode: "cluster",
  sparkVersion: "4.1.2",
  mainClass: "org.apache.spark.examples.SparkPi",
  mainApplicationFile: "local:///opt/spark/examples/jars/spark-examples.jar",
  driver: {
    cores: 1,
    memory: "512m",
    serviceAccount: "spark",
    nodeSelector: { "karpenter.sh/capacity-type": "on-demand" },
    securityContext: restrictedContext,
  },
  executor: {
    cores: 1,
    instances: 1,
    memory: "512m",
    nodeSelector: { "topology.kubernetes.io/zone": "local-a", "karpenter.sh/capacity-type": "spot" },
    tolerations: [{ key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" }],
    securityContext: restrictedContext,
  },
};

/** The sound application with some of it changed. A field set to `undefined` is taken away. */
export function subject(spec: object = {}, over: Partial<RuleSubject> = {}): RuleSubject {
  return {
    name: "pi",
    namespace: "spark-jobs",
    spec: mergeSpec(soundSpec, spec) as SparkApplicationSpec,
    at: "spec",
    groups,
    buckets: ["landing", "lake", "events"],
    driverOnSpot: false,
    versions: { spark: "4.1.2", scala: "2.13", hadoop: "3.4.2" },
    ...over,
  };
}
