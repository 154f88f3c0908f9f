import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput, refuse } from "../../errors";
import { withoutBuiltHost } from "../../images/built-name";
import { EcrImage } from "../../images/ecr-image";
import type { Image, ProvidedImage } from "../../images/image";
import { serviceCidr } from "../../network/plan";
import { dependsOnFor } from "../../teardown/edges";
import { supportWarning } from "../../versions/support";
import { minor, versions } from "../../versions/versions";
import type { Cluster, NodeSelection } from "../cluster";
import type { NodeGroup } from "../node-group";
import { accessProblems } from "./access";
import { AccessEntries } from "./access-entries";
import type { EksClusterArgs } from "./args";
import { controlPlaneParts } from "./control-plane";
import { EbsVolumes } from "./ebs-volumes";
import { eksEgress } from "./egress";
import { throughTunnel, withProfile } from "./kubeconfig";
import { publicAccessWarnings, tunnelOf } from "./public-access";
import { systemNodeParts } from "./system-node-parts";
import { noClaimsCure, systemPlacement } from "./system-nodes";
import { defaultPublicAccess, eksProblems } from "./validate";

/**
 * An EKS cluster with a small managed node group for the platform's own pods. Nodes for jobs come from Karpenter.
 *
 * Owns the control plane with its role and addons, the system nodes with theirs, a KMS key where asked for, an ECR
 * repository an image, and the provider of everything inside. Depends on the network. Lifecycle: deleted after everything inside, before
 * the network. Who creates it administers it, and so do the admins of its arguments.
 *
 * @throws {InvalidInput} with everything that is wrong in the arguments.
 *
 * @example
 * ```ts
 * import { versions } from "spark-workshop-components";
 * import { EksCluster } from "spark-workshop-components/eks";
 *
 * const eksCluster = new EksCluster("cluster", {
 *   name: "spark",
 *   ...base,
 *   network,
 *   kubernetesVersion: versions.kubernetes,
 *   publicAccess: ["52.94.76.7/32"],
 * });
 * ```
 */
export class EksCluster extends pulumi.ComponentResource implements Cluster {
  readonly name: string;
  readonly region: string;
  readonly provider: k8s.Provider;
  readonly kubeconfig: pulumi.Output<string>;
  /** None: Karpenter's pools are the nodes for jobs. */
  readonly nodeGroups: readonly NodeGroup[] = [];
  readonly platformPods = systemPlacement;
  readonly claimsCure?: string;
  readonly egress = eksEgress;
  readonly ownDisks = true;
  /** What anything that names the cluster to AWS depends on. */
  readonly controlPlane: pulumi.Resource[];
  /** The security group that EKS makes for control plane and nodes. */
  readonly securityGroupId: pulumi.Output<string>;

  private readonly cluster: eks.Cluster;
  private readonly systemReady: readonly pulumi.Resource[];
  private readonly images = new Map<string, EcrImage>();

