/** A role or a user of IAM, as an ARN names it. */
export interface Principal {
  /** Partition of AWS: `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** Number of the account that it belongs to. */
  readonly accountId: string;
  /** Which of the two it is. */
  readonly kind: "role" | "user";
  /** Without a path: names are unique within an account, whatever their paths. */
  readonly name: string;
}

const ofIam = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,128})$/;
const ofSession = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]+$/;

/** The role or user of an IAM ARN; nothing for the ARN of anything else. */
export function principalOf(arn: string): Principal | undefined {
  const [, partition, accountId, kind, name] = ofIam.exec(arn) ?? [];
  if (partition === undefined || accountId === undefined || name === undefined) return undefined;
  return { partition, accountId, kind: kind === "user" ? "user" : "role", name };
}

/**
 * The role behind the ARN of a session, as `sts get-caller-identity` tells it; nothing for the ARN of anything else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function roleOfSession(arn: string): Principal | undefined {
  const [, partition, accountId, name] = ofSession.exec(arn) ?? [];
  if (partition === undefined || accountId === undefined || name === undefined) return undefined;
  return { partition, accountId, kind: "role", name };
}

/** The role or user that a caller is: a session is its role. */
export function callerOf(arn: string): Principal | undefined {
  return roleOfSession(arn) ?? principalOf(arn);
}

/** One text for one role or user, however its ARN is written: IAM's names differ by more than their case. */
export function principalKey({ accountId, kind, name }: Principal): string {
  return `${accountId}/${kind}/${name}`.toLowerCase();
}

/** ARN of a role or user whose path is not known: as if it had none. */
export function arnOf({ partition, accountId, kind, name }: Principal): string {
  return `arn:${partition}:iam::${accountId}:${kind}/${name}`;
}
