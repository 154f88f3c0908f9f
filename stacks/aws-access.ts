import * as aws from "@pulumi/aws";
import {
  type ClusterAccess,
  callingPrincipal,
  clusterAccessList,
  type Principal,
  principalArn,
  principalKey,
  principalOf,
} from "../components/facts";
import { InvalidInput } from "../components/problems";
import { unreachable } from "./aws-account";

/** Which cluster, and who shall have access to it. */
export interface AccessQuestion {
  readonly provider: aws.Provider;
  readonly region: string;
  readonly clusterName: string;
  /** Whether AWS has the cluster already. */
  readonly exists: boolean;
  readonly access: ClusterAccess;
  /** Tags by which an entry is the stack's own. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Roles and users whose access entry is not the stack's to make. EKS makes one for whoever creates a cluster, and refuses a second for
 * the same principal (`ResourceInUseException`). Who that was, no API tells: it is an entry without the stack's tags, and before
 * the cluster is there it is the caller.
 *
 * @returns their ARNs.
 * @throws {InvalidInput} when the cluster is there and would not know the caller: everything in it would be "Unauthorized", after
 *   AWS's part had been changed.
 */
export async function entriesOfOthers(question: AccessQuestion): Promise<string[]> {
  const { provider, region, exists, access } = question;
  try {
    const { arn } = await aws.getCallerIdentity({}, { provider });
    const caller = callingPrincipal(arn);
    const named = clusterAccessList(access).map((one) => one.arn);
    if (!exists) return named.filter((one) => isSame(one, caller));
    const entries = await Promise.all(
      named.map(async (one) => ({ one, entry: await entryOf(question, one) })),
    );
    if (!named.some((one) => isSame(one, caller))) await assertKnown(question, arn, caller);
    return entries.flatMap(({ one, entry }) => (entry && !isOwn(entry, question) ? [one] : []));
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  }
}

function isSame(arn: string, caller: Principal | undefined): boolean {
  const principal = principalOf(arn);
  return principal !== undefined && caller !== undefined && principalKey(principal) === principalKey(caller);
}

type Entry = aws.eks.GetAccessEntryResult;

function isOwn({ tags }: Entry, question: AccessQuestion): boolean {
  return Object.entries(question.tags).every(([key, value]) => tags?.[key] === value);
}

/** The access entry of a role or user; nothing where there is none. */
async function entryOf(
  { provider, clusterName }: AccessQuestion,
  principalArn: string,
): Promise<Entry | undefined> {
  try {
    return await aws.eks.getAccessEntry({ clusterName, principalArn }, { provider });
  } catch (error) {
    if (/ResourceNotFoundException|couldn't find resource/.test(String(error))) return undefined;
    throw error;
  }
}

async function assertKnown(
  question: AccessQuestion,
  arn: string,
  caller: Principal | undefined,
): Promise<void> {
  // Neither role nor user: the account's root user, whom this cannot tell.
  if (!caller) return;
  const own = await withPath(question, arn, caller);
  if (await entryOf(question, own)) return;
  throw new InvalidInput(`EKS cluster ${question.clusterName}`, [
    {
      path: "eks.access",
      value: own,
      reason: "does not name this caller, and the cluster has no access entry for it",
      cure: "Log in as the cluster's creator or an admin. Or have one of them add the ARN to eks.access.admins, or .viewers to read only, and run ./workshop up.",
    },
  ]);
}

/** ARN of the caller's role with its path, which the ARN of a session leaves out. */
async function withPath({ provider }: AccessQuestion, arn: string, caller: Principal): Promise<string> {
  try {
    return (await aws.iam.getSessionContext({ arn }, { provider })).issuerArn;
  } catch {
    // It takes iam:GetRole, which not everyone has. Most roles have no path.
    return principalArn(caller);
  }
}
