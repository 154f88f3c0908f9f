import { answered, defineLab, done, type Fault, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import {
  type ApiEvent,
  type Claim,
  isReady,
  type PersistentVolume,
  type Pod,
  seenAt,
} from "../support/objects";

const folder = ".workshop/labs/07-volumes";
const makeStore = {
  en: `Make it: kubectl apply -f ${folder}/store.yaml.`,
  "pt-BR": `Crie-o: kubectl apply -f ${folder}/store.yaml.`,
};

async function claim({ cluster, newer }: LabWorld): Promise<Finding> {
  const kept = await cluster.get<Claim>("persistentvolumeclaim", "kept");
  if (!kept || !newer(kept.metadata.creationTimestamp)) {
    return notYet(
      missing("persistentvolumeclaim kept", {
        en: `Make it: kubectl apply -f ${folder}/claim.yaml.`,
        "pt-BR": `Crie-o: kubectl apply -f ${folder}/claim.yaml.`,
      }),
    );
  }
  if (kept.status.phase === "Bound") {
    const volume = kept.spec.volumeName;
    return done({ en: `It is bound to ${volume}.`, "pt-BR": `Está bound a ${volume}.` });
  }
  return notYet({
    path: "persistentvolumeclaim kept",
    value: kept.status.phase,
    reason: {
      en: "waits for the first pod that uses it; that is no error",
      "pt-BR": "espera o primeiro pod que o use; isso não é erro",
    },
    cure: makeStore,
  });
}

/** The running pod `store` of this lab, or why there is none. */
async function store({ cluster, newer }: LabWorld): Promise<Pod | Fault> {
  const pod = await cluster.get<Pod>("pod", "store");
  if (!pod || !newer(pod.metadata.creationTimestamp)) return missing("pod store", makeStore);
  if (isReady(pod)) return pod;
  return {
    path: "pod store",
    value: pod.status.phase,
    reason: { en: "is not Ready", "pt-BR": "não está Ready" },
    cure: {
      en: "Wait for it: kubectl -n lab-07 wait --for=condition=Ready pod/store.",
      "pt-BR": "Espere: kubectl -n lab-07 wait --for=condition=Ready pod/store.",
    },
  };
}

async function node(world: LabWorld): Promise<Finding> {
  const pod = await store(world);
  if (!("metadata" in pod)) return notYet(pod);
  const path = pod.spec.volumes?.find(({ hostPath }) => hostPath)?.hostPath?.path;
  if (path) {
    const on = pod.spec.nodeName;
    return done({ en: `It sees ${path} of node ${on}.`, "pt-BR": `Ele vê ${path} do nó ${on}.` });
  }
  return notYet({
    path: "pod store .spec.volumes",
    reason: { en: "have no hostPath", "pt-BR": "não têm hostPath" },
    cure: makeStore,
  });
}

/** Whether a file is there in the pod. */
async function has({ cluster, name }: LabWorld, file: string): Promise<boolean> {
  return (await cluster.ask("exec", "store", "--namespace", name, "--", "cat", file)) !== undefined;
}

async function kept(world: LabWorld): Promise<Finding> {
  const { cluster, newer } = world;
  const pod = await store(world);
  if (!("metadata" in pod)) return notYet(pod);
  const [killed, inClaim, inEmpty] = await Promise.all([
    cluster.list<ApiEvent>("events", { fields: "reason=Killing" }),
    has(world, "/kept/note"),
    has(world, "/empty/note"),
  ]);
  const before = killed.some(
    (event) =>
      event.involvedObject.name === "store" &&
      event.involvedObject.uid !== pod.metadata.uid &&
      newer(seenAt(event)),
  );
  if (!before) {
    return notYet({
      path: "pod store",
      value: pod.metadata.creationTimestamp,
      reason: { en: "is the first of its name", "pt-BR": "é o primeiro com seu nome" },
      cure: {
        en: "Write a note into /kept and /empty, delete the pod, and make it anew.",
        "pt-BR": "Escreva uma nota em /kept e /empty, apague o pod, e faça-o de novo.",
      },
    });
  }
  if (!inClaim || inEmpty) {
    return notYet({
      path: inEmpty ? "/empty/note" : "/kept/note",
      reason: inEmpty
        ? {
            en: "is in the new pod: it was written after the old one had gone",
            "pt-BR": "está no pod novo: foi escrita depois que o velho se foi",
          }
        : { en: "is not in the new pod", "pt-BR": "não está no pod novo" },
      cure: {
        en: "Write the note into both, then delete the pod and make it anew.",
        "pt-BR": "Escreva a nota nos dois, depois apague o pod e faça-o de novo.",
      },
    });
  }
  return done({
    en: "The new pod has the note in the claim, and not in the emptyDir.",
    "pt-BR": "O pod novo tem a nota no claim, e não no emptyDir.",
  });
}

export default defineLab({
  title: { en: "emptyDir, hostPath, PersistentVolume", "pt-BR": "emptyDir, hostPath e PersistentVolume" },
  needs: "cluster",
  notes: ["volumes"],
  tasks: [
    {
      id: "claim",
      title: { en: "A claim that is bound", "pt-BR": "Um claim que está bound" },
      check: claim,
      hints: [
        {
          en: "kubectl -n lab-07 describe pvc kept ends with its events.",
          "pt-BR": "kubectl -n lab-07 describe pvc kept termina com seus eventos.",
        },
      ],
    },
    {
      id: "node",
      title: { en: "A pod that reads its node", "pt-BR": "Um pod que lê o seu nó" },
      check: node,
      mistakes: [{ id: "stuck", found: (world) => stuckPod(world) }],
      hints: [
        {
          en: "kubectl -n lab-07 describe pod store ends with its events.",
          "pt-BR": "kubectl -n lab-07 describe pod store termina com seus eventos.",
        },
      ],
    },
    {
      id: "memory",
      title: { en: "How large a volume in memory is", "pt-BR": "De que tamanho é um volume em memória" },
      check: answered("ram"),
      hints: [
        {
          en: "df -m says sizes in MiB; kubectl exec runs it in the pod.",
          "pt-BR": "df -m diz tamanhos em MiB; kubectl exec o roda no pod.",
        },
      ],
    },
    {
      id: "kept",
      title: { en: "What outlives a pod", "pt-BR": "O que sobrevive a um pod" },
      check: kept,
      hints: [
        {
          en: "The claim belongs to the namespace, an emptyDir to its pod.",
          "pt-BR": "O claim pertence ao namespace, um emptyDir ao seu pod.",
        },
      ],
    },
  ],
  answers: {
    ram: {
      question: { en: "How many MiB does /ram hold?", "pt-BR": "Quantos MiB cabem em /ram?" },
      async truth(world) {
        const pod = await store(world);
        if (!("metadata" in pod)) return pod;
        const size = await world.cluster.ask(
          ...["exec", "store", "--namespace", world.name, "--", "df", "-m", "--output=size", "/ram"],
        );
        return size?.trim().split("\n").at(-1)?.trim() ?? missing("pod store /ram", makeStore);
      },
      mistakes: [
        {
          id: "not-mebibytes",
          when: (given, truth) => Number.parseInt(given, 10) === Number(truth) && !/^\d+$/.test(given),
          reason: { en: "is not a number of MiB alone", "pt-BR": "não é só um número de MiB" },
        },
        {
          id: "whole-node",
          when: (given, truth) => Number(given) > Number(truth),
          reason: {
            en: "is more than the pod's memory limit, against which it counts",
            "pt-BR": "é mais que o limite de memória do pod, no qual ele conta",
          },
        },
      ],
    },
  },
  ...namespaceSteps,
  async reset(world) {
    await namespaceSteps.reset(world);
    const { cluster, run, name } = world;
    const volumes = (await cluster.list<PersistentVolume>("persistentvolumes"))
      .filter(({ spec }) => spec.claimRef?.namespace === name)
      .map(({ metadata }) => `persistentvolume/${metadata.name}`);
    if (volumes.length === 0) return;
    // The provisioner removes a volume some seconds after its claim; once the namespace has gone nobody would wait for it.
    const kinds = "pods,persistentvolumeclaims";
    await run("kubectl", ["delete", kinds, "--all", "--namespace", name, "--wait=false"]);
    for (let tries = 0; tries < 10; tries++) {
      const { code } = await run("kubectl", ["wait", "--for=delete", ...volumes, "--timeout=4s"]);
      if (code === 0) return;
    }
  },
  async leftovers({ cluster, name }) {
    const volumes = await cluster.list<PersistentVolume>("persistentvolumes");
    return volumes
      .filter(({ spec }) => spec.claimRef?.namespace === name)
      .map(({ metadata }) => `persistentvolume ${metadata.name}`);
  },
});
