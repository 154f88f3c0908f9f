import { defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { nodeLabels } from "../../components/cluster/node-group";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import { type ApiEvent, isReady, type Node, type Pod, seenAt } from "../support/objects";

const folder = ".workshop/labs/10-placement";
/** The zone that executors of this lab want, and the one that no node is in. */
const zones = { theirs: "local-a", nowhere: "local-c" };

/** Whether the scheduler has found no node for a pod since the lab began. */
async function waited({ cluster, newer }: LabWorld, name: string): Promise<boolean> {
  const events = await cluster.list<ApiEvent>("events", { fields: "reason=FailedScheduling" });
  return events.some((event) => event.involvedObject.name === name && newer(seenAt(event)));
}

async function podOf({ cluster, newer }: LabWorld, name: string): Promise<Pod | undefined> {
  const pod = await cluster.get<Pod>("pod", name);
  return pod && newer(pod.metadata.creationTimestamp) ? pod : undefined;
}

function apply(name: string) {
  return missing(`pod ${name}`, {
    en: `Make it: kubectl apply -f ${folder}/${name}.yaml.`,
    "pt-BR": `Crie-o: kubectl apply -f ${folder}/${name}.yaml.`,
  });
}

async function refused(world: LabWorld): Promise<Finding> {
  const pod = await podOf(world, "executor");
  if (!pod) return notYet(apply("executor"));
  if (await waited(world, "executor")) {
    return done({
      en: "The scheduler found no node whose taints the pod tolerated.",
      "pt-BR": "O scheduler não achou nó cujos taints o pod tolerasse.",
    });
  }
  return notYet({
    path: "pod executor",
    value: pod.status.phase,
    reason: { en: "was never without a node", "pt-BR": "nunca ficou sem nó" },
    cure: {
      en: `Delete it and make it without tolerations: kubectl apply -f ${folder}/executor.yaml.`,
      "pt-BR": `Apague-o e faça-o sem tolerations: kubectl apply -f ${folder}/executor.yaml.`,
    },
  });
}

async function spot(world: LabWorld): Promise<Finding> {
  const pod = await podOf(world, "executor");
  if (!pod) return notYet(apply("executor"));
  const node = pod.spec.nodeName ? await world.cluster.get<Node>("node", pod.spec.nodeName) : undefined;
  if (!node || !isReady(pod)) {
    return notYet({
      path: "pod executor",
      value: pod.status.phase,
      reason: { en: "does not run on a spot node yet", "pt-BR": "ainda não roda num nó spot" },
      cure: {
        en: "Let it tolerate spark-role=executor:NoSchedule, and wait until it is Ready.",
        "pt-BR": "Deixe-o tolerar spark-role=executor:NoSchedule, e espere até ficar Ready.",
      },
    });
  }
  const { [nodeLabels.capacityType]: capacity, [nodeLabels.zone]: zone } = node.metadata.labels ?? {};
  if (capacity === "spot" && zone === zones.theirs) {
    const { name } = node.metadata;
    return done({
      en: `It runs on ${name}: ${capacity}, ${zone}.`,
      "pt-BR": `Ele roda em ${name}: ${capacity}, ${zone}.`,
    });
  }
  return notYet({
    path: `node ${node.metadata.name}`,
    value: `${capacity ?? "no capacity type"}, ${zone}`,
    reason: { en: `is not spot in ${zones.theirs}`, "pt-BR": `não é spot em ${zones.theirs}` },
    cure: {
      en: `Delete the pod and make it with its nodeSelector: kubectl apply -f ${folder}/executor.yaml.`,
      "pt-BR": `Apague o pod e faça-o com seu nodeSelector: kubectl apply -f ${folder}/executor.yaml.`,
    },
  });
}

async function affinity(world: LabWorld): Promise<Finding> {
  const [required, preferred] = await Promise.all([podOf(world, "required"), podOf(world, "preferred")]);
  if (!required) return notYet(apply("required"));
  if (!preferred) return notYet(apply("preferred"));
  if (!isReady(preferred) || !(await waited(world, "required"))) {
    return notYet({
      path: "pods required, preferred",
      value: `${required.status.phase}, ${preferred.status.phase}`,
      reason: {
        en: "are not yet: the one without a node, the other Ready",
        "pt-BR": "ainda não estão: um sem nó, o outro Ready",
      },
      cure: {
        en: "Wait a moment; kubectl -n lab-10 describe pod NAME tells what each is at.",
        "pt-BR": "Espere um momento; kubectl -n lab-10 describe pod NOME diz em que ponto cada um está.",
      },
    });
  }
  return done({
    en: `The one that requires ${zones.nowhere} waits, the one that prefers it runs on ${preferred.spec.nodeName}.`,
    "pt-BR": `O que exige ${zones.nowhere} espera, o que a prefere roda em ${preferred.spec.nodeName}.`,
  });
}

export default defineLab({
  title: { en: "Node affinity, taints, one zone", "pt-BR": "Afinidade de nó, taints, uma só zona" },
  needs: "cluster",
  halfDay: true,
  notes: ["affinity", "zone"],
  tasks: [
    {
      id: "refused",
      title: { en: "A taint keeps a pod away", "pt-BR": "Um taint afasta um pod" },
      check: refused,
      hints: [
        {
          en: "kubectl -n lab-10 describe pod executor ends with what the scheduler says.",
          "pt-BR": "kubectl -n lab-10 describe pod executor termina com o que o scheduler diz.",
        },
      ],
    },
    {
      id: "spot",
      title: { en: "A toleration lets it in", "pt-BR": "Uma toleration o deixa entrar" },
      check: spot,
      mistakes: [
        { id: "stuck", found: (world) => stuckPod(world) },
        {
          id: "toleration-attracts",
          async found(world) {
            const pod = await podOf(world, "executor");
            if (!pod || pod.spec.nodeSelector || pod.spec.affinity || !pod.spec.nodeName) return undefined;
            return {
              path: "pod executor .spec.nodeSelector",
              reason: {
                en: "is missing: a toleration lets a pod onto a node, but does not lead it there",
                "pt-BR": "falta: uma toleration deixa um pod entrar num nó, mas não o leva até lá",
              },
              cure: {
                en: `Delete the pod and make it with its nodeSelector: kubectl apply -f ${folder}/executor.yaml.`,
                "pt-BR": `Apague o pod e faça-o com seu nodeSelector: kubectl apply -f ${folder}/executor.yaml.`,
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "kubectl get nodes -o yaml shows taints; a toleration repeats key, value and effect.",
          "pt-BR": "kubectl get nodes -o yaml mostra os taints; uma toleration repete key, value e effect.",
        },
      ],
    },
    {
      id: "affinity",
      title: { en: "Required waits, preferred does not", "pt-BR": "Required espera, preferred não" },
      check: affinity,
      hints: [
        {
          en: "kubectl -n lab-10 get pods -o wide has the node of each.",
          "pt-BR": "kubectl -n lab-10 get pods -o wide tem o nó de cada um.",
        },
      ],
    },
  ],
  ...namespaceSteps,
});
