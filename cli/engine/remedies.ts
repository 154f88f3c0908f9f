import { askForRights } from "../../components/github/calls";
import type { Diagnosis } from "./diagnostics";

/** An error that is known, and what to do about it. */
interface Remedy {
  readonly sign: RegExp;
  /** Another sign that tells more, and whose cure would be contradicted. @default none */
  readonly unless?: RegExp;
  /** A sentence, for the stack file that `up` read, or the command that took the stack down. */
  readonly cure: (subject: string) => string;
}

/** What to do where Pulumi cannot read a state's secrets, as sentences. */
const passphraseCure =
  "The state's secrets cannot be read with this passphrase. Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one that the stack was made with.";

/** How AWS, its CLI and kubectl's credential plugin say that temporary credentials have ended. */
const expiredLogin: Remedy = {
  sign: /ExpiredToken|RequestExpired|token included in the request is expired|SSO session .{0,60}expired|Error loading SSO Token|getting credentials: exec/i,
  cure: () =>
    "The login has expired. aws sso login, or get credentials that last longer, and run the same command again: what is done is kept.",
};

/** What only AWS and Pulumi can refuse, since only they know, and what to do about it. */
const upKnown: readonly Remedy[] = [
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
    sign: /EntityAlreadyExists|RepositoryAlreadyExists|ResourceAlreadyExists|ResourceInUseException: (Cluster|NodeGroup|Addon) already exists|QueueAlreadyExists|QueueNameExists/,
    cure: (file) =>
      `Something of that name is in the account and not in the state: a ./workshop down that did not end, or another stack with the same spark-workshop:clusterName. ./workshop audit -s ${stackOf(file)} names it with the command that removes it; or choose another clusterName in ${file}.`,
  },
  {
    sign: /VcpuLimitExceeded|vCPU limit|MaxSpotInstanceCountExceeded|AddressLimitExceeded|VpcLimitExceeded/,
    cure: () =>
      "The account's quota is used up. ./workshop doctor -s <stack> says which; aws service-quotas request-service-quota-increase raises it.",
  },
  {
    // A check that failed is kept for 25 to 35 minutes: validationCache in pkg/operator/operator.go of karpenter-provider-aws 1.15.0.
    sign: /(CreateFleet|RunInstances|CreateLaunchTemplate)AuthCheckFailed|isn't authorized to call ec2:|^EC2NodeClass .*(timed out|ValidationSucceeded)/s,
    cure: () =>
      "Karpenter may not launch instances, and remembers that for half an hour. When the right is there (a service control policy and a permissions boundary count too): kubectl -n kube-system rollout restart deployment/karpenter, and run the same command again.",
  },
  {
    sign: /AccessDenied|UnauthorizedOperation|is not authorized to perform/,
    cure: () => `A permission is missing. ${askForRights}`,
  },
  {
    sign: /exec format error/i,
    cure: (file) =>
      `A program of another processor was run: this machine builds for eks.architecture in ${file} only with an emulator. docker run --privileged --rm tonistiigi/binfmt --install arm64 (amd64 on an arm machine), or build on a machine of that architecture, or set eks.architecture to this one's.`,
  },
  expiredLogin,
];

/** What is known to go wrong in a teardown, and what to do about it. */
const downKnown: readonly Remedy[] = [
  {
    sign: /deletion protection|cannot be deleted.*protected|protected from deletion|protected resource|is protected/is,
    cure: (command) =>
      `Something holds data and is protected, which is meant. If it may go: set disposable: true in the stack file, run ./workshop up with it, then ${command} again; or take the protection off one of them: pulumi state unprotect <urn>.`,
  },
  {
    sign: /BucketNotEmpty|bucket you tried to delete is not empty/i,
    cure: (command) =>
      `A bucket has objects and is not to be emptied. If they may go: set disposable: true in the stack file, run ./workshop up, which notes it in the state, then ${command} again; or empty it: aws s3 rm --recursive s3://<bucket>.`,
  },
  {
    sign: /unreachable|connection refused|ECONNREFUSED|no such host|ENOTFOUND|i\/o timeout|context deadline exceeded|EHOSTUNREACH|ETIMEDOUT/i,
    unless: expiredLogin.sign,
    cure: (command) =>
      `The cluster does not answer. Start it, or log in again, and run ${command} again. If it is gone for good, everything in it is too: ${command} --yes --cluster-gone forgets it.`,
  },
  {
    // The API server answers, so the cluster is there: forgetting it would leave its instances running.
    sign: /\bUnauthorized\b|must be logged in to the server|the server has asked for the client to provide credentials/,
    cure: (command) =>
      `The cluster is there and does not know who asks. Log in as who made it, or ask one of its administrators for an access entry, and run ${command} again.`,
  },
  expiredLogin,
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

/** "prod" of "Pulumi.prod.yaml". */
function stackOf(file: string): string {
  return file.replace(/^Pulumi\.|\.yaml$/g, "");
}

/** The cures for what went wrong in an update, as lines; none where nothing is known. */
export function upCures(diagnoses: readonly Diagnosis[], stack: string): string[] {
  return cures(upKnown, diagnoses, `Pulumi.${stack}.yaml`);
}

/** The cures for what went wrong in a teardown, as lines; none where nothing is known. */
export function teardownCures(diagnoses: readonly Diagnosis[], command: string): string[] {
  return cures(downKnown, diagnoses, command);
}

function cures(known: readonly Remedy[], diagnoses: readonly Diagnosis[], subject: string): string[] {
  const texts = diagnoses.map(({ resource, message }) => (resource ? `${resource}: ${message}` : message));
  const found = known
    .filter(({ sign, unless }) => texts.some((text) => sign.test(text) && !unless?.test(text)))
    .map(({ cure }) => cure(subject));
  return found.length > 0 ? ["", ...found] : [];
}
