import type { Diagnosis } from "./diagnostics";
import { passphraseCure } from "./passphrase-remedy";

/** What only AWS and Pulumi can refuse, since only they know, and what to do about it. */
const known: readonly { readonly sign: RegExp; readonly cure: (stackFile: string) => string }[] = [
  {
    sign: /incorrect passphrase|passphrase must be set/i,
    cure: () =>
      `${passphraseCure} A stack on this machine can also begin anew: ./workshop down, then ./workshop up.`,
  },
  {
    sign: /BucketAlreadyExists/,
    cure: (file) =>
      `A bucket's name is taken: S3 shares names with all the world. Choose others under spark-workshop:buckets in ${file}.`,
  },
  {
    sign: /BucketAlreadyOwnedByYou/,
    cure: (file) =>
      `A bucket is in this account already, and not this stack's: another stack made it, or one that was not taken down. Choose other names under spark-workshop:buckets in ${file}, or, if it may go: aws s3 rb --force s3://<bucket>.`,
  },
  {
    sign: /VcpuLimitExceeded|vCPU limit|MaxSpotInstanceCountExceeded|AddressLimitExceeded|VpcLimitExceeded/,
    cure: () =>
      "The account's quota is used up. ./workshop doctor -s <stack> says which; aws service-quotas request-service-quota-increase raises it.",
  },
  {
    sign: /AccessDenied|UnauthorizedOperation|is not authorized to perform/,
    cure: () =>
      "A permission is missing. Ask for a role that may administer EKS, EC2, IAM, S3, SQS, EventBridge and ECR.",
  },
  {
    sign: /ExpiredToken|token included in the request is expired/,
    cure: () => "The login has expired. aws sso login, and run the same command again.",
  },
];

/** The cures for what went wrong, as lines; none where nothing is known. */
export function upCures(diagnoses: readonly Diagnosis[], stack: string): string[] {
  const text = diagnoses.map(({ message }) => message).join("\n");
  const cures = known.filter(({ sign }) => sign.test(text)).map(({ cure }) => cure(`Pulumi.${stack}.yaml`));
  return cures.length > 0 ? ["", ...cures] : [];
}
