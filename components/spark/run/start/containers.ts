import { imageTrouble } from "./image";
import { type ContainerStatus, dateOf, type Event, firstSaid, firstSeen, type Pod } from "./objects";
import type { Trouble } from "./problem";

/** Seconds for a Secret, ConfigMap or account that the same update may be creating. */
export const comingWithin = 20;

/** Why containers of a pod do not start, by what the kubelet says of them. */
export function containerTroubles(pod: Pod, events: readonly Event[]): Trouble[] {
  const { initContainerStatuses, containerStatuses } = pod.status;
  return [...initContainerStatuses, ...containerStatuses].flatMap((status) => {
    const trouble = containerTrouble(pod, status, events);
    return trouble ? [trouble] : [];
  });
}

function containerTrouble(pod: Pod, status: ContainerStatus, events: readonly Event[]): Trouble | undefined {
  const { reason = "", message = "" } = status.state.waiting ?? {};
  const about = `pod ${pod.metadata.name}, container ${status.name}`;
  switch (reason) {
    case "ErrImagePull":
    case "ImagePullBackOff":
    case "ErrImageNeverPull":
    case "InvalidImageName":
      return imageTrouble(about, imageOf(pod, status), reason, message, { pod, events });
    case "CreateContainerConfigError":
      return { about, since: firstSaid(pod, events, "Failed"), ...configTrouble(message) };
    case "CreateContainerError":
    case "RunContainerError":
      return {
        about,
        since: firstSaid(pod, events, "Failed"),
        reason: `the container cannot be created: ${message}`,
        cure: "Look at the command and the image of this container.",
        finalAfter: comingWithin,
      };
    case "CrashLoopBackOff":
      return {
        about,
        since: firstSaid(pod, events, "BackOff"),
        reason: `the container ends again and again: ${message}`,
        cure: `See kubectl -n ${pod.metadata.namespace} logs ${pod.metadata.name} -c ${status.name} --previous.`,
        finalAfter: undefined,
      };
    default:
      return undefined;
  }
}

/**
 * @see `makeEnvironmentVariables` in pkg/kubelet/kubelet_pods.go and `verifyRunAsNonRoot` in
 * pkg/kubelet/kuberuntime/security_context.go of Kubernetes 1.34
 */
function configTrouble(message: string): Pick<Trouble, "reason" | "cure" | "finalAfter"> {
  const root = /runAsNonRoot/.test(message);
  return (
    missingObject(message) ?? {
      reason: `the container cannot be set up: ${message}`,
      cure: root
        ? "Give the image a user by number (USER 185), or set runAsUser in the container's securityContext."
        : "Look at the container's environment and security context.",
      finalAfter: root ? 0 : comingWithin,
    }
  );
}

/** A Secret or ConfigMap that is missing, or a key of it, in a message of the kubelet; nothing where it speaks of something else. */
export function missingObject(message: string): Pick<Trouble, "reason" | "cure" | "finalAfter"> | undefined {
  const [, kind, name] = /\b(secret|configmap) "([^"]+)" not found/i.exec(message) ?? [];
  if (kind && name) {
    const what = kind.toLowerCase() === "secret" ? "Secret" : "ConfigMap";
    return {
      reason: `the ${what} "${name}" is missing`,
      cure: `Create it in the job's namespace, or take it out of the job.`,
      finalAfter: comingWithin,
    };
  }
  const [, key, where, whose] =
    /couldn't find key (\S+) in (Secret|ConfigMap) \S+?\/(\S+)/.exec(message) ?? [];
  const lost = /references non-existent (secret|config) key: (\S+)/.exec(message);
  if (!key && !lost) return undefined;
  const kindOfKey = where ?? (lost?.[1] === "secret" ? "Secret" : "ConfigMap");
  return {
    reason: `the ${kindOfKey}${whose ? ` "${whose.replace(/[,;.]$/, "")}"` : ""} has no key "${(key ?? lost?.[2] ?? "").replace(/[,;.]$/, "")}"`,
    cure: "Name a key that it has, or add the key to it.",
    finalAfter: comingWithin,
  };
}

/** Volumes that cannot be mounted, as long as no container of the pod runs: an older event may be over. */
export function mountTroubles(pod: Pod, events: readonly Event[]): Trouble[] {
  const waits = pod.status.containerStatuses.some(({ state }) => state.waiting !== undefined);
  if (!waits) return [];
  const troubles = new Map<string, Trouble>();
  for (const event of events) {
    if (!["FailedMount", "FailedAttachVolume"].includes(event.reason) || isSparks(event.message)) continue;
    const volume = /for volume "([^"]+)"/.exec(event.message)?.[1];
    const about = `pod ${pod.metadata.name}${volume ? `, volume ${volume}` : ""}`;
    const since = firstSeen(event) ?? dateOf(pod.metadata.creationTimestamp) ?? new Date(0);
    const known = missingObject(event.message) ?? {
      reason: `the volume cannot be mounted: ${event.message}`,
      cure: "Look at the volume's definition, and at what it names.",
      finalAfter: undefined,
    };
    if (!troubles.has(about)) troubles.set(about, { about, since, ...known });
  }
  return [...troubles.values()];
}

/** ConfigMaps that Spark creates after the pod that mounts them: the kubelet's first look often comes before. */
export function isSparks(message: string): boolean {
  return /"(spark-(drv|exec)-[0-9a-f]+-conf-map|[^"]+-driver-podspec-conf-map)" not found/.test(message);
}

function imageOf(pod: Pod, { name, image }: ContainerStatus): string {
  return pod.spec.containers.find((container) => container.name === name)?.image || image;
}
