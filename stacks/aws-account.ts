import * as aws from "@pulumi/aws";
import { type AwsAccount, partitionOf } from "../components/aws/account";
import { InvalidInput, type Problem } from "../components/errors";

/**
 * Who we are and where: asked once, through the provider that makes everything else, so that a wrong or missing credential
 * is said before the first resource.
 *
 * @param zones that the region must have.
 * @throws {InvalidInput} for credentials that do not work, and zones that the region or the account lacks.
 */
export async function readyAccount(
  provider: aws.Provider,
  region: string,
  zones: readonly string[],
): Promise<AwsAccount> {
  const [identity, available] = await Promise.all([
    aws.getCallerIdentity({}, { provider }),
    aws.getAvailabilityZones(
      { state: "available", filters: [{ name: "zone-type", values: ["availability-zone"] }] },
      { provider },
    ),
  ]).catch((error: unknown) => {
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  });
  const lacking = zones.filter((zone) => !available.names.includes(zone));
  if (lacking.length > 0) {
    throw new InvalidInput(
      `AWS in ${region}`,
      lacking.map((zone) => ({
        path: "eks.zones",
        value: zone,
        reason: `is not a zone that account ${identity.accountId} has in ${region}`,
        cure: `Use ${available.names.join(", ")}.`,
      })),
    );
  }
  return { accountId: identity.accountId, region, partition: partitionOf(region) };
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
      cure: "Ask for a role that may administer EKS, EC2, IAM, S3, SQS, EventBridge and ECR.",
    };
  }
  return {
    path: "credentials",
    reason: `do not work: ${line.trim()}`,
    cure: "Run aws sso login, or aws configure, or set AWS_PROFILE. ./workshop doctor -s aws says what is found.",
  };
}
