import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { clusterArn } from "../../aws/account";
import { controllerPolicyNames, karpenterNames } from "../../aws/karpenter-names";
import { ServiceRole } from "../../aws/service-role";
import { mergeValues, unknownValues, type Values } from "../../charts/values";
import { nodePolicies } from "../../cluster/eks/system-node-parts";
import { refuse } from "../../errors";
import { dependsOnFor } from "../../teardown/edges";
import { Ec2NodeClassResource } from "../karpenter-resources";
import type { NodeClassRef } from "../pool";
import { controllerPolicies } from "./controller-policies";
import { InterruptionQueue } from "./interruption-queue";
import type { KarpenterArgs } from "./karpenter-args";
import { encryptedDisks, nodeClassSpec } from "./node-class";
import { SpotRole } from "./spot-role";

/** Where the chart's documentation puts it: requests from there have priority at the API server. */
const namespace = "kube-system";
const serviceAccount = "karpenter";

/**
 * Karpenter on EKS.
 *
 * Owns the controller with its CRDs, its role, the queue of interruptions, the role of the nodes with their way into the
 * cluster, and an EC2NodeClass. Depends on the cluster's system nodes and the network. NodePools depend on
 * {@link nodeClass}. Lifecycle: deleted after the last NodePool: first the node class, then the controller, then what it acted with.
 *
 * @throws {InvalidInput} for values that the chart does not know.
 *
 * @example
 * ```ts
 * import { versions } from "spark-workshop-components";
 * import { Karpenter, karpenterCharts } from "spark-workshop-components/eks";
 *
 * const karpenter = new Karpenter("karpenter", {
 *   ...base,
 *   cluster: eksCluster,
 *   network,
 *   version: versions.karpenter,
 *   charts: await karpenterCharts(versions.karpenter),
 *   tags: { team: "data" },
 * });
 * ```
 */
export class Karpenter extends pulumi.ComponentResource {
  /** For `nodeClassRef` of a NodePool. */
  readonly nodeClassRef: NodeClassRef;
  /** What a NodePool must be outlived by. */
  readonly nodeClass: pulumi.Resource;

  private readonly resourceName: string;
  private readonly args: KarpenterArgs;

  constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    const values = mergeValues(chartValues(args.cluster.name), args.values ?? {});
    const defaults = parse(readFileSync(join(args.charts.controller, "values.yaml"), "utf8")) as Values;
    refuse(`values of the karpenter chart ${args.version}`, unknownValues(values, defaults));
    super(
      "workshop:karpenter:Karpenter",
      name,
      {},
      { ...opts, providers: [args.aws, args.cluster.provider] },
    );
    this.resourceName = name;
    this.args = args;

    const permissions = this.permissions();
    const queue = new InterruptionQueue(
      `${name}-interruption`,
      { account: args.account, clusterName: args.cluster.name },
      { parent: this },
    );
    const spotRole = new SpotRole(`${name}-spot-role`, { cli: args.cli }, { parent: this });
    const controller = this.controller(values, permissions, queue);
    const nodes = this.nodeRole();

    const spec = nodeClassSpec({
      instanceProfile: nodes.profileName,
      disk: { sizeGiB: args.diskGiB ?? 50, throughput: args.diskThroughput, iops: args.diskIops },
      tags: args.tags,
    });
    const nodeClassName = args.cluster.name;
    this.nodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: nodeClassName };
    this.nodeClass = new Ec2NodeClassResource(
      name,
      {
        metadata: { name: nodeClassName, annotations: { "pulumi.com/waitFor": "condition=Ready" } },
        spec: {
          ...spec,
          ...encryptedDisks(spec, args.diskKeyArn),
          subnetSelectorTerms: args.network.privateSubnets.map(({ id }) => ({ id })),
          securityGroupSelectorTerms: [{ id: args.cluster.securityGroupId }],
        },
      },
      {
        parent: this,
        dependsOn: [
          ...dependsOnFor("nodeClassBeforeController", controller),
          ...dependsOnFor("nodeClassBeforeNodeAccess", nodes.access),
          ...spotRole.ready,
        ],
        customTimeouts: { create: "5m", update: "5m", delete: "15m" },
      },
    );
    this.registerOutputs({});
  }

  /** The controller's role, told to EKS. */
  private permissions(): pulumi.Resource[] {
    const { account, cluster } = this.args;
    const documents = controllerPolicies(account, cluster.name);
    const names = karpenterNames(cluster.name);
    const policies = controllerPolicyNames.map(
      (part) =>
        new aws.iam.Policy(
          `${this.resourceName}-${part}`,
          {
            name: names.policy(part),
            policy: JSON.stringify(documents[part]),
          },
          { parent: this },
        ),
    );
    const role = new ServiceRole(
      `${this.resourceName}-controller`,
      {
        name: names.controllerRole,
        service: { clusterArn: clusterArn(account, cluster.name), namespace, serviceAccount },
        rules: account.roles,
        policyArns: policies.map(({ arn }) => arn),
      },
      { parent: this },
    );
    const association = new aws.eks.PodIdentityAssociation(
      this.resourceName,
      { clusterName: cluster.name, namespace, serviceAccount, roleArn: role.arn },
      { parent: this, dependsOn: cluster.controlPlane },
    );
    return [...role.policies, association];
  }

  /** Definitions and controller. */
  private controller(
    values: Values,
    permissions: readonly pulumi.Resource[],
    queue: InterruptionQueue,
  ): pulumi.Resource[] {
    const { cluster, charts, version } = this.args;
    const { dependsOn, deletedWith } = cluster.optionsForInClusterResources();
    const definitions = new k8s.helm.v3.Release(
      `${this.resourceName}-crds`,
      { name: "karpenter-crd", namespace, chart: charts.definitions, version },
      { parent: this, dependsOn, deletedWith },
    );
    const release = new k8s.helm.v3.Release(
      `${this.resourceName}-release`,
      {
        name: "karpenter",
        namespace,
        chart: charts.controller,
        version,
        skipCrds: true,
        values,
        timeout: 600,
      },
      {
        parent: this,
        deletedWith,
        dependsOn: [
          ...dependsOnFor("controllerBeforeDefinitions", [definitions]),
          ...dependsOnFor("controllerBeforePermissions", permissions),
          ...dependsOnFor("controllerBeforeQueue", queue.parts),
        ],
      },
    );
    return [release];
  }

  /** What a node is: its role, the profile by which an instance bears it, and its way into the cluster. */
  private nodeRole(): { profileName: string; access: pulumi.Resource[] } {
    const { account, cluster } = this.args;
    const { nodeRole } = karpenterNames(cluster.name);
    const role = new ServiceRole(
      `${this.resourceName}-node`,
      {
        name: nodeRole,
        service: "ec2.amazonaws.com",
        rules: account.roles,
        policyArns: nodePolicies(account),
      },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(
      `${this.resourceName}-node`,
      { name: nodeRole, role: role.role.name },
      { parent: this },
    );
    const entry = new aws.eks.AccessEntry(
      `${this.resourceName}-node`,
      { clusterName: cluster.name, principalArn: role.arn, type: "EC2_LINUX" },
      { parent: this, dependsOn: cluster.controlPlane },
    );
    return { profileName: nodeRole, access: [...role.policies, profile, entry] };
  }
}

function chartValues(clusterName: string): Values {
  return {
    // It spreads itself over nodes and zones, and tolerates the system nodes' taint, by the chart's own defaults.
    replicas: 2,
    controller: {
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    },
    serviceAccount: { name: serviceAccount },
    settings: { clusterName, interruptionQueue: karpenterNames(clusterName).queue },
  };
}
