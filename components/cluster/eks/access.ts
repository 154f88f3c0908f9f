import { arnOf, principalKey, principalOf, roleOfSession } from "../../aws/principal";
import type { Problem } from "../../errors";

/** Who may use a cluster beside whoever created it. */
export interface ClusterAccess {
  /**
   * ARNs of roles and users that administer the cluster: people, and the roles that bring it up and take it down.
   * @default none
   */
  readonly admins?: readonly string[];
  /**
   * ARNs of roles and users that read everything in it, Secrets too: a preview reads Helm's releases, which are Secrets.
   * @default none
   */
  readonly viewers?: readonly string[];
}

/** What a role or user may do in a cluster. */
export type AccessLevel = keyof ClusterAccess;

/**
 * The policies of EKS by which they may.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const accessPolicies: Readonly<Record<AccessLevel, string>> = {
  admins: "AmazonEKSClusterAdminPolicy",
  // AmazonEKSViewPolicy leaves out Secrets.
  viewers: "AmazonEKSAdminViewPolicy",
};

/** Everyone who has access, in the order of the stack file. */
export function accessList(
  access: ClusterAccess | undefined,
): { level: AccessLevel; path: string; arn: string }[] {
  return (["admins", "viewers"] as const).flatMap((level) =>
    (access?.[level] ?? []).map((arn, i) => ({ level, path: `${level}[${i}]`, arn })),
  );
}

/**
 * What EKS would refuse about access entries.
 *
 * @param path of the property that holds them.
 * @param partition of the cluster's region: EKS knows principals of its own alone.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function accessProblems(
  path: string,
  access: ClusterAccess | undefined,
  partition: string,
): Problem[] {
  const seen = new Map<string, string>();
  return accessList(access).flatMap(({ path: at, arn }): Problem[] => {
    const problem = { path: `${path}.${at}`, value: arn };
    const session = roleOfSession(arn);
    if (session) {
      const cure = `Write its role: ${arnOf(session)}, or what aws iam get-role --role-name ${session.name} tells, where the role has a path.`;
      return [{ ...problem, reason: "is the ARN of a session, which ends", cure }];
    }
    const principal = principalOf(arn);
    if (!principal || principal.partition !== partition) {
      const cure = `Write arn:${partition}:iam::123456789012:role/NAME or …:user/NAME.`;
      return [{ ...problem, reason: `is not the ARN of a role or user of ${partition}`, cure }];
    }
    const key = principalKey(principal);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, `${path}.${at}`);
      return [];
    }
    return [{ ...problem, reason: `is already given at ${first}`, cure: "Name it once." }];
  });
}

/**
 * The part of it for which a cluster needs entries of the stack's own.
 *
 * @param others ARNs of roles and users that have an entry already. EKS makes one for whoever creates the cluster, and refuses a
 * second for the same principal.
 */
export function withoutOthers(access: ClusterAccess, others: readonly string[]): Required<ClusterAccess> {
  const keys = new Set(others.flatMap((arn) => keyOf(arn) ?? []));
  const rest = (arns: readonly string[] = []) => arns.filter((arn) => !keys.has(keyOf(arn) ?? ""));
  return { admins: rest(access.admins), viewers: rest(access.viewers) };
}

function keyOf(arn: string): string | undefined {
  const principal = principalOf(arn);
  return principal && principalKey(principal);
}
