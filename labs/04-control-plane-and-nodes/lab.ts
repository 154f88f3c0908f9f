import { answered, defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { type ApiEvent, isReady, type Lease, type Node, type Pod, seenAt } from "../support/objects";

/** A kubelet renews its lease every ten seconds; after so many its silence shows. */
const silentSeconds = 20;

const wake = {
  en: "Wake it up: docker exec NODE sh -c 'kill -CONT $(pidof kubelet)'.",
  "pt-BR": "Acorde-o: docker exec NODE sh -c 'kill -CONT $(pidof kubelet)'.",
};

async function mirror({ cluster, newer }: LabWorld): Promise<Finding> {
  const path = "pod kube-scheduler";
  const pods = await cluster.list<Pod>("pods", {
    namespace: "kube-system",
    labels: "component=kube-scheduler",
  });
  const pod = pods[0];
  if (!pod) {
    return notYet({
      path,
      reason: { en: "is gone and not back", "pt-BR": "sumiu e não voltou" },
      cure: {
        en: "Its kubelet makes it anew within seconds, unless it is frozen. Wake that up first.",
        "pt-BR": "O kubelet o refaz em segundos, a menos que esteja congelado. Acorde-o primeiro.",
      },
    });
  }
  const { name, creationTimestamp } = pod.metadata;
  if (!newer(creationTimestamp)) {
    return notYet({
      path: `pod ${name}`,
      value: creationTimestamp,
      reason: { en: "is as old as before the lab", "pt-BR": "é de antes do lab" },
      cure: {
        en: `Delete it: kubectl -n kube-system delete pod ${name}.`,
        "pt-BR": `Apague-o: kubectl -n kube-system delete pod ${name}.`,
      },
    });
  }
  const since = pod.status.containerStatuses?.[0]?.state.running?.startedAt;
  return done({
    en: since
      ? `The pod is of ${creationTimestamp}, its container runs since ${since}.`
      : `The pod is of ${creationTimestamp}.`,
    "pt-BR": since
      ? `O pod é de ${creationTimestamp}, seu contêiner roda desde ${since}.`
      : `O pod é de ${creationTimestamp}.`,
  });
}

async function silence({ cluster, newer }: LabWorld): Promise<Finding> {
  const [nodes, events] = await Promise.all([
    cluster.list<Node>("nodes"),
    cluster.list<ApiEvent>("events", { namespace: "default", fields: "reason=NodeNotReady" }),
  ]);
  const away = nodes.find((node) => !isReady(node));
  if (away) {
    return notYet({
      path: `node ${away.metadata.name}`,
      value: away.status.conditions.find(({ type }) => type === "Ready")?.status,
      reason: { en: "is not Ready", "pt-BR": "não está Ready" },
      cure: wake,
    });
  }
  const noticed = events
    .filter((event) => newer(seenAt(event)))
    .map(({ involvedObject }) => involvedObject.name);
  const back = nodes.find(
    ({ metadata, status }) =>
      noticed.includes(metadata.name) &&
      status.conditions.some(({ type, lastTransitionTime }) => type === "Ready" && newer(lastTransitionTime)),
  );
  if (!back) {
    return notYet({
      path: "nodes",
      value: "Ready",
      reason: {
        en: "none has fallen silent since the lab began",
        "pt-BR": "nenhum se calou desde o início do lab",
      },
      cure: {
        en: "Freeze the kubelet of the control plane and wait until its node is Unknown: that takes the better part of a minute.",
        "pt-BR": "Congele o kubelet do control plane e espere até o nó ficar Unknown: leva quase um minuto.",
      },
    });
  }
  return done({
    en: `Node ${back.metadata.name} fell silent and is Ready again.`,
    "pt-BR": `O nó ${back.metadata.name} se calou e está Ready de novo.`,
  });
}

export default defineLab({
  title: {
    en: "A cluster: control plane, nodes, kubelets",
    "pt-BR": "Um cluster: control plane, nós, kubelets",
  },
  needs: "cluster",
  notes: ["parts", "kubectl", "distributions"],
  tasks: [
    {
      id: "count",
      title: { en: "Count the nodes", "pt-BR": "Conte os nós" },
      check: answered("nodes"),
      hints: [
        {
          en: "kubectl get nodes has a line for each.",
          "pt-BR": "kubectl get nodes tem uma linha para cada.",
        },
      ],
    },
    {
      id: "mirror",
      title: { en: "Delete the scheduler's mirror pod", "pt-BR": "Apague o pod espelho do scheduler" },
      check: mirror,
      hints: [
        {
          en: "It is in the namespace kube-system, and its name ends with that of its node.",
          "pt-BR": "Ele está no namespace kube-system, e seu nome termina com o do nó.",
        },
      ],
    },
    {
      id: "silence",
      title: {
        en: "Let a kubelet fall silent, and wake it",
        "pt-BR": "Deixe um kubelet se calar, e acorde-o",
      },
      check: silence,
      mistakes: [
        {
          id: "too-early",
          async found({ cluster }) {
            const leases = await cluster.list<Lease>("leases", { namespace: "kube-node-lease" });
            const nodes = await cluster.list<Node>("nodes");
            const silent = leases.find(
              ({ metadata, spec }) =>
                nodes.some((node) => node.metadata.name === metadata.name && isReady(node)) &&
                Date.now() - Date.parse(spec.renewTime ?? "") > silentSeconds * 1000,
            );
            if (!silent) return undefined;
            return {
              path: `lease ${silent.metadata.name}`,
              value: silent.spec.renewTime,
              reason: {
                en: "is not renewed, but its node is still Ready",
                "pt-BR": "não é renovado, mas o nó ainda está Ready",
              },
              cure: {
                en: "Wait: the controller gives a kubelet 50 s before it says Unknown.",
                "pt-BR": "Espere: o controller dá 50 s ao kubelet antes de dizer Unknown.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "kill -STOP freezes a process, kill -CONT lets it go on; docker exec runs them on the node.",
          "pt-BR": "kill -STOP congela um processo, kill -CONT o deixa continuar; docker exec os roda no nó.",
        },
      ],
    },
  ],
  answers: {
    nodes: {
      question: { en: "How many nodes has the cluster?", "pt-BR": "Quantos nós tem o cluster?" },
      truth: async ({ cluster }) => String((await cluster.list<Node>("nodes")).length),
      mistakes: [
        {
          id: "workers-only",
          when: (given, truth) => Number(given) === Number(truth) - 1,
          reason: {
            en: "leaves one out: the control plane is a node too",
            "pt-BR": "deixa um de fora: o control plane também é um nó",
          },
        },
      ],
    },
  },
  // A kubelet that is left frozen would keep every later lab from its pods.
  async reset({ cluster, run }) {
    const nodes = await cluster.list<Node>("nodes");
    // Frozen ones are still Ready for most of a minute, and a kubelet that runs does not mind.
    await Promise.all(
      nodes.map(({ metadata }) =>
        run("docker", ["exec", metadata.name, "sh", "-c", "kill -CONT $(pidof kubelet)"]),
      ),
    );
    for (let tries = 0; tries < 8; tries++) {
      const { code } = await run("kubectl", [
        "wait",
        "--for=condition=Ready",
        "nodes",
        "--all",
        "--timeout=4s",
      ]);
      if (code === 0) return;
    }
  },
  async leftovers({ cluster }) {
    const nodes = await cluster.list<Node>("nodes");
    return nodes.filter((node) => !isReady(node)).map(({ metadata }) => `node ${metadata.name} is not Ready`);
  },
});
