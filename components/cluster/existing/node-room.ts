import type { V1Node, V1Pod } from "@kubernetes/client-node";
import type { Resources } from "../../sizing/resources";
import { cpuMillisOf, quantityValue } from "../../units/quantity";

/** What a node allocates to pods, and what of it nobody has asked for. */
export interface NodeCapacity {
  readonly node: string;
  readonly allocatable: Resources;
  readonly free: Resources;
}

/**
 * What is left on a node beside the pods that are there already.
 *
 * The pods of the stack itself do not count: after an `up` they have what was free before it.
 *
 * @param own namespaces of the stack.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/: what counts is requests, not use.
 */
export function nodeRoom(
  { metadata, status }: V1Node,
  pods: readonly V1Pod[],
  own: readonly string[],
): NodeCapacity {
  const node = metadata?.name ?? "";
  const allocatable = resourcesOf(status?.allocatable);
  const asked = pods
    .filter((pod) => pod.spec?.nodeName === node && !own.includes(pod.metadata?.namespace ?? ""))
    .filter((pod) => !["Succeeded", "Failed"].includes(pod.status?.phase ?? ""))
    .flatMap((pod) => pod.spec?.containers ?? [])
    .map((container) => resourcesOf(container.resources?.requests));
  const free = asked.reduce<Resources>(
    (left, { cpuMillis, memoryMiB }) => ({
      cpuMillis: left.cpuMillis - cpuMillis,
      memoryMiB: left.memoryMiB - memoryMiB,
    }),
    allocatable,
  );
  return { node, allocatable, free };
}

function resourcesOf(list: Record<string, string> = {}): Resources {
  const memory = quantityValue(list.memory ?? "0") ?? 0;
  return { cpuMillis: cpuMillisOf(list.cpu ?? "0") ?? 0, memoryMiB: Math.floor(memory / 2 ** 20) };
}
