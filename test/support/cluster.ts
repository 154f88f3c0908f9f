import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster/cluster";
import { groups } from "./subject";

/** A cluster of one on-demand and two spot nodes that exists only as far as components look at it. */
export function fakeCluster(): Cluster {
  const provider = new k8s.Provider("fake", { kubeconfig: "{}", clusterIdentifier: "fake" });
  return {
    name: "fake",
    region: "local",
    provider,
    kubeconfig: pulumi.secret("{}"),
    nodeGroups: groups,
    platformPods: { nodeSelector: { "karpenter.sh/capacity-type": "on-demand" }, tolerations: [] },
    optionsForWorkloads: () => ({ providers: [provider], deletedWith: provider }),
    optionsForInClusterResources: () => ({ providers: [provider], deletedWith: provider }),
    provideImage: (image) => ({ reference: image.reference, ready: [] }),
    url: (port) => pulumi.output(`http://localhost:${port}`),
  };
}
