import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import { diskShareMiB } from "../cluster/disk-share";
import { closedToOthers } from "../cluster/network-policy";
import type { Environment } from "../spark/conf/environment";
import { JobNamespace } from "../spark/job-namespace";
import type { Bucket, ObjectStorage } from "../storage/object-storage";
import { usesOf } from "./names";
import { attendeeRules, containerLimits, type Quota, quotaOf } from "./policy";

/** What an {@link Attendee} is made with. */
export interface AttendeeArgs {
  /** The cluster that the attendee works on. */
  readonly cluster: Cluster;
  /** Where the attendee's jobs read and write. */
  readonly storage: ObjectStorage;
  /** Bucket in which the attendee has a prefix. */
  readonly bucket: Bucket;
  /** Decides the log level of the jobs. */
  readonly environment: Environment;
  /** The most that everything in the namespace may ask for. */
  readonly quota: Quota;
  /**
   * Content of a `.dockerconfigjson` with which pods pull images, a secret. The attendee's jobs can mount it, and so can read it: it
   * should only pull, from one repository, for a short time.
   *
   * @default none: images are on the nodes, or public
   */
  readonly pullSecret?: pulumi.Input<string>;
}

/** Name of the Secret with which pods pull. */
const pullSecretName = "registry";

/**
 * What one person of a workshop gets: a namespace for Spark jobs that nobody else reaches, with a quota, an account that may
 * run and look at jobs in it and nothing else, and a prefix in the data bucket.
 *
 * Owns all of that. The data below the prefix is deleted with its bucket. Lifecycle: deleted with the cluster, or after the jobs in it.
 *
 * @example
 * ```ts
 * import { Attendee } from "spark-workshop-components";
 *
 * // A LocalObjectStorage has been told of it: see there.
 * const attendee = new Attendee("attendee-01", {
 *   cluster,
 *   storage,
 *   bucket: storage.buckets.lake,
 *   environment: "dev",
 *   quota: { cpuMillis: 4000, memoryMiB: 8192, pods: 8 },
 * });
 * export const writesTo = attendee.uri;
 * ```
 */
export class Attendee extends pulumi.ComponentResource {
  /** The namespace as the operator is told of it. */
  readonly jobs: JobNamespace;
  /** Where the attendee's jobs write: `s3a://bucket/attendee-01`. */
  readonly uri: string;

  /** @param name of component and namespace: `attendee-01`. */
  constructor(name: string, args: AttendeeArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "workshop:attendees:Attendee",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    const { cluster, storage, environment } = args;
    this.jobs = new JobNamespace(
      name,
      { cluster, storage, environment, uses: usesOf(name), ownLimits: true },
      { parent: this },
    );
    const { namespace } = this.jobs;
    this.uri = `${args.bucket.uri}/${name}`;
    const inNamespace = { parent: this, dependsOn: [this.jobs] };
    const disk = cluster.ownDisks ? diskShareMiB(cluster.nodeGroups) : undefined;
    const metadata = { name: "attendee", namespace };

    new k8s.core.v1.ResourceQuota(
      `${name}-quota`,
      { metadata, spec: { hard: quotaOf(args.quota, cluster.claimsCure === undefined) } },
      inNamespace,
    );
    new k8s.core.v1.LimitRange(
      `${name}-limits`,
      { metadata, spec: { limits: containerLimits(disk) } },
      inNamespace,
    );
    new k8s.networking.v1.NetworkPolicy(
      `${name}-network`,
      { metadata, spec: closedToOthers(cluster) },
      inNamespace,
    );
    const account = new k8s.core.v1.ServiceAccount(
      `${name}-person`,
      { metadata, automountServiceAccountToken: false },
      inNamespace,
    );
    const role = new k8s.rbac.v1.Role(`${name}-person`, { metadata, rules: attendeeRules }, inNamespace);
    new k8s.rbac.v1.RoleBinding(
      `${name}-person`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: metadata.name },
        subjects: [{ kind: "ServiceAccount", name: metadata.name, namespace }],
      },
      { parent: this, dependsOn: [account, role] },
    );
    new k8s.core.v1.ConfigMap(
      `${name}-storage-prefix`,
      {
        metadata: { name: "storage-prefix", namespace },
        data: { uri: this.uri, eventLogs: this.jobs.access.eventLogs },
      },
      inNamespace,
    );
    if (args.pullSecret !== undefined) this.letPull(name, namespace, args.pullSecret);
    this.registerOutputs({ namespace, uri: this.uri });
  }

  /** Gives the jobs' account the registry's login. */
  private letPull(name: string, namespace: string, dockerConfig: pulumi.Input<string>): void {
    const secret = new k8s.core.v1.Secret(
      `${name}-pull`,
      {
        metadata: { name: pullSecretName, namespace },
        type: "kubernetes.io/dockerconfigjson",
        stringData: { ".dockerconfigjson": dockerConfig },
      },
      { parent: this, dependsOn: [this.jobs] },
    );
    new k8s.core.v1.ServiceAccountPatch(
      `${name}-pull`,
      {
        metadata: { name: this.jobs.serviceAccount, namespace },
        imagePullSecrets: [{ name: pullSecretName }],
      },
      { parent: this, dependsOn: [secret, this.jobs] },
    );
  }
}
