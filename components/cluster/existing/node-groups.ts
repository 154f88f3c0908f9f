import type { NodeGroup } from "../node-group";
import type { ExistingClusterArgs } from "./args";

/** Zone of nodes that say none. No pod requires it. */
const anyZone = "any";

/** The same nodes for drivers and for executors where nodes say nothing of themselves. */
export function existingNodeGroups({
  labelled = false,
  zones = [],
  allocatable,
}: ExistingClusterArgs): NodeGroup[] {
  const common = { zones: labelled ? zones : [anyZone], allocatable, taints: [], labelled };
  return [
    { name: "drivers", capacityType: "on-demand", ...common },
    { name: "executors", capacityType: "spot", ...common },
  ];
}
