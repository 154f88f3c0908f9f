import type { Fault } from "../../cli/lab/define";
import { same, type Words } from "../../cli/lab/language";
import type { LabWorld } from "../../cli/lab/world";
import type { Pod } from "./objects";

/** Nothing of that name is there, or only what is older than the lab's start. */
export function missing(path: string, cure: Words): Fault {
  return { path, reason: { en: "is not there yet", "pt-BR": "ainda não existe" }, cure };
}

/**
 * The first pod of the lab whose container cannot start, as a fault: an image that is not there is the usual reason.
 *
 * @param labels of the pods. @default all of the lab's
 */
export async function stuckPod({ cluster }: LabWorld, labels?: string): Promise<Fault | undefined> {
  for (const pod of await cluster.list<Pod>("pods", { labels })) {
    const waiting = pod.status.containerStatuses?.find(({ state }) => state.waiting)?.state.waiting;
    if (!waiting?.reason || waiting.reason === "ContainerCreating") continue;
    const pulls = /Image/.test(waiting.reason);
    return {
      path: `pod ${pod.metadata.name}`,
      value: pulls ? pod.spec.containers[0]?.image : waiting.message,
      reason: same(waiting.reason),
      cure: pulls
        ? {
            en: "Use the image that the lab's files name: the nodes have it already.",
            "pt-BR": "Use a imagem que os arquivos do lab dizem: os nós já a têm.",
          }
        : {
            en: `Read kubectl -n ${pod.metadata.namespace} describe pod ${pod.metadata.name}, its last lines first.`,
            "pt-BR": `Leia kubectl -n ${pod.metadata.namespace} describe pod ${pod.metadata.name}, as últimas linhas primeiro.`,
          },
    };
  }
  return undefined;
}
