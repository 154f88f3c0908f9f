import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import { diskQuantity, diskShareMiB } from "../cluster/disk-share";
import { restricted } from "../cluster/pod-security";
import type { BucketUse, ObjectStorage, StorageAccess } from "../storage/object-storage";
import { type Environment, type LogLevel, logLevels } from "./conf/environment";
import { log4j2File, log4j2Properties } from "./conf/log4j2";
import type { Logging } from "./conf/logging";
import { jobTrust, trustFiles } from "./conf/trust";
import { jobAccount, jobLogging, jobUses } from "./platform-facts";
import { systemPriorities } from "./rules/prohibitions";

/** What a {@link JobNamespace} is made with. */
export interface JobNamespaceArgs {
  /** The cluster that it is made in. */
  readonly cluster: Cluster;
  /** Where the namespace's jobs read and write. */
  readonly storage: ObjectStorage;
  /**
   * Name of the namespace.
   * @default the component's name
   */
  readonly namespace?: string;
  /** Decides the log level of the jobs. */
  readonly environment: Environment;
  /**
   * How much drivers and executors say, and in which form.
   * @default the environment's level, for people
   */
  readonly logging?: Logging;
  /**
   * What the namespace's jobs do with the buckets.
   * @default they read raw data, and write tables and event logs
   */
  readonly uses?: readonly BucketUse[];
  /**
   * Whether the owner of the namespace says by itself what containers request that say nothing.
   * @default false
   */
  readonly ownLimits?: boolean;
}

/**
 * Rights of a driver in its own namespace: it makes executors and their ConfigMap, and clears up after itself. Less than
 * the operator chart grants, whose Role would also let a job make and change Services.
 *
 * @see https://spark.apache.org/docs/latest/running-on-kubernetes.html#rbac
 */
export const driverRules: k8s.types.input.rbac.v1.PolicyRule[] = [
  {
    apiGroups: [""],
    resources: ["pods", "configmaps", "persistentvolumeclaims"],
    verbs: ["create", "get", "list", "watch", "patch", "delete", "deletecollection"],
  },
  { apiGroups: [""], resources: ["services"], verbs: ["get", "list", "delete", "deletecollection"] },
];

/**
 * A namespace for Spark jobs.
 *
 * Owns the namespace, the service account of its drivers and executors with a Role of its own, leave to reach the object
 * storage, the jobs' log4j2 configuration, where the cluster is in a company's network the certificate authorities that jobs trust and, where nodes
 * have disks of their own, the share of one that a container requests. Exists before the operator, whose webhook is told of it by name. Lifecycle: deleted with
 * the cluster, or after the applications in it.
 *
 * @example
 * ```ts
 * import { JobNamespace } from "spark-workshop-components";
 *
 * // A LocalObjectStorage has been told so: access: { ...platformAccess(), team: [...] }.
 * const team = new JobNamespace("team", {
 *   cluster,
 *   storage,
 *   environment: "hom",
 *   uses: [{ purpose: "landing", access: "read" }],
 * });
 * ```
 */
export class JobNamespace extends pulumi.ComponentResource {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Name of the service account that drivers and executors run as. */
  readonly serviceAccount: string;
  /** Name of the ConfigMap that holds {@link log4j2File}. */
  readonly logging: string;
  /** Root log level of drivers and executors. */
  readonly logLevel: LogLevel;
  /** Name of the ConfigMap with the certificate authorities that drivers and executors trust; none: those of their image. */
  readonly trust?: string;
  /** Leave to reach the object storage. */
  readonly access: StorageAccess;

  constructor(name: string, args: JobNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "workshop:spark:JobNamespace",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    this.namespace = args.namespace ?? name;
    this.serviceAccount = jobAccount;
    this.logging = jobLogging;
    this.logLevel = args.logging?.level ?? logLevels[args.environment];

    const namespace = new k8s.core.v1.Namespace(
      name,
      {
        metadata: {
          name: this.namespace,
          // Drivers and executors need no privilege; say so where the API server can hold them to it.
          labels: { ...restricted },
        },
      },
      { parent: this },
    );
    const inNamespace = { parent: this, dependsOn: [namespace] };
    new k8s.core.v1.ResourceQuota(
      `${name}-priority`,
      {
        metadata: { name: "no-system-priority", namespace: this.namespace },
        spec: {
          hard: { pods: "0" },
          scopeSelector: {
            matchExpressions: [
              {
                scopeName: "PriorityClass",
                operator: "In",
                values: [...systemPriorities],
              },
            ],
          },
        },
      },
      inNamespace,
    );
    const disk = args.cluster.ownDisks && !args.ownLimits ? diskShareMiB(args.cluster.nodeGroups) : undefined;
    if (disk !== undefined) {
      new k8s.core.v1.LimitRange(
        `${name}-disk`,
        {
          metadata: { name: "disk", namespace: this.namespace },
          spec: {
            limits: [{ type: "Container", defaultRequest: { "ephemeral-storage": diskQuantity(disk) } }],
          },
        },
        inNamespace,
      );
    }
    const metadata = { name: this.serviceAccount, namespace: this.namespace };
    const account = new k8s.core.v1.ServiceAccount(`${name}-account`, { metadata }, inNamespace);
    const role = new k8s.rbac.v1.Role(`${name}-role`, { metadata, rules: driverRules }, inNamespace);
    new k8s.rbac.v1.RoleBinding(
      `${name}-binding`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: this.serviceAccount },
        subjects: [{ kind: "ServiceAccount", name: this.serviceAccount, namespace: this.namespace }],
      },
      { parent: this, dependsOn: [account, role] },
    );
    new k8s.core.v1.ConfigMap(
      `${name}-logging`,
      {
        metadata: { name: this.logging, namespace: this.namespace },
        data: { [log4j2File]: log4j2Properties(this.logLevel, args.logging) },
      },
      inNamespace,
    );
    const { authorities } = args.cluster.companyNetwork ?? {};
    this.trust = jobTrust(args.cluster.companyNetwork);
    if (authorities !== undefined) {
      new k8s.core.v1.ConfigMap(
        `${name}-trust`,
        { metadata: { name: this.trust, namespace: this.namespace }, ...trustFiles(authorities) },
        inNamespace,
      );
    }
    this.access = args.storage.grant(
      `${name}-storage`,
      { namespace: this.namespace, serviceAccount: this.serviceAccount, uses: args.uses ?? jobUses },
      { parent: this, dependsOn: [namespace, account] },
    );
    this.registerOutputs({ namespace: this.namespace });
  }
}
