import { declaredGroups } from "../../../policies/node-groups";
import type { Subject } from "../../../policies/rule";
import { affinity, capacity, type Props, requirement, zone } from "./subjects";

/** One fault in one resource of a stack. */
export interface Fault {
  /** The resources that it can be put into: a rule applies to a target that has one. */
  readonly into: (resource: Subject, stack: readonly Subject[]) => boolean;
  /** Puts it into the resource's properties, which are a copy. */
  readonly seed: (props: Tree) => void;
}

/** Properties to be reached into; a step that is not there ends the test. */
// biome-ignore lint/suspicious/noExplicitAny: what a program declares has no type here
type Tree = any;

const is = (type: RegExp) => (resource: Subject) => type.test(resource.type);
const job = is(/:SparkApplication$/);
/** A job of a stack whose nodes the stack itself makes: of somebody else's cluster nothing is known. */
const jobOnOwnNodes = (resource: Subject, stack: readonly Subject[]) =>
  job(resource) && declaredGroups(stack).length > 0;
const pool = is(/:NodePool$/);
const bucket = is(/^aws:s3\/bucket:Bucket$/);
const of = (kind: string) => is(new RegExp(`^aws:s3/bucket${kind}:`));
const role = is(/^kubernetes:rbac.*:(Cluster)?Role$/);
const rolePolicy = (resource: Subject) =>
  resource.type.startsWith("aws:iam/") && String(resource.props.policy ?? "").includes('"Allow"');
const operator = (resource: Subject) =>
  resource.type.startsWith("kubernetes:helm.sh/") && Object(resource.props.values).webhook !== undefined;

/** A fault for every rule of the platform; a rule may have several. */
export const faults: Readonly<Record<string, readonly Fault[]>> = {
  "fields-of-the-crd": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.driver.tolerations = "all";
      },
    },
    {
      into: pool,
      seed: ({ spec }) => {
        spec.template.spec.requirements[0].values = "spot";
      },
    },
  ],
  "drivers-on-demand": [{ into: job, seed: ({ spec }) => delete spec.driver.affinity }],
  "executors-may-be-spot": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.executor.affinity = affinity(requirement(capacity, "on-demand"));
      },
    },
  ],
  "one-zone-per-job": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.executor.affinity = affinity(requirement(capacity, "spot"), requirement(zone, "elsewhere"));
      },
    },
  ],
  "webhook-on": [
    {
      into: operator,
      seed: ({ values }) => {
        values.webhook.enable = false;
      },
    },
  ],
  "requests-within-allocatable": [
    {
      into: jobOnOwnNodes,
      seed: ({ spec }) => {
        spec.executor.memory = "900g";
      },
    },
    {
      into: jobOnOwnNodes,
      seed: ({ spec }) => {
        spec.driver.coreRequest = "500";
      },
    },
  ],
  "right-committer": [
    {
      into: job,
      seed: ({ spec }) => {
        for (const key of Object.keys(spec.sparkConf))
          if (key.includes("committer")) delete spec.sparkConf[key];
      },
    },
  ],
  "executor-grace-periods": [
    { into: job, seed: ({ spec }) => delete spec.executor.terminationGracePeriodSeconds },
  ],
  "pool-limits": [{ into: pool, seed: ({ spec }) => delete spec.limits }],
  "pool-grace-periods": [
    { into: pool, seed: ({ spec }) => delete spec.template.spec.terminationGracePeriod },
  ],
  "buckets-private": [
    {
      into: of("PublicAccessBlock"),
      seed: (props) => {
        props.blockPublicAcls = false;
      },
    },
  ],
  "buckets-encrypted": [
    {
      into: of("ServerSideEncryptionConfiguration(V2)?"),
      seed: (props) => {
        props.rules = [];
      },
    },
  ],
  "buckets-tls-only": [
    {
      into: of("Policy"),
      seed: (props) => {
        props.policy = JSON.stringify({ Statement: [] });
      },
    },
  ],
  "buckets-no-public-acl": [
    {
      into: bucket,
      seed: (props) => {
        props.acl = "public-read";
      },
    },
  ],
  "force-destroy-only-disposable": [
    {
      into: bucket,
      seed: (props) => {
        props.forceDestroy = true;
      },
    },
  ],
  "attendees-confined": [
    {
      into: ({ type, name }) => /^aws:iam\/rolePolicy:/.test(type) && name.startsWith("attendee-"),
      seed: (props: Props) => {
        props.policy = String(props.policy).replaceAll("/attendee-01/*", "/*");
      },
    },
  ],
  "network-policies-enforced": [
    {
      into: is(/^eks:index:Cluster$/),
      seed: ({ vpcCniOptions }) => {
        vpcCniOptions.enableNetworkPolicy = false;
      },
    },
  ],
  "no-wildcard-iam": [
    {
      into: role,
      seed: ({ rules }) => {
        rules[0].verbs = ["*"];
      },
    },
    {
      into: rolePolicy,
      seed: (props: Props) => {
        props.policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] });
      },
    },
  ],
  "no-plain-secrets": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.sparkConf["spark.app.senha"] = "hunter2";
      },
    },
    {
      into: is(/:ConfigMap$/),
      seed: ({ data }) => {
        data["db.password"] = "hunter2";
      },
    },
    {
      into: operator,
      seed: ({ values }) => {
        values.auth = { token: "hunter2" };
      },
    },
  ],
  "images-pinned": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.image = "spark:latest";
      },
    },
    {
      into: is(/:Deployment$/),
      seed: ({ spec }) => {
        spec.template.spec.containers[0].image = "spark";
      },
    },
  ],
  "code-over-tls": [
    {
      into: job,
      seed: ({ spec }) => {
        spec.mainApplicationFile = "http://example.org/flights.py";
      },
    },
  ],
  "namespaces-not-default": [
    {
      into: is(/:(ConfigMap|SparkApplication|Deployment)$/),
      seed: ({ metadata }) => {
        metadata.namespace = "default";
      },
    },
  ],
  "service-accounts-not-default": [{ into: job, seed: ({ spec }) => delete spec.driver.serviceAccount }],
};
