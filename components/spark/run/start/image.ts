import { type Event, firstSaid, type Pod, timesSeen } from "./objects";
import type { Trouble } from "./problem";

/** Longest text of a runtime's message that is told: containerd repeats the reference four times. */
const longest = 300;

/** What a registry or the way to it says, and what follows from it. */
interface Answer {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly cure: string;
  /** Seconds after which it counts as final; `undefined` for what registries get over. */
  readonly finalAfter: number | undefined;
}

/**
 * Answers by what they say, the most telling first. A node tries again after 10 s, 20 s, 40 s: what is final after so many
 * seconds has been answered twice, or four times, with the same.
 *
 * @see `pullImage` in containerd's client, `EnsureImageExists` in pkg/kubelet/images/image_manager.go of Kubernetes 1.34
 */
const answers: readonly Answer[] = [
  {
    pattern: /no match for platform|no matching manifest/i,
    reason: "has no build for the node's architecture",
    cure: "Build the image for this architecture as well, or select nodes of another.",
    finalAfter: 12,
  },
  {
    pattern:
      /pull access denied|unauthorized|authorization failed|authentication required|403 Forbidden|denied:/i,
    reason: "does not exist, or the registry does not let this cluster have it",
    cure: "Correct the image's name, or name a pull Secret in spec.imagePullSecrets.",
    finalAfter: 12,
  },
  {
    pattern: /not found|manifest unknown|name unknown/i,
    reason: "does not exist",
    cure: "Correct the image's name and tag, or push it. A kind node has an image only after `kind load docker-image`.",
    finalAfter: 12,
  },
  {
    pattern: /no such host|connection refused|x509|no route to host|network is unreachable/i,
    reason: "cannot be had: the nodes do not reach its registry",
    cure: "Correct the registry's name, or let the nodes reach it.",
    finalAfter: 40,
  },
];

/** An image that a node does not get. */
export function imageTrouble(
  about: string,
  image: string,
  state: string,
  message: string,
  { pod, events }: { readonly pod: Pod; readonly events: readonly Event[] },
): Trouble {
  const since = firstSaid(pod, events, "Failed");
  if (state === "ErrImageNeverPull" || state === "InvalidImageName") {
    const invalid = state === "InvalidImageName";
    return {
      about,
      since,
      reason: invalid
        ? `the image "${image}" is not a valid reference`
        : `the image "${image}" is not on the node, and imagePullPolicy Never forbids to pull it`,
      cure: invalid
        ? "Correct the image's name."
        : "Load it onto the nodes, or set imagePullPolicy to IfNotPresent.",
      finalAfter: 0,
    };
  }
  const failure = failureOf(message, image, events);
  const answer = answers.find(({ pattern }) => pattern.test(failure));
  const tries = Math.max(0, ...events.filter(({ reason }) => reason === "Pulling").map(timesSeen));
  const tried = tries > 1 ? `, ${tries} tries` : "";
  return {
    about,
    since,
    reason: `the image "${image}" ${answer?.reason ?? "cannot be pulled"} (${shortened(failure) || state}${tried})`,
    cure: answer?.cure ?? "The node tries again by itself; see whether the registry answers.",
    finalAfter: answer?.finalAfter,
  };
}

/** The failure itself: while a node waits for its next try it may say only that it does. */
function failureOf(message: string, image: string, events: readonly Event[]): string {
  if (/failed|err/i.test(message.replaceAll(image, ""))) return message;
  const failed = events.find(({ message }) => message.includes("Failed to pull"));
  return failed?.message ?? message;
}

/** The last part of a message, which says why; what comes before says what was tried. */
function shortened(message: string): string {
  const why = (message.split('": ').at(-1) ?? message).trim();
  return why.length > longest ? `…${why.slice(-longest)}` : why;
}
