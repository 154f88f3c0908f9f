import type { Diagnosis } from "./diagnostics";
import { passphraseCure } from "./passphrase-remedy";

/** What is known to go wrong in a teardown, and what to do about it. */
const known: readonly { readonly sign: RegExp; readonly cure: (command: string) => string }[] = [
  {
    sign: /cannot be deleted.*protected|protected from deletion|protected resource|is protected/is,
    cure: (command) =>
      `Something holds data and is protected, which is meant. If it may go: set disposable: true in the stack file, run ./workshop up with it, then ${command} again; or take the protection off one of them: pulumi state unprotect <urn>.`,
  },
  {
    sign: /BucketNotEmpty|bucket you tried to delete is not empty/i,
    cure: (command) =>
      `A bucket has objects and is not to be emptied. If they may go: set disposable: true in the stack file, run ./workshop up, which notes it in the state, then ${command} again; or empty it: aws s3 rm --recursive s3://<bucket>.`,
  },
  {
    sign: /unreachable|connection refused|ECONNREFUSED|no such host|ENOTFOUND|i\/o timeout|context deadline exceeded|EHOSTUNREACH|ETIMEDOUT|Unauthorized/i,
    cure: (command) =>
      `The cluster does not answer. Start it, or log in again, and run ${command} again. If it is gone for good, everything in it is too: ${command} --yes --cluster-gone forgets it.`,
  },
  {
    sign: /DependencyViolation|has dependent object|ResourceInUse/i,
    cure: (command) =>
      `Something that Pulumi does not know still uses a network, a security group or the cluster: an instance, an interface, a load balancer, a node group. Remove that, then ${command} again.`,
  },
  {
    sign: /pending operation|interrupted while/i,
    cure: (command) =>
      `An earlier run was cut off. Look at the world as it is now: pulumi refresh, then ${command} again.`,
  },
  {
    sign: /currently locked by/i,
    cure: (command) =>
      `Another run holds the stack, or held it when it was killed. If that one is no more: pulumi cancel --stack <stack>, then ${command} again.`,
  },
  {
    sign: /passphrase|incorrect passphrase|decrypt/i,
    cure: () => passphraseCure,
  },
];

/** The cures for what went wrong, as lines; none where nothing is known. */
export function teardownCures(diagnoses: readonly Diagnosis[], command: string): string[] {
  const text = diagnoses.map(({ message }) => message).join("\n");
  const cures = known.filter(({ sign }) => sign.test(text)).map(({ cure }) => cure(command));
  return cures.length > 0 ? ["", ...cures] : [];
}
