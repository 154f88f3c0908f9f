import { createHash } from "node:crypto";

/**
 * The most characters that AWS lets a name have.
 *
 * @see the API references: IAM CreateRole and CreatePolicy, EventBridge PutRule, SQS CreateQueue, EKS CreateCluster
 */
export const longest = { role: 64, policy: 128, rule: 64, queue: 80, cluster: 100 } as const;

/** A name that is made of another one. */
export interface MadeName {
  readonly name: string;
  readonly kind: keyof typeof longest;
}

/**
 * The name as it is where it fits; else its beginning and a digest of all of it, so that two long names that begin alike stay two.
 *
 * @example fitted("spark-workshop-spark-jobs-spark", "role") // the same
 */
export function fitted(name: string, kind: keyof typeof longest): string {
  const most = longest[kind];
  if (name.length <= most) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, most - digest.length - 1)}-${digest}`;
}

/**
 * How long a name may be so that all that is made of it fits.
 *
 * @param made gives the names that are made of one.
 */
export function longestOf(made: (name: string) => readonly MadeName[]): number {
  return Math.min(...made("").map(({ name, kind }) => longest[kind] - name.length));
}

/**
 * How the name of the control plane's role begins where @pulumi/eks makes it: from the name of the stack's resource, and nothing
 * of the cluster's.
 */
export const controlPlaneRole = "cluster-eksRole-role";
