import { isObject, type Properties, text } from "../protocol/values";
import type { Thing } from "./cloud";
import { zoneIds } from "./outputs";

const subnetType = "aws:ec2/subnet:Subnet";

/** Type of who may use a cluster. */
export const accessEntry = "aws:eks/accessEntry:AccessEntry";

/**
 * The entry that EKS makes for whoever creates a cluster, unless it is told not to.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html
 */
export function entryOfCreator(clusterName: string, principalArn: string): Thing {
  const state = { clusterName, principalArn, type: "STANDARD" };
  return { type: accessEntry, id: `${clusterName}:${principalArn}`, state };
}

/** What AWS would say instead of creating a thing; nothing when it creates it. */
export function refusalToCreate(
  type: string,
  id: string,
  state: Properties,
  all: readonly Thing[],
): string | undefined {
  const find = (otherType: string, otherId: string) =>
    all.find((thing) => thing.type === otherType && thing.id === otherId);
  if (type === "aws:eks/cluster:Cluster") {
    const { subnetIds } = isObject(state.vpcConfig) ? state.vpcConfig : {};
    const zones = [subnetIds]
      .flat()
      .map((subnet) => find(subnetType, String(subnet))?.state.availabilityZone);
    const refused = zones.find((zone) => zoneIds[String(zone)] === "use1-az3");
    if (refused !== undefined)
      return `UnsupportedAvailabilityZoneException: Cannot create cluster '${id}' because ${refused}, the targeted availability zone, does not currently have sufficient capacity to support the cluster.`;
  }
  if (type === accessEntry) {
    if (!/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+/.test(text(state, "principalArn")))
      return "InvalidParameterException: The specified principalArn is invalid: invalid principal.";
    if (find(type, id))
      return "ResourceInUseException: The specified access entry resource is already in use on this cluster.";
  }
  if (type === "aws:eks/accessPolicyAssociation:AccessPolicyAssociation") {
    const entry = find(accessEntry, `${text(state, "clusterName")}:${text(state, "principalArn")}`);
    if (!entry) return "ResourceNotFoundException: The specified principalArn could not be found.";
    if (entry.state.type !== "STANDARD")
      return "InvalidRequestException: The specified access entry type does not support access policies.";
  }
  return find(type, id) ? `EntityAlreadyExists: ${type} ${id}` : undefined;
}
