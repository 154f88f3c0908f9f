import type { AwsAccount } from "../aws/account";
import type { Problem } from "../errors";

/** An availability zone as an account knows it. */
export interface Zone {
  /** `us-east-1a`. Letters are dealt to each account anew. */
  readonly name: string;
  /** `use1-az1`: the same zone for everybody. */
  readonly id: string;
}

/**
 * Zones in which the subnets of a control plane cannot be.
 *
 * @see EKS user guide, "View Amazon EKS networking requirements for VPC and subnets", subnet requirements
 */
export const zonesWithoutEks: readonly string[] = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Most zones that a network here has. */
const mostZones = 3;

/** The zones that a cluster gets where nobody names any: the region's first that EKS takes, three at most. */
export function firstZones(zones: readonly Zone[]): string[] {
  return zones
    .filter(({ id }) => !zonesWithoutEks.includes(id))
    .map(({ name }) => name)
    .sort()
    .slice(0, mostZones);
}

/**
 * What is wrong with the zones of a cluster in an account.
 *
 * @param path of the list.
 * @param chosen names of zones.
 * @param zones that the account has.
 * @param account whose they are, for messages; without a number where none was asked.
 */
export function accountZoneProblems(
  path: string,
  chosen: readonly string[],
  zones: readonly Zone[],
  { accountId, region }: { readonly accountId?: AwsAccount["accountId"]; readonly region: string },
): Problem[] {
  const usable = zones.filter(({ id }) => !zonesWithoutEks.includes(id)).map(({ name }) => name);
  const cure = `Use ${usable.join(", ")}.`;
  return chosen.flatMap((value) => {
    const zone = zones.find(({ name }) => name === value);
    if (!zone) {
      const reason = accountId
        ? `is not a zone that account ${accountId} has in ${region}`
        : `is not a zone of ${region}, as far as is known without an account`;
      return [{ path, value, reason, cure }];
    }
    if (!zonesWithoutEks.includes(zone.id)) return [];
    const reason = `is ${zone.id} in ${accountId ? `account ${accountId}` : "the account"}, where EKS has no control plane`;
    return [{ path, value, reason, cure }];
  });
}
