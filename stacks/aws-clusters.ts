import * as aws from "@pulumi/aws";
import { InvalidInput } from "../components/problems";
import { unreachable } from "./aws-account";

/**
 * Asks AWS whether the account has a cluster of that name, in the provider's region.
 *
 * @throws {InvalidInput} for an account that does not answer.
 */
export async function isCluster({
  provider,
  region,
  clusterName,
}: {
  readonly provider: aws.Provider;
  readonly region: string;
  readonly clusterName: string;
}): Promise<boolean> {
  try {
    return (await aws.eks.getClusters({}, { provider })).names.includes(clusterName);
  } catch (error) {
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  }
}
