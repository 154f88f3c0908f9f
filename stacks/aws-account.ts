import * as aws from "@pulumi/aws";
import type { AwsAccount } from "../components/eks";
import {
  type AvailabilityZone,
  accountZoneProblems,
  askForRights,
  firstZones,
  partitionOf,
  zoneCountProblems,
} from "../components/facts";
import { InvalidInput, type Problem, refuse } from "../components/problems";
import { isRendering } from "./rendering";

/** An account that was asked, and the zones of a stack in it. */
export interface ReadyAccount {
  readonly account: AwsAccount;
  readonly zones: readonly string[];
}

/**
 * Who we are and where: asked once, through the provider that makes everything else, so that a wrong or missing credential
 * is said before the first resource.
 *
 * @param given zones that the stack file names. Without any, the account's first that EKS takes: of all that it has, so that a
 * zone that fails one day does not move the stack to others.
 * @throws {InvalidInput} for credentials that do not work, and zones that the account lacks or that EKS does not take.
 */
export async function readyAccount(
  provider: aws.Provider,
  region: string,
  given: readonly string[] | undefined,
): Promise<ReadyAccount> {
  const filters = [{ name: "zone-type", values: ["availability-zone"] }];
  const [identity, all, available] = await Promise.all([
    aws.getCallerIdentity({}, { provider }),
    aws.getAvailabilityZones({ filters }, { provider }),
    aws.getAvailabilityZones({ state: "available", filters }, { provider }),
  ]).catch((error: unknown) => {
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  });
  const account = { accountId: identity.accountId, region, partition: partitionOf(region) };
  const zones = given ?? firstZones(zonesIn(all));
  refuse(`AWS in ${region}`, [
    ...zoneCountProblems("eks.zones", zones),
    // A preview without an account is answered by nobody's.
    ...accountZoneProblems("eks.zones", zones, zonesIn(available), isRendering() ? { region } : account),
  ]);
  return { account, zones };
}

/** Names and ids come as two lists in the same order. */
function zonesIn({ names, zoneIds }: aws.GetAvailabilityZonesResult): AvailabilityZone[] {
  return names.map((name, i) => ({ name, id: zoneIds[i] ?? "" }));
}

/** What the provider's failure means to a person. */
export function unreachable(region: string, error: unknown): Problem {
  const said = error instanceof Error ? error.message : String(error);
  const [line = said] = said
    .split("\n")
    .filter((text) => /error|denied|expired|invalid|no valid/i.test(text));
  if (/invalid aws region|unknown endpoint|no such host|could not resolve/i.test(said)) {
    return {
      path: "aws:region",
      value: region,
      reason: `leads nowhere: ${line.trim()}`,
      cure: "Use a region such as us-east-1.",
    };
  }
  if (/AuthFailure|UnrecognizedClient|OptInRequired|not enabled/i.test(said)) {
    return {
      path: "aws:region",
      value: region,
      reason: `refuses this account: ${line.trim()}`,
      cure: "Check the credentials, or enable the region for the account.",
    };
  }
  if (/AccessDenied|UnauthorizedOperation|not authorized/i.test(said)) {
    return {
      path: "permissions",
      reason: `are missing: ${line.trim()}`,
      cure: askForRights,
    };
  }
  return {
    path: "credentials",
    reason: `do not work: ${line.trim()}`,
    cure: "Run aws sso login, or aws configure, or set AWS_PROFILE. ./workshop doctor -s aws says what is found.",
  };
}
