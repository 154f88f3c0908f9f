import * as pulumi from "@pulumi/pulumi";
import { sdkVersion } from "../protocol/provider";
import { Cluster, type ClusterInputs } from "./cluster";

/** Stands in for the `eks` provider, which is a component and nothing else. */
const provider: pulumi.provider.Provider = {
  version: sdkVersion("@pulumi/eks"),
  construct: async (name, type, inputs, options) => {
    if (type !== "eks:index:Cluster")
      throw new Error(`${type}: the stand-in for the eks provider only knows Cluster`);
    const cluster = new Cluster(name, inputs as unknown as ClusterInputs, options);
    return {
      urn: cluster.urn,
      state: {
        kubeconfigJson: cluster.kubeconfigJson,
        clusterSecurityGroupId: cluster.clusterSecurityGroupId,
      },
    };
  },
};

void pulumi.provider.main(provider, process.argv.slice(2));
