import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import { dependsOnFor } from "../teardown/edges";
import type { NodePool } from "./node-pool";

/**
 * A cluster together with the nodes that Karpenter would launch for it: what jobs are given, on kind as on EKS.
 *
 * @param cluster with or without node groups of its own.
 * @param pools whose nodes become node groups; what runs on them goes before they do.
 */
export function withPools(cluster: Cluster, pools: readonly NodePool[]): Cluster {
  return {
    name: cluster.name,
    region: cluster.region,
    provider: cluster.provider,
    kubeconfig: cluster.kubeconfig,
    nodeGroups: [...cluster.nodeGroups, ...pools.map((pool) => pool.group)],
    platformPods: cluster.platformPods,
    claimsCure: cluster.claimsCure,
    ownDisks: cluster.ownDisks,
    egress: cluster.egress,
    companyNetwork: cluster.companyNetwork,
    optionsForInClusterResources: () => cluster.optionsForInClusterResources(),
    optionsForWorkloads: () =>
      pulumi.mergeOptions(cluster.optionsForWorkloads(), {
        dependsOn: dependsOnFor("jobsBeforePools", pools),
      }),
    provideImage: (image, nodes) => cluster.provideImage(image, nodes),
    url: (nodePort) => cluster.url(nodePort),
  };
}
