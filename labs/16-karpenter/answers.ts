import type { ApiObject } from "../../cli/lab/cluster-view";
import type { Answer } from "../../cli/lab/define";
import { missing } from "../support/faults";
import { typesOfExecutors, zoneOfJob } from "./nodes";

/** The pool whose limits and whose patience the lab looks at. */
export const pool = "drivers";

interface NodePool extends ApiObject {
  readonly spec: { readonly disruption: { readonly consolidateAfter: string } };
}

/** What the lab asks for. */
export const answers: Readonly<Record<string, Answer>> = {
  zone: {
    question: {
      en: "In which zone are the nodes of driver and executors?",
      "pt-BR": "Em que zona estão os nós do driver e dos executors?",
    },
    truth: zoneOfJob,
  },
  type: {
    question: {
      en: "Which instance type did Karpenter choose for the executors?",
      "pt-BR": "Que tipo de instância o Karpenter escolheu para os executors?",
    },
    truth: typesOfExecutors,
    equals: (given, truth) => truth.split(" ").includes(given.trim().split(/\s+/)[0] ?? ""),
    mistakes: [
      {
        id: "name-of-the-claim",
        when: (given) => /^(drivers|executors)/.test(given.trim()),
        reason: {
          en: "is the name of a NodeClaim or of its pool",
          "pt-BR": "é o nome de um NodeClaim ou do seu pool",
        },
      },
    ],
  },
  after: {
    question: {
      en: `How long does an empty node of the pool ${pool} stay?`,
      "pt-BR": `Quanto tempo fica um nó vazio do pool ${pool}?`,
    },
    async truth({ cluster }) {
      const found = await cluster.get<NodePool>("nodepool", pool);
      return (
        found?.spec.disruption.consolidateAfter ??
        missing(`nodepool ${pool}`, { en: "./workshop up brings it.", "pt-BR": "./workshop up o traz." })
      );
    },
    equals: (given, truth) => secondsOf(given) === secondsOf(truth),
    mistakes: [
      {
        id: "of-the-autoscaler",
        when: (given) => secondsOf(given) === 600,
        reason: {
          en: "is how long the Cluster Autoscaler leaves one",
          "pt-BR": "é quanto o Cluster Autoscaler o deixa",
        },
      },
    ],
  },
};

/** `1m5s` and `65` are the same. */
function secondsOf(text: string): number {
  const [, minutes = 0, seconds = 0] = /^(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text.trim()) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
