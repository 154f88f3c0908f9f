import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, managedPolicyArn } from "../../aws/account";
import { ServiceRole, type ServiceRoleArgs } from "../../aws/service-role";
import { dependsOnFor } from "../../teardown/edges";
import { minor, versions } from "../../versions/versions";
import { eksAddon, onSystemNodes } from "./addon";
import type { EksClusterArgs } from "./args";
import { CniAccess } from "./cni-access";
import { InterfaceSweep } from "./interface-sweep";
import { amiTypes, systemInstanceTypes, systemNodeGroup, systemNodesRole, systemTaint } from "./system-nodes";

/**
 * What a node's role needs, whoever launches it. The network of its pods is not its own affair: see {@link CniAccess}.
 *
 * @see Karpenter's template and EKS' "node IAM role"
 */
export function nodePolicies(account: AwsAccount): ServiceRoleArgs["policyArns"] {
  return [
    managedPolicyArn(account, "AmazonEKSWorkerNodePolicy"),
    // The place of AmazonEKS_CNI_Policy, which nodes no longer have.
    undefined,
    managedPolicyArn(account, "AmazonEC2ContainerRegistryPullOnly"),
    managedPolicyArn(account, "AmazonSSMManagedInstanceCore"),
  ];
}

/**
 * The node group for the platform's own pods, and what must be there before and after it.
 *
 * @param name of the component that owns the cluster. @param parent that component.
 * @returns what everything in the cluster waits for.
 */
export function systemNodeParts(
  name: string,
  args: EksClusterArgs & {
    readonly controlPlane: pulumi.Resource;
    /** By which a command reaches the cluster, and what must be there for that. */
    readonly kubeconfig: pulumi.Input<string>;
    readonly reachable: readonly pulumi.Resource[];
  },
  parent: pulumi.Resource,
): pulumi.Resource[] {
  const { account, network, controlPlane, systemNodes = {}, architecture = "amd64" } = args;
  const count = systemNodes.count ?? 2;
  const child = { parent };
  const home = { resourceName: name, clusterName: args.name, controlPlane, parent };
  const agent = { addonName: "eks-pod-identity-agent", addonVersion: versions.eks.podIdentityAgent };
  const identity = eksAddon(home, agent, [controlPlane]);
  const role = new ServiceRole(
    `${name}-system`,
    {
      name: systemNodesRole(args.name),
      service: "ec2.amazonaws.com",
      rules: account.roles,
      policyArns: nodePolicies(account),
    },
    child,
  );
  const cni = new CniAccess(
    `${name}-cni`,
    {
      account,
      clusterName: args.name,
      controlPlane,
      kubeconfig: args.kubeconfig,
      reachable: args.reachable,
    },
    child,
  );
  const sweep = new InterfaceSweep(
    `${name}-interfaces`,
    { cli: args.cli, clusterName: args.name, controlPlane },
    child,
  );
  const nodes = new aws.eks.NodeGroup(
    `${name}-system`,
    {
      clusterName: args.name,
      nodeGroupName: systemNodeGroup,
      nodeRoleArn: role.arn,
      subnetIds: network.privateSubnets.map(({ id }) => id),
      amiType: amiTypes[architecture],
      version: minor(args.kubernetesVersion),
      releaseVersion: `${versions.kubernetes}-${versions.eks.amiRelease}`,
      instanceTypes: [systemNodes.instanceType ?? systemInstanceTypes[architecture]],
      scalingConfig: { minSize: count, desiredSize: count, maxSize: count },
      updateConfig: { maxUnavailable: 1 },
      taints: [{ ...systemTaint }],
    },
    {
      ...child,
      dependsOn: [
        ...dependsOnFor("systemNodesBeforeAddons", [controlPlane, identity]),
        ...dependsOnFor("systemNodesBeforeNodeAccess", [...role.policies, ...cni.ready]),
        ...dependsOnFor("systemNodesBeforeInterfaces", sweep.ready),
        ...dependsOnFor("systemNodesBeforeRoutes", network.routes),
      ],
    },
  );
  const dns = eksAddon(home, { addonName: "coredns", addonVersion: versions.eks.coreDns }, [nodes]);
  if (args.metricsServer) {
    const metrics = { addonName: "metrics-server", addonVersion: versions.eks.metricsServer };
    eksAddon(home, { ...metrics, values: onSystemNodes }, [nodes]);
  }
  return [nodes, dns];
}
