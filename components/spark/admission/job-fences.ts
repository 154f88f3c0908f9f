import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../cluster/cluster";
import { closedToOthers } from "../../cluster/network-policy";
import type { JobNamespace } from "../job-namespace";
import { fences } from "./policies";

/** What {@link JobFences} are made with. */
export interface JobFencesArgs {
  /** The cluster whose API server keeps to them. */
  readonly cluster: Cluster;
  /** Namespaces of the stack's own jobs. */
  readonly jobNamespaces: readonly [JobNamespace, ...JobNamespace[]];
  /** Namespaces of people whom nobody can ask to keep to the rules. */
  readonly attendees: readonly JobNamespace[];
}

/**
 * The rules of SparkApplications as ValidatingAdmissionPolicies, in every namespace of jobs: what the preview refuses, `kubectl apply`
 * is refused too.
 *
 * Owns the policies and their bindings and, where there are attendees or the cluster says
 * what pods need outside, what keeps the stack's own jobs apart from other pods. They are there before the operator and outlive it, so that nothing is ever run unseen.
 * Lifecycle: deleted with the cluster, or after the operator.
 *
 * @example
 * ```ts
 * import { JobFences } from "spark-workshop-components";
 *
 * const fences = new JobFences("fences", { cluster, jobNamespaces: [namespace], attendees: [] });
 * ```
 */
export class JobFences extends pulumi.ComponentResource {
  /** What must exist before the operator runs anything. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: JobFencesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "workshop:spark:JobFences",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    const { cluster, jobNamespaces, attendees } = args;
    const names = (of: readonly JobNamespace[]) => of.map(({ namespace }) => namespace);
    const [{ serviceAccount: account }] = jobNamespaces;
    const jobs = names([...jobNamespaces, ...attendees]);
    this.ready = fences({ jobs, attendees: names(attendees), account }).flatMap((fence) => {
      const metadata = { name: fence.name };
      const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
        fence.name,
        {
          metadata,
          spec: fence.policy,
        },
        { parent: this },
      );
      const binding = new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
        fence.name,
        {
          metadata,
          spec: fence.binding,
        },
        { parent: this, dependsOn: [policy] },
      );
      return [policy, binding];
    });
    // Where nobody is fenced off, whoever wants to may ask a driver for its metrics or a server for a session.
    for (const jobs of attendees.length > 0 || cluster.egress ? jobNamespaces : []) {
      new k8s.networking.v1.NetworkPolicy(
        `${jobs.namespace}-network`,
        { metadata: { name: "jobs", namespace: jobs.namespace }, spec: closedToOthers(cluster) },
        { parent: this, dependsOn: [jobs] },
      );
    }
    this.registerOutputs({});
  }
}
