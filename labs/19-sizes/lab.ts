import { type Answer, answered, defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";
import {
  applicationOf,
  eventsOfLab,
  failedRun,
  jobNamespace,
  jobSteps,
  notCompleted,
  notMade,
  stateOf,
} from "../support/jobs";
import type { Pod } from "../support/objects";

const file = ".workshop/labs/19-sizes/size.yaml";

/** No node has as much, as the scheduler says it of nodes that are there, and Karpenter of those that it could launch. */
const tooMuch = /Insufficient cpu|no instance type has enough resources/;

async function tooLarge(world: LabWorld): Promise<Finding> {
  const name = "lab-19-large";
  const events = await eventsOfLab(world, "FailedScheduling");
  const waited = events.find(
    ({ involvedObject, message }) =>
      involvedObject.name.startsWith(`${name}-`) && tooMuch.test(message ?? ""),
  );
  if (waited) {
    return done({
      en: `${waited.involvedObject.name} found no node that has as much.`,
      "pt-BR": `${waited.involvedObject.name} não achou nó que tenha tanto.`,
    });
  }
  const application = await applicationOf(world, name);
  if (!application) return notYet(notMade(name, file));
  return notYet({
    path: `executors of ${name}`,
    value: stateOf(application),
    reason: { en: "have not waited for CPUs", "pt-BR": "não esperaram por CPUs" },
    cure: {
      en: "Ask for more CPUs in coreRequest than any node has to give, and wait until the driver has asked for its executor.",
      "pt-BR":
        "Peça em coreRequest mais CPUs do que qualquer nó tem para dar, e espere até o driver pedir o executor.",
    },
  });
}

async function together(world: LabWorld): Promise<Finding> {
  const name = "lab-19-two";
  const application = await applicationOf(world, name);
  if (!application) return notYet(notMade(name, file));
  const state = stateOf(application);
  if (state !== "COMPLETED") return notYet(notCompleted(name, state));
  const scheduled = (await eventsOfLab(world, "Scheduled")).filter(({ involvedObject }) =>
    new RegExp(`^${name}-.*exec-\\d+$`).test(involvedObject.name),
  );
  const nodes = scheduled.map(({ message }) => / to (\S+)$/.exec(message ?? "")?.[1] ?? "");
  const shared = nodes.find((node, i) => nodes.indexOf(node) < i);
  if (shared) {
    return done({
      en: `Both executors were on ${shared}.`,
      "pt-BR": `Os dois executors estavam em ${shared}.`,
    });
  }
  return notYet({
    path: `executors of ${name}`,
    value: nodes,
    reason: { en: "did not share a node", "pt-BR": "não dividiram um nó" },
    cure: {
      en: "Let two executors ask for so little that both fit, delete the SparkApplication, and apply it again.",
      "pt-BR":
        "Deixe dois executors pedirem tão pouco que ambos caibam, apague o SparkApplication, e aplique-o de novo.",
    },
  });
}

const answers: Readonly<Record<string, Answer>> = {
  memory: {
    question: {
      en: "How much memory, in MiB, does an executor of lab-19-two ask for?",
      "pt-BR": "Quanta memória, em MiB, um executor de lab-19-two pede?",
    },
    async truth({ cluster, newer }) {
      const pods = await cluster.list<Pod>("pods", {
        namespace: jobNamespace,
        labels: "sparkoperator.k8s.io/app-name=lab-19-two,spark-role=executor",
      });
      const pod = pods.find(({ metadata }) => newer(metadata.creationTimestamp));
      const asks = pod?.spec.containers[0]?.resources?.requests?.memory;
      return asks ? asks.replace(/Mi$/, "") : missing("executors of lab-19-two", whileItRuns);
    },
    equals: (given, truth) => given.trim().replace(/Mi$/, "") === truth,
    mistakes: [
      {
        id: "heap-alone",
        when: (given) => /^512/.test(given.trim()),
        reason: {
          en: "is the JVM's heap alone; what is beside it comes on top",
          "pt-BR": "é só o heap da JVM; o que fica ao lado vem por cima",
        },
      },
    ],
  },
  slots: {
    question: {
      en: "How many tasks of lab-19-two run at once?",
      "pt-BR": "Quantas tarefas de lab-19-two rodam ao mesmo tempo?",
    },
    async truth({ cluster }) {
      const said = await cluster.ask("logs", "lab-19-two-driver", "--namespace", jobNamespace);
      const slots = /^tasks at once: (\d+)$/m.exec(said ?? "")?.[1];
      return slots ?? missing("log of lab-19-two-driver: tasks at once", whileItRuns);
    },
    mistakes: [
      {
        id: "one-an-executor",
        when: (given) => given.trim() === "2",
        reason: {
          en: "is the number of executors, each of which has two cores",
          "pt-BR": "é o número de executors, e cada um tem dois cores",
        },
      },
    ],
  },
};

/** What to do where the job has nothing to say yet, or any more. */
const whileItRuns = {
  en: "Run the job lab-19-two, and ask while its executors are there.",
  "pt-BR": "Rode o job lab-19-two, e pergunte enquanto os executors existem.",
};

export default defineLab({
  title: { en: "How large an executor is", "pt-BR": "O tamanho de um executor" },
  needs: "jobs",
  notes: ["allocatable"],
  tasks: [
    {
      id: "too-large",
      title: { en: "An executor that no node holds", "pt-BR": "Um executor que não cabe em nó algum" },
      check: tooLarge,
      mistakes: [{ id: "large-failed", found: (world) => failedRun(world, "lab-19-large") }],
      hints: [
        {
          en: `kubectl -n ${jobNamespace} get events --field-selector reason=FailedScheduling`,
          "pt-BR": `Veja: kubectl -n ${jobNamespace} get events --field-selector reason=FailedScheduling`,
        },
      ],
    },
    {
      id: "overhead",
      title: { en: "What comes on top of the heap", "pt-BR": "O que vem por cima do heap" },
      check: answered("memory"),
      hints: [
        {
          en: "It is .spec.containers[0].resources.requests.memory of the executor's pod.",
          "pt-BR": "É .spec.containers[0].resources.requests.memory do pod do executor.",
        },
      ],
    },
    {
      id: "cores",
      title: { en: "Cores are not CPUs", "pt-BR": "Cores não são CPUs" },
      check: answered("slots"),
      hints: [
        {
          en: "The driver's log says it: tasks at once.",
          "pt-BR": "O log do driver diz: tasks at once.",
        },
      ],
    },
    {
      id: "together",
      title: { en: "Two that share a node", "pt-BR": "Dois que dividem um nó" },
      check: together,
      mistakes: [{ id: "two-failed", found: (world) => failedRun(world, "lab-19-two") }],
      hints: [
        {
          en: "kubectl describe node says how much of its allocatable is asked for already.",
          "pt-BR": "kubectl describe node diz quanto do allocatable já foi pedido.",
        },
      ],
    },
  ],
  answers,
  ...jobSteps,
});
