/** Something that the validator finds. */
export interface IamFinding {
  /** Document and its place. */
  readonly where: string;
  /** The validator's name of what is wrong. */
  readonly issue: string;
  readonly severity: string;
  readonly detail: string;
}

/** A finding that is known and stays, with the reason. */
export interface Accepted {
  readonly issue: string;
  readonly where: RegExp;
  readonly detail: RegExp;
  readonly reason: string;
}

const github = /^GitHub's role to /;
const trust = /^trust of a GitHub environment$/;
const karpenter = /aws:iam\/policy:Policy karpenter-/;

export const accepted: readonly Accepted[] = [
  {
    issue: "RESOURCE_STAR",
    where: github,
    detail: /"(ec2|kms):/,
    reason:
      "EC2 and KMS know what they make by an id that comes with it: a condition holds these calls to the region",
  },
  {
    issue: "RESOURCE_STAR",
    where: github,
    detail: /^\[("iam:List[A-Za-z]+"(, )?)+\]$/,
    reason: "reading what a role has, for an audit that looks through the account",
  },
  {
    issue: "RESOURCE_STAR",
    where: /^the key for data$/,
    detail: /"kms:/,
    reason: "in the policy of a key the star is that key: KMS' developer guide, Key policies",
  },
  {
    issue: "UNKNOWN_ACTION",
    where: github,
    detail: /freetier:GetAccountPlanState/,
    reason:
      "of July 2025, and later than the validator's copy of AWS' lists: AWS Free Tier API, GetAccountPlanState",
  },
  {
    issue: "UNKNOWN_FEDERATION_SOURCE",
    where: trust,
    detail: /oidc-provider\/token\.actions\.githubusercontent\.com$/,
    reason: "the validator knows SAML and three providers; GitHub's is one by OpenID Connect",
  },
  {
    issue: "UNKNOWN_CONDITION_FOR_ACTION",
    where: trust,
    detail: /token\.actions\.githubusercontent\.com:(aud|sub|ref)/,
    reason: "claims of GitHub's token, which the validator does not know",
  },
  {
    issue: "RESOURCE_MISMATCH",
    where: karpenter,
    detail: /"ec2:(RunInstances|CreateFleet)"/,
    reason:
      "one launch is allowed by several statements together, each with resources of its own and conditions: as in the release's template",
  },
  {
    issue: "RESOURCE_MISMATCH",
    where: karpenter,
    detail: /"ssm:GetParameter"/,
    reason: "AWS' public parameters belong to no account, which the validator asks for",
  },
  {
    issue: "RESOURCE_STAR",
    where: karpenter,
    detail: /arc-zonal-shift:GetManagedResource/,
    reason: "reading alone, as in the release's template",
  },
];

/** Findings that nobody has accepted, and acceptances that no finding needs any more. */
export function judged(
  findings: readonly IamFinding[],
  list: readonly Accepted[] = accepted,
): { readonly open: readonly IamFinding[]; readonly needless: readonly Accepted[] } {
  const covers =
    ({ issue, where, detail }: Accepted) =>
    (found: IamFinding) =>
      found.issue === issue && where.test(found.where) && detail.test(found.detail);
  return {
    open: findings.filter((found) => !list.some((one) => covers(one)(found))),
    needless: list.filter((one) => !findings.some(covers(one))),
  };
}
