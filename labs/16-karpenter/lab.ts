import { answered, defineLab, done, type Fault, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { eventsOfLab, failedRun, jobNamespace, jobSteps } from "../support/jobs";
import type { Pod } from "../support/objects";
import { answers, pool } from "./answers";
import { claimsOf, folder, job, noClaim } from "./nodes";

async function launched(world: LabWorld): Promise<Finding> {
  const [names, started] = await Promise.all([claimsOf(world), eventsOfLab(world, "Started")]);
  if (names.length === 0) return notYet(noClaim);
  if (!started.some(({ involvedObject }) => involvedObject.name === `${job}-driver`)) {
    return notYet({
      path: `nodeclaim ${names[0]}`,
      reason: { en: "has no running driver yet", "pt-BR": "ainda não tem driver rodando" },
      cure: {
        en: "Wait: a node takes half a minute here. kubectl get nodeclaims tells what each is at.",
        "pt-BR": "Espere: um nó leva meio minuto aqui. kubectl get nodeclaims diz em que ponto cada um está.",
      },
    });
  }
  return done({
    en: `Karpenter made ${names.join(", ")} for pods that waited.`,
    "pt-BR": `O Karpenter fez ${names.join(", ")} para pods que esperavam.`,
  });
}

async function limits(world: LabWorld): Promise<Finding> {
  const waiting = (await eventsOfLab(world, "FailedScheduling")).find(({ message }) =>
    message?.includes("exceed limits"),
  );
  if (waiting) {
    const { name } = waiting.involvedObject;
    return done({
      en: `${name} waited: another node would exceed the limits of its pool.`,
      "pt-BR": `${name} esperou: mais um nó passaria dos limites do pool.`,
    });
  }
  return notYet({
    path: "events of lab-16",
    reason: {
      en: "have no pod for which the limits of the pool were too small",
      "pt-BR": "não têm pod para o qual os limites do pool fossem pequenos",
    },
    cure: {
      en: `Ask for more than ${pool} may have: three pods of ${folder}/large.yaml; Karpenter says it within seconds.`,
      "pt-BR": `Peça mais do que ${pool} pode ter: três pods de ${folder}/large.yaml; o Karpenter diz em segundos.`,
    },
  });
}

async function gone(world: LabWorld): Promise<Finding> {
  const [names, all] = await Promise.all([claimsOf(world), world.cluster.list("nodeclaims")]);
  if (names.length === 0) return notYet(noClaim);
  const left = names.filter((name) => all.some(({ metadata }) => metadata.name === name));
  if (left.length === 0) {
    return done({
      en: `${names.join(", ")}: taken away, since nothing ran there.`,
      "pt-BR": `${names.join(", ")}: levados embora, já que nada rodava ali.`,
    });
  }
  return notYet({
    path: `nodeclaim ${left[0]}`,
    reason: { en: "is still there", "pt-BR": "ainda está lá" },
    cure: {
      en: "Delete the pods, let the job end, and wait somewhat longer than an empty node of the pool stays.",
      "pt-BR":
        "Apague os pods, deixe o job terminar, e espere um pouco mais do que um nó vazio do pool fica.",
    },
  });
}

/** The driver runs, and no node was made for it. */
async function fittedAlready(world: LabWorld): Promise<Fault | undefined> {
  if ((await claimsOf(world)).length > 0) return undefined;
  const driver = await world.cluster.get<Pod>("pod", `${job}-driver`, jobNamespace);
  if (!driver?.spec.nodeName || !world.newer(driver.metadata.creationTimestamp)) return undefined;
  return {
    path: `pod ${job}-driver`,
    value: driver.spec.nodeName,
    reason: {
      en: "is on a node that was there already, so that nobody had to make one",
      "pt-BR": "está num nó que já existia, e ninguém precisou fazer um",
    },
    cure: {
      en: "Delete the SparkApplication, wait until kubectl get nodeclaims lists none, and apply it again.",
      "pt-BR":
        "Apague o SparkApplication, espere kubectl get nodeclaims não listar nenhum, e aplique-o de novo.",
    },
  };
}

export default defineLab({
  title: {
    en: "Karpenter, and the Cluster Autoscaler",
    "pt-BR": "O Karpenter, e o Cluster Autoscaler",
  },
  needs: "jobs",
  karpenter: true,
  notes: ["karpenter", "zone"],
  tasks: [
    {
      id: "launched",
      title: { en: "A pod that waits gets a node", "pt-BR": "Um pod que espera recebe um nó" },
      check: launched,
      mistakes: [
        { id: "failed", found: (world) => failedRun(world, job) },
        { id: "fitted-already", found: fittedAlready },
      ],
      hints: [
        {
          en: `kubectl -n ${jobNamespace} get events shows what the scheduler and Karpenter say of a pod.`,
          "pt-BR": `kubectl -n ${jobNamespace} get events mostra o que o scheduler e o Karpenter dizem de um pod.`,
        },
      ],
    },
    {
      id: "one-zone",
      title: {
        en: "On demand for the driver, spot for executors, one zone",
        "pt-BR": "On-demand para o driver, spot para executors, uma zona",
      },
      check: answered("zone"),
      hints: [
        {
          en: "kubectl get nodeclaims -L karpenter.sh/capacity-type,topology.kubernetes.io/zone, while the job runs.",
          "pt-BR":
            "Enquanto o job roda: kubectl get nodeclaims -L karpenter.sh/capacity-type,topology.kubernetes.io/zone.",
        },
      ],
    },
    {
      id: "chosen",
      title: { en: "Which machine it chose", "pt-BR": "Que máquina ele escolheu" },
      check: answered("type"),
      hints: [
        {
          en: "kubectl get nodeclaims has a column TYPE.",
          "pt-BR": "kubectl get nodeclaims tem uma coluna TYPE.",
        },
      ],
    },
    {
      id: "limits",
      title: { en: "What a pool may not exceed", "pt-BR": "O que um pool não pode ultrapassar" },
      check: limits,
      hints: [
        {
          en: "kubectl get nodepools -o yaml has spec.limits; a pod beyond them has an event that says so.",
          "pt-BR":
            "kubectl get nodepools -o yaml tem spec.limits; um pod além deles tem um evento que diz isso.",
        },
      ],
    },
    {
      id: "stays",
      title: { en: "How long an empty node stays", "pt-BR": "Quanto fica um nó vazio" },
      check: answered("after"),
      hints: [
        {
          en: "It is .spec.disruption.consolidateAfter of the NodePool.",
          "pt-BR": "É .spec.disruption.consolidateAfter do NodePool.",
        },
      ],
    },
    {
      id: "gone",
      title: { en: "Nodes go by themselves", "pt-BR": "Os nós vão embora sozinhos" },
      check: gone,
      hints: [
        {
          en: `kubectl -n ${jobNamespace} delete pods -l lab=lab-16, then patience.`,
          "pt-BR": `kubectl -n ${jobNamespace} delete pods -l lab=lab-16, e paciência.`,
        },
      ],
    },
  ],
  answers,
  ...jobSteps,
});
