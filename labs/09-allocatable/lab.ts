import { answered, defineLab, done, type Fault, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { cpuMillisOf } from "../../components/units/quantity";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import type { Node, Pod } from "../support/objects";

/** Of what is free on a node the largest pod takes at least so much. */
const largest = 0.9;

/** CPU that a pod's containers ask for, in millicores. */
function asks({ spec }: Pod): number {
  return spec.containers.reduce(
    (sum, { resources }) => sum + (cpuMillisOf(resources?.requests?.cpu ?? "0") ?? 0),
    0,
  );
}

async function tooLarge({ cluster, newer }: LabWorld): Promise<Finding> {
  const pods = (await cluster.list<Pod>("pods")).filter(({ metadata }) => newer(metadata.creationTimestamp));
  const waits = pods.find(({ status }) =>
    status.conditions?.some(
      ({ type, status: is, message }) =>
        type === "PodScheduled" && is === "False" && message?.includes("Insufficient cpu"),
    ),
  );
  if (!waits) {
    return notYet({
      path: "pods of lab-09",
      reason: { en: "none waits for CPU that no node has", "pt-BR": "nenhum espera CPU que nenhum nó tem" },
      cure: {
        en: "Ask for as many CPUs as the instance has: 2.",
        "pt-BR": "Peça tantas CPUs quantas a instância tem: 2.",
      },
    });
  }
  const { name } = waits.metadata;
  return done({
    en: `${name} asks for ${asks(waits)}m and waits.`,
    "pt-BR": `${name} pede ${asks(waits)}m e espera.`,
  });
}

/** The node that the pod `small` is on. */
async function nodeOf({ cluster }: LabWorld): Promise<Node | Fault> {
  const small = await cluster.get<Pod>("pod", "small");
  const node = small?.spec.nodeName ? await cluster.get<Node>("node", small.spec.nodeName) : undefined;
  return (
    node ??
    missing("pod small", {
      en: "Make it: kubectl apply -f .workshop/labs/09-allocatable/small.yaml.",
      "pt-BR": "Crie-o: kubectl apply -f .workshop/labs/09-allocatable/small.yaml.",
    })
  );
}

async function fits(world: LabWorld): Promise<Finding> {
  const node = await nodeOf(world);
  if (!("metadata" in node)) return notYet(node);
  const { name } = node.metadata;
  const pods = await world.cluster.list<Pod>("pods", { namespace: "*", fields: `spec.nodeName=${name}` });
  const own = pods.filter(
    ({ metadata, status }) =>
      metadata.namespace === world.name &&
      world.newer(metadata.creationTimestamp) &&
      status.phase !== "Failed",
  );
  const ended = ({ status }: Pod) => status.phase === "Succeeded" || status.phase === "Failed";
  const others = pods
    .filter((pod) => !own.includes(pod) && !ended(pod))
    .reduce((sum, pod) => sum + asks(pod), 0);
  const free = (cpuMillisOf(node.status.allocatable.cpu ?? "0") ?? 0) - others;
  const most = Math.max(0, ...own.map(asks));
  if (most >= free * largest) {
    return done({
      en: `A pod of ${most}m ran where ${free}m were free.`,
      "pt-BR": `Um pod de ${most}m rodou onde havia ${free}m livres.`,
    });
  }
  return notYet({
    path: `pods of lab-09 on node ${name}`,
    value: `${most}m`,
    reason: {
      en: `ask for less than the ${free}m that are free there`,
      "pt-BR": `pedem menos que os ${free}m livres ali`,
    },
    cure: {
      en: "Subtract from its allocatable CPU what its pods request, in all namespaces, and ask for that.",
      "pt-BR": "Subtraia da CPU allocatable o que os pods dele pedem, em todos os namespaces, e peça isso.",
    },
  });
}

export default defineLab({
  title: {
    en: "Allocatable: why two CPUs are not two",
    "pt-BR": "Allocatable: por que duas CPUs não são duas",
  },
  needs: "cluster",
  halfDay: true,
  notes: ["allocatable"],
  tasks: [
    {
      id: "look",
      title: { en: "What a node has to give", "pt-BR": "O que um nó tem para dar" },
      check: answered("cpu"),
      hints: [
        {
          en: "kubectl describe node NODE has a part Allocatable, below Capacity.",
          "pt-BR": "kubectl describe node NÓ tem uma parte Allocatable, abaixo de Capacity.",
        },
      ],
    },
    {
      id: "too-large",
      title: { en: "A pod that no node can take", "pt-BR": "Um pod que nenhum nó pode receber" },
      check: tooLarge,
      mistakes: [{ id: "stuck", found: (world) => stuckPod(world) }],
      hints: [
        {
          en: "kubectl -n lab-09 describe pod NAME ends with what the scheduler says.",
          "pt-BR": "kubectl -n lab-09 describe pod NOME termina com o que o scheduler diz.",
        },
      ],
    },
    {
      id: "fits",
      title: { en: "The largest pod that fits", "pt-BR": "O maior pod que cabe" },
      check: fits,
      mistakes: [
        {
          id: "forgot-requests",
          async found(world) {
            const node = await nodeOf(world);
            if (!("metadata" in node)) return undefined;
            const all = cpuMillisOf(node.status.allocatable.cpu ?? "0") ?? 0;
            const pods = await world.cluster.list<Pod>("pods");
            const whole = pods.find((pod) => pod.status.phase === "Pending" && asks(pod) === all);
            if (!whole) return undefined;
            return {
              path: `pod ${whole.metadata.name}`,
              value: `${all}m`,
              reason: {
                en: "asks for all that is allocatable, of which other pods have a part",
                "pt-BR": "pede tudo o que é allocatable, de que outros pods têm uma parte",
              },
              cure: {
                en: "Subtract their requests; Non-terminated Pods in kubectl describe node lists them.",
                "pt-BR": "Subtraia os requests deles; Non-terminated Pods em kubectl describe node os lista.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "kubectl describe node NODE ends with what is requested of it, as a sum.",
          "pt-BR": "kubectl describe node NÓ termina com o que se pede dele, em soma.",
        },
      ],
    },
  ],
  answers: {
    cpu: {
      question: {
        en: "What is the allocatable CPU of the node of pod small?",
        "pt-BR": "Qual é a CPU allocatable do nó do pod small?",
      },
      async truth(world) {
        const node = await nodeOf(world);
        return "metadata" in node ? (node.status.allocatable.cpu ?? "") : node;
      },
      equals: (given, truth) => cpuMillisOf(given.trim()) === cpuMillisOf(truth),
      mistakes: [
        {
          id: "capacity",
          when: (given, truth) => (cpuMillisOf(given.trim()) ?? 0) > (cpuMillisOf(truth) ?? 0),
          reason: {
            en: "is more: capacity is what the machine has, allocatable what pods may have",
            "pt-BR": "é mais: capacity é o que a máquina tem, allocatable o que pods podem ter",
          },
        },
      ],
    },
  },
  ...namespaceSteps,
});
