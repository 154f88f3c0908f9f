import { type Kind, kind } from "./kind";
import { associated, cluster, ofCluster, tie } from "./outputs";

/** What belongs to EKS, and how AWS treats it. */
export const eksKinds: Readonly<Record<string, Kind>> = {
  "aws:eks/cluster:Cluster": kind(
    cluster,
    ["name", "roleArn", "kubernetesNetworkConfig"],
    [
      {
        code: "ResourceInUseException: cluster has nodegroups attached",
        by: ["aws:eks/nodeGroup:NodeGroup"],
        property: "clusterName",
      },
    ],
    1000,
  ),
  "aws:eks/addon:Addon": kind(ofCluster("addonName"), ["clusterName", "addonName"], [], 500),
  "aws:eks/nodeGroup:NodeGroup": kind(
    ofCluster("nodeGroupName"),
    ["clusterName", "nodeGroupName", "nodeRoleArn", "subnetIds", "amiType", "instanceTypes", "capacityType"],
    [],
    1500,
  ),
  "aws:eks/accessEntry:AccessEntry": kind(
    ofCluster("principalArn"),
    ["clusterName", "principalArn", "type"],
    [],
  ),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": kind(
    tie("clusterName", "principalArn", "policyArn"),
    ["clusterName", "principalArn", "policyArn"],
    [],
  ),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": kind(
    associated,
    ["clusterName", "namespace", "serviceAccount"],
    [],
  ),
};
