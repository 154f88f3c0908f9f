import { checkPolicies } from "../../../policies/check";
import type { Subject } from "../../../policies/rule";

export type Props = Record<string, unknown>;
let count = 0;

export function subject(type: string, props: Props, name = `r${count++}`): Subject {
  return { urn: `urn:pulumi:s::p::${type}::${name}`, type, name, props };
}

export const requirement = (key: string, ...values: string[]) => ({ key, operator: "In", values });
export const affinity = (...matchExpressions: unknown[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
  },
});
export const capacity = "karpenter.sh/capacity-type";
export const zone = "topology.kubernetes.io/zone";

/** A job that holds to everything, with parts of its spec replaced. */
export function job(spec: Props = {}): Subject {
  return subject("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", {
    metadata: { name: "flights", namespace: "jobs" },
    spec: {
      type: "Python",
      mode: "cluster",
      sparkVersion: "4.1.2",
      image: "spark:4.1.2",
      mainApplicationFile: "local:///opt/app/flights.py",
      arguments: ["s3a://lake/flights"],
      sparkConf: { "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "true" },
      driver: driver(),
      executor: executor(),
      ...spec,
    },
  });
}
export const driver = (over: Props = {}): Props => ({
  serviceAccount: "spark",
  coreRequest: "500m",
  memory: "768m",
  affinity: affinity(requirement(capacity, "on-demand"), requirement(zone, "a")),
  ...over,
});
export const executor = (over: Props = {}): Props => ({
  coreRequest: "900m",
  memory: "1g",
  terminationGracePeriodSeconds: 110,
  affinity: affinity(requirement(capacity, "spot"), requirement(zone, "a")),
  ...over,
});

export const operator = (webhook: boolean): Subject =>
  subject("kubernetes:helm.sh/v3:Release", {
    chart: "charts/spark-operator-2.5.2",
    namespace: "spark-operator",
    values: { webhook: { enable: webhook } },
  });
export const kindWorkers = (instanceType: string): Subject =>
  subject("command:local:Command", {
    environment: {
      INPUT: JSON.stringify({
        workers: [
          { name: "drivers", count: 1, capacityType: "on-demand", zones: ["a"], instanceType },
          { name: "executors", count: 1, capacityType: "spot", zones: ["a"], instanceType },
        ],
      }),
    },
  });
export const pool = (spec: Props): Subject =>
  subject("kubernetes:karpenter.sh/v1:NodePool", {
    metadata: { name: "executors" },
    spec: {
      limits: { cpu: "64" },
      template: { spec: poolTemplate({ terminationGracePeriod: "30m" }) },
      ...spec,
    },
  });
/** The spec of a NodePool's nodes. */
export const poolTemplate = (over: Props): Props => ({
  nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
  requirements: [],
  ...over,
});
export const bucket = (props: Props = {}): Subject =>
  subject("aws:s3/bucket:Bucket", { bucket: "lake", ...props }, "lake");
export const about = (kind: string, props: Props): Subject =>
  subject(`aws:s3/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`, { bucket: "lake", ...props });
export const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
export const statement = (over: Props) =>
  JSON.stringify({ Statement: [{ Sid: "S", Effect: "Allow", ...over }] });
export const iam = (over: Props): Subject =>
  subject("aws:iam/rolePolicy:RolePolicy", { policy: statement(over) });
export const config = (data: Props): Subject =>
  subject("kubernetes:core/v1:ConfigMap", { metadata: { name: "c", namespace: "jobs" }, data });
export const deployment = (pod: Props, namespace: string | undefined = "jobs"): Subject =>
  subject("kubernetes:apps/v1:Deployment", {
    metadata: { name: "web", namespace },
    spec: { template: { spec: { containers: [{ name: "web", image: "web:1" }], ...pod } } },
  });

export interface Case {
  /** What holds to the rule. */
  readonly passes: Record<string, Subject[]>;
  /** What breaks it, with what the message says. */
  readonly fails: Record<string, [Subject[], RegExp]>;
}

/** What a rule says where it is strictest. */
export const told = (rule: string, resources: Subject[]): string[] =>
  checkPolicies(resources, { environment: "prod", disposable: false })
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message);
