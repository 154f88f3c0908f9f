import { defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import { type ApiEvent, type Deployment, type Pod, type ReplicaSet, seenAt } from "../support/objects";

const replicas = 3;
const revisionOf = "deployment.kubernetes.io/revision";
const folder = ".workshop/labs/05-pods-to-deployments";

/** Names of what an event of a kind and a reason was about, since the lab began. */
async function namedIn({ cluster, newer }: LabWorld, kind: string, reason: string): Promise<string[]> {
  const events = await cluster.list<ApiEvent>("events", { fields: `reason=${reason}` });
  return events
    .filter((event) => event.involvedObject.kind === kind && newer(seenAt(event)))
    .map(({ involvedObject }) => involvedObject.name);
}

async function alone(world: LabWorld): Promise<Finding> {
  const path = "pod alone";
  const [pod, killed] = await Promise.all([
    world.cluster.get<Pod>("pod", "alone"),
    namedIn(world, "Pod", "Killing"),
  ]);
  if (pod) {
    return notYet({
      path,
      value: pod.status.phase,
      reason: { en: "is there", "pt-BR": "está lá" },
      cure: {
        en: "Once it runs, delete it: kubectl -n lab-05 delete pod alone.",
        "pt-BR": "Quando rodar, apague-o: kubectl -n lab-05 delete pod alone.",
      },
    });
  }
  if (!killed.includes("alone")) {
    return notYet({
      path,
      reason: { en: "has not run in this lab", "pt-BR": "não rodou neste lab" },
      cure: {
        en: `Make it, let it run, then delete it: kubectl apply -f ${folder}/alone.yaml.`,
        "pt-BR": `Crie-o, deixe-o rodar, depois apague-o: kubectl apply -f ${folder}/alone.yaml.`,
      },
    });
  }
  return done({
    en: "It ran, it was deleted, and nobody has made it anew.",
    "pt-BR": "Ele rodou, foi apagado, e ninguém o refez.",
  });
}

async function deployment({ cluster, newer }: LabWorld): Promise<Finding> {
  const web = await cluster.get<Deployment>("deployment", "web");
  if (!web || !newer(web.metadata.creationTimestamp)) {
    return notYet(
      missing("deployment web", {
        en: `Make it: kubectl apply -f ${folder}/web.yaml.`,
        "pt-BR": `Crie-o: kubectl apply -f ${folder}/web.yaml.`,
      }),
    );
  }
  const available = web.status.availableReplicas ?? 0;
  if (web.spec.replicas === replicas && available === replicas) {
    return done({ en: `${available} pods are available.`, "pt-BR": `${available} pods estão disponíveis.` });
  }
  return notYet({
    path: "deployment web .status.availableReplicas",
    value: available,
    reason: { en: `is not ${replicas}`, "pt-BR": `não é ${replicas}` },
    cure: {
      en: "Wait for it: kubectl -n lab-05 rollout status deployment/web.",
      "pt-BR": "Espere: kubectl -n lab-05 rollout status deployment/web.",
    },
  });
}

async function replaced(world: LabWorld): Promise<Finding> {
  const [killed, events] = await Promise.all([
    namedIn(world, "Pod", "Killing"),
    world.cluster.list<ApiEvent>("events", { fields: "reason=SuccessfulDelete" }),
  ]);
  // What a ReplicaSet deletes, by a rollout or when it is scaled down, it says itself.
  const byReplicaSets = events.map(({ message }) => /Deleted pod: (\S+)/.exec(message ?? "")?.[1]);
  const byHand = killed.find((name) => name.startsWith("web-") && !byReplicaSets.includes(name));
  if (!byHand) {
    return notYet({
      path: "pods of deployment web",
      reason: { en: "none was deleted by you", "pt-BR": "nenhum foi apagado por você" },
      cure: {
        en: "Delete one of the three by its name; kubectl -n lab-05 get pods -l app=web lists them.",
        "pt-BR": "Apague um dos três pelo nome; kubectl -n lab-05 get pods -l app=web os lista.",
      },
    });
  }
  return done({
    en: `${byHand} was deleted, and its ReplicaSet has made another.`,
    "pt-BR": `${byHand} foi apagado, e seu ReplicaSet fez outro.`,
  });
}

async function undone({ cluster, newer }: LabWorld): Promise<Finding> {
  const web = await cluster.get<Deployment>("deployment", "web");
  const sets = (await cluster.list<ReplicaSet>("replicasets", { labels: "app=web" }))
    .filter(({ metadata }) => newer(metadata.creationTimestamp))
    .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
  const revision = Number(web?.metadata.annotations?.[revisionOf] ?? 0);
  const path = `deployment web ${revisionOf}`;
  if (revision < 2 || sets.length < 2) {
    return notYet({
      path,
      value: revision,
      reason: { en: "is that of the first version", "pt-BR": "é a da primeira versão" },
      cure: {
        en: "Make a second one: kubectl -n lab-05 set env deployment/web VERSION=2.",
        "pt-BR": "Faça uma segunda: kubectl -n lab-05 set env deployment/web VERSION=2.",
      },
    });
  }
  const current = sets.filter(({ spec }) => spec.replicas > 0);
  const first = sets[0];
  if (revision < 3 || current.length !== 1 || current[0] !== first) {
    return notYet({
      path,
      value: revision,
      reason: { en: "does not run the first version alone", "pt-BR": "não roda só a primeira versão" },
      cure: {
        en: "Go back and wait: kubectl -n lab-05 rollout undo deployment/web.",
        "pt-BR": "Volte e espere: kubectl -n lab-05 rollout undo deployment/web.",
      },
    });
  }
  return done({
    en: `Revision ${revision} runs ${first?.metadata.name}, the first of ${sets.length} ReplicaSets.`,
    "pt-BR": `A revisão ${revision} roda ${first?.metadata.name}, o primeiro de ${sets.length} ReplicaSets.`,
  });
}

export default defineLab({
  title: { en: "Pod, ReplicaSet, Deployment", "pt-BR": "Pod, ReplicaSet e Deployment" },
  needs: "cluster",
  halfDay: true,
  notes: ["workloads"],
  tasks: [
    {
      id: "alone",
      title: { en: "A pod alone does not come back", "pt-BR": "Um pod sozinho não volta" },
      check: alone,
      mistakes: [{ id: "alone-stuck", found: (world) => stuckPod(world) }],
      hints: [
        {
          en: "Events of the namespace tell what ran: kubectl -n lab-05 get events.",
          "pt-BR": "Os eventos do namespace dizem o que rodou: kubectl -n lab-05 get events.",
        },
      ],
    },
    {
      id: "deployment",
      title: { en: "Three pods by a Deployment", "pt-BR": "Três pods por um Deployment" },
      check: deployment,
      mistakes: [{ id: "web-stuck", found: (world) => stuckPod(world, "app=web") }],
      hints: [
        {
          en: "kubectl -n lab-05 describe deployment web ends with what it has done.",
          "pt-BR": "kubectl -n lab-05 describe deployment web termina com o que ele fez.",
        },
      ],
    },
    {
      id: "replaced",
      title: { en: "A pod of a ReplicaSet is replaced", "pt-BR": "Um pod de um ReplicaSet é reposto" },
      check: replaced,
      mistakes: [
        {
          id: "scaled",
          async found({ cluster }) {
            const web = await cluster.get<Deployment>("deployment", "web");
            if (!web || web.spec.replicas >= replicas) return undefined;
            return {
              path: "deployment web .spec.replicas",
              value: web.spec.replicas,
              reason: {
                en: "was lowered: fewer are wanted, so that none is replaced",
                "pt-BR": "foi reduzido: menos são desejados, e nenhum é reposto",
              },
              cure: {
                en: "kubectl -n lab-05 scale deployment web --replicas=3, then delete a pod.",
                "pt-BR": "kubectl -n lab-05 scale deployment web --replicas=3, depois apague um pod.",
              },
            };
          },
        },
      ],
      hints: [{ en: "kubectl -n lab-05 delete pod NAME", "pt-BR": "kubectl -n lab-05 delete pod NOME" }],
    },
    {
      id: "undone",
      title: {
        en: "A second version, and back to the first",
        "pt-BR": "Uma segunda versão, e de volta à primeira",
      },
      check: undone,
      hints: [
        {
          en: "kubectl -n lab-05 rollout history deployment/web shows the revisions.",
          "pt-BR": "kubectl -n lab-05 rollout history deployment/web mostra as revisões.",
        },
      ],
    },
  ],
  ...namespaceSteps,
});
