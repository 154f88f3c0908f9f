import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The arguments of eks.Cluster that the program gives. */
export interface ClusterInputs {
  readonly name: string;
  readonly version: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string>[];
  readonly endpointPrivateAccess: boolean;
  readonly endpointPublicAccess: boolean;
  readonly publicAccessCidrs?: string[];
  readonly kubernetesServiceIpAddressRange: string;
  readonly authenticationMode: string;
  readonly deletionProtection?: pulumi.Input<boolean>;
  readonly enabledClusterLogTypes?: string[];
  readonly serviceRole?: pulumi.Input<aws.iam.Role>;
  readonly encryptionConfigKeyArn?: pulumi.Input<string>;
  readonly vpcCniOptions: { readonly addonVersion: string; readonly enableNetworkPolicy?: boolean };
  readonly kubeProxyAddonOptions: { readonly version: string };
}

/**
 * What @pulumi/eks makes of the program's arguments: a role, the control plane and two addons, under the same names and
 * with the same order among them.
 *
 * @see nodejs/eks/cluster/cluster.ts of pulumi-eks 4.3.0, createCore
 */
export class Cluster extends pulumi.ComponentResource {
  readonly kubeconfigJson: pulumi.Output<string>;
  readonly clusterSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ClusterInputs, opts: pulumi.ComponentResourceOptions) {
    super("eks:index:Cluster", name, {}, opts);
    const child = { parent: this };
    const { roleArn, policies } = args.serviceRole
      ? { roleArn: pulumi.output(args.serviceRole).arn, policies: [] }
      : ownRole(name, child);
    const cluster = new aws.eks.Cluster(
      `${name}-eksCluster`,
      {
        name: args.name,
        roleArn,
        version: args.version,
        bootstrapSelfManagedAddons: false,
        deletionProtection: args.deletionProtection,
        enabledClusterLogTypes: args.enabledClusterLogTypes,
        accessConfig: { authenticationMode: args.authenticationMode },
        kubernetesNetworkConfig: { serviceIpv4Cidr: args.kubernetesServiceIpAddressRange },
        vpcConfig: {
          subnetIds: args.subnetIds,
          endpointPrivateAccess: args.endpointPrivateAccess,
          endpointPublicAccess: args.endpointPublicAccess,
          publicAccessCidrs: args.publicAccessCidrs,
        },
      },
      { ...child, dependsOn: policies },
    );
    const { addonVersion: cni, enableNetworkPolicy } = args.vpcCniOptions;
    const cniValues = enableNetworkPolicy && JSON.stringify({ enableNetworkPolicy: "true" });
    for (const [addonName, addonVersion, configurationValues] of [
      ["vpc-cni", cni, cniValues || undefined],
      ["kube-proxy", args.kubeProxyAddonOptions.version, undefined],
    ] as const) {
      new aws.eks.Addon(
        `${name}-${addonName}`,
        { clusterName: cluster.name, addonName, addonVersion, configurationValues, preserve: true },
        child,
      );
    }
    this.clusterSecurityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.kubeconfigJson = pulumi
      .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
      .apply(([clusterName, server, { data }]) =>
        JSON.stringify({
          apiVersion: "v1",
          kind: "Config",
          clusters: [{ name: "kubernetes", cluster: { server, "certificate-authority-data": data } }],
          contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
          "current-context": "aws",
          users: [{ name: "aws", user: { exec: getToken(clusterName) } }],
        }),
      );
    this.registerOutputs({
      kubeconfigJson: this.kubeconfigJson,
      clusterSecurityGroupId: this.clusterSecurityGroupId,
    });
  }
}

/** The role that the component makes where it is given none. */
function ownRole(name: string, child: pulumi.CustomResourceOptions) {
  const role = new aws.iam.Role(
    `${name}-eksRole-role`,
    {
      name: `${name}-eksRole-role`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
          },
        ],
      }),
    },
    child,
  );
  const policy = new aws.iam.RolePolicyAttachment(
    `${name}-eksRole-policy`,
    { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
    child,
  );
  return { roleArn: role.arn, policies: [policy] };
}

function getToken(clusterName: string): object {
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["--region", "us-east-1", "eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
  };
}