  constructor(
    private readonly resourceName: string,
    private readonly args: EksClusterArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    refuse(`EKS cluster ${args.name}`, [
      ...eksProblems(args),
      ...accessProblems("access", args.access, args.account.partition),
    ]);
    super("workshop:cluster:EksCluster", resourceName, {}, { ...opts, providers: [args.aws] });
    const { account, network } = args;
    this.name = args.name;
    this.region = account.region;
    if (!args.volumeClaims) this.claimsCure = noClaimsCure;
    const publicAccess = args.publicAccess ?? defaultPublicAccess;
    for (const warning of publicAccessWarnings(publicAccess)) pulumi.log.warn(warning, this);
    const ending = supportWarning(args.kubernetesVersion, new Date());
    if (ending) pulumi.log.warn(ending, this);

    const parts = controlPlaneParts(resourceName, args, this);
    const subnetIds = network.privateSubnets.map(({ id }) => id);
    this.cluster = new eks.Cluster(
      resourceName,
      {
        name: args.name,
        version: minor(args.kubernetesVersion),
        authenticationMode: eks.AuthenticationMode.Api,
        // Extended support costs six times as much: a cluster of an old version is upgraded instead.
        upgradePolicy: { supportType: "STANDARD" },
        ...parts.inputs,
        vpcId: network.vpcId,
        subnetIds,
        endpointPrivateAccess: true,
        // Said in so many words: only then does the component wait until the API server answers.
        endpointPublicAccess: publicAccess.length > 0,
        ...(publicAccess.length > 0 ? { publicAccessCidrs: [...publicAccess] } : {}),
        kubernetesServiceIpAddressRange: serviceCidr,
        // Addons come as addons, pinned, and not twice. The CNI keeps NetworkPolicies only where it is told to.
        bootstrapSelfManagedAddons: false,
        vpcCniOptions: { addonVersion: versions.eks.vpcCni, enableNetworkPolicy: true },
        kubeProxyAddonOptions: { version: versions.eks.kubeProxy },
        // Needs nodes to become healthy on, and there are none yet: it follows below.
        corednsAddonOptions: { enabled: false },
        skipDefaultNodeGroup: true,
        createInstanceRole: false,
        // EKS' own group serves control plane and nodes alike, and goes with the cluster.
        skipDefaultSecurityGroups: true,
      },
      { parent: this, providers: [args.aws], dependsOn: [...parts.dependsOn] },
    );
    this.controlPlane = [this.cluster];
    this.securityGroupId = this.cluster.clusterSecurityGroupId;

    const access = new AccessEntries(
      `${resourceName}-access`,
      { account, clusterName: args.name, access: args.access ?? {}, controlPlane: this.cluster },
      { parent: this },
    );
    this.kubeconfig = pulumi.secret(
      this.cluster.kubeconfigJson.apply((text) =>
        withProfile(throughTunnel(text, tunnelOf(args)), args.cli.env.AWS_PROFILE),
      ),
    );
    this.systemReady = systemNodeParts(
      resourceName,
      { ...args, controlPlane: this.cluster, kubeconfig: this.kubeconfig, reachable: access.ready },
      this,
    );
    this.provider = new k8s.Provider(
      resourceName,
      {
        kubeconfig: this.kubeconfig,
        // Everything that makes it another cluster, and nothing that changes with it: a kubeconfig that is not known yet
        // would replace the provider and every object in the cluster. See pulumi-eks#352. A key for Secrets makes no other
        // cluster: EKS puts it on the one that is there.
        clusterIdentifier: ["eks", account.accountId, account.region, args.name].join("-"),
        // An `up` that was killed may have made objects that the state does not know of: the next one takes them over.
        upsertExistingObjects: true,
        enableConfigMapMutable: true,
      },
      { parent: this, dependsOn: [...access.ready] },
    );
    if (args.volumeClaims === "ebs") {
      new EbsVolumes(
        `${resourceName}-ebs`,
        {
          account,
          home: { resourceName, clusterName: args.name, controlPlane: this.cluster },
          provider: this.provider,
          nodes: this.systemReady,
          tags: args.tags ?? {},
          ...(args.dataKeyArn === undefined ? {} : { keyArn: args.dataKeyArn }),
        },
        { parent: this },
      );
    }
    this.registerOutputs({ name: this.name, region: this.region });
  }

  /** What costs nothing once the cluster is gone goes with it, unasked. */
  optionsForInClusterResources(): pulumi.ComponentResourceOptions {
    return { ...this.optionsForWorkloads(), deletedWith: this.cluster };
  }

  /** What keeps instances or buckets busy is deleted, and awaited, while there is a cluster to do it. */
  optionsForWorkloads(): pulumi.ComponentResourceOptions {
    return {
      providers: [this.provider],
      dependsOn: dependsOnFor("platformBeforeSystemNodes", this.systemReady),
    };
  }

  /** Brings an image into a repository of the stack's own. Nodes of any group pull it from there. */
  provideImage(image: Image, _nodes: NodeSelection): ProvidedImage {
    const known = this.images.get(image.reference);
    const served =
      known ??
      new EcrImage(
        `${this.resourceName}-${withoutBuiltHost(image.reference)
          .split(":")[0]
          ?.replaceAll(/[^a-z0-9]+/g, "-")}`,
        {
          account: this.args.account,
          cli: this.args.cli,
          cluster: this.name,
          image,
          architectures: this.args.architectures ?? [this.args.architecture ?? "amd64"],
          ...(this.args.dataKeyArn === undefined ? {} : { keyArn: this.args.dataKeyArn }),
        },
        { parent: this },
      );
    this.images.set(image.reference, served);
    return served;
  }

  /** @throws {InvalidInput} always: nodes are in private subnets. */
  url(nodePort: number): pulumi.Output<string> {
    throw new InvalidInput(`EKS cluster ${this.name}`, [
      {
        path: "nodePort",
        value: nodePort,
        reason: "cannot be reached from a machine outside the VPC",
        cure: "Use kubectl port-forward, or a load balancer.",
      },
    ]);
  }
}
