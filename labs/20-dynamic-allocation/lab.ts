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
import type { Claim } from "../support/objects";

const file = ".workshop/labs/20-dynamic-allocation/grows.yaml";

/** What the driver of a job has said, as far as the cluster still has it. */
const logOf = async ({ cluster }: LabWorld, name: string) =>
  (await cluster.ask("logs", `${name}-driver`, "--namespace", jobNamespace)) ?? "";

async function grew(world: LabWorld): Promise<Finding> {
  const name = "lab-20-grows";
  if (!(await applicationOf(world, name))) return notYet(notMade(name, file));
  const began = (await eventsOfLab(world, "Started")).map(({ involvedObject }) => involvedObject.name);
  const executors = [...new Set(began)].filter((pod) => new RegExp(`^${name}-.*exec-\\d+$`).test(pod));
  if (executors.length >= 2) {
    return done({
      en: `It had none to begin with, then ${executors.length}: tasks were waiting.`,
      "pt-BR": `Não tinha nenhum no início, depois ${executors.length}: havia tarefas esperando.`,
    });
  }
  return notYet({
    path: `executors of ${name}`,
    value: executors.length,
    reason: { en: "are fewer than two so far", "pt-BR": "são menos de dois até agora" },
    cure: {
      en: `Wait; kubectl -n ${jobNamespace} get pods -w shows them come.`,
      "pt-BR": `Espere; kubectl -n ${jobNamespace} get pods -w mostra a chegada deles.`,
    },
  });
}

async function shrank(world: LabWorld): Promise<Finding> {
  const name = "lab-20-grows";
  if (!(await applicationOf(world, name))) return notYet(notMade(name, file));
  const said = /Executors? ([\d,]+) removed due to idle timeout/.exec(await logOf(world, name));
  if (said) {
    return done({
      en: `The driver let executor ${said[1]} go, and was there still.`,
      "pt-BR": `O driver dispensou o executor ${said[1]}, e continuava lá.`,
    });
  }
  return notYet({
    path: `log of ${name}-driver`,
    reason: { en: "tells of no executor that was idle", "pt-BR": "não conta de executor ocioso" },
    cure: {
      en: "Wait until the wave is over and an executor has had nothing to do for executorIdleTimeout.",
      "pt-BR": "Espere até a onda acabar e um executor ficar sem nada a fazer por executorIdleTimeout.",
    },
  });
}

async function kept(world: LabWorld): Promise<Finding> {
  const name = "lab-20-volume";
  const application = await applicationOf(world, name);
  if (!application) return notYet(notMade(name, file));
  const provisioned = (await eventsOfLab(world, "ProvisioningSucceeded")).map(
    ({ involvedObject }) => involvedObject.name,
  );
  const claims = [...new Set(provisioned)].filter((claim) => claim.startsWith(`${name}-`));
  if (claims.length === 0) {
    return notYet({
      path: `persistentvolumeclaims of ${name}`,
      value: stateOf(application),
      reason: { en: "have not been made", "pt-BR": "não foram criados" },
      cure: {
        en: "Its executors ask for them by the properties of volume.conf, which the page puts in the place of # VOLUME.",
        "pt-BR":
          "Os executors os pedem pelas propriedades de volume.conf, que a página põe no lugar de # VOLUME.",
      },
    });
  }
  const state = stateOf(application);
  if (state !== "COMPLETED") return notYet(notCompleted(name, state));
  const there = (
    await world.cluster.list<Claim>("persistentvolumeclaims", { namespace: jobNamespace })
  ).filter(({ metadata }) => metadata.name.startsWith(`${name}-`));
  if (there.length > 0) {
    return notYet({
      path: `persistentvolumeclaim ${there[0]?.metadata.name}`,
      reason: { en: "is still there", "pt-BR": "ainda está lá" },
      cure: {
        en: "Wait a moment: the driver removes its claims when it ends.",
        "pt-BR": "Espere um momento: o driver remove seus claims ao terminar.",
      },
    });
  }
  return done({
    en: `Made for an executor, and gone with the job: ${claims.join(", ")}.`,
    "pt-BR": `Feitos para um executor, e idos com o job: ${claims.join(", ")}.`,
  });
}

const owner: Answer = {
  question: {
    en: "Which pod do the claims of lab-20-volume belong to?",
    "pt-BR": "A que pod pertencem os claims de lab-20-volume?",
  },
  async truth({ cluster, newer }) {
    const all = await cluster.list<Claim>("persistentvolumeclaims", { namespace: jobNamespace });
    const claim = all.find(
      ({ metadata }) => metadata.name.startsWith("lab-20-volume-") && newer(metadata.creationTimestamp),
    );
    return (
      claim?.metadata.ownerReferences?.[0]?.name ??
      missing("persistentvolumeclaims of lab-20-volume", {
        en: "Run the job lab-20-volume, and ask while it runs.",
        "pt-BR": "Rode o job lab-20-volume, e pergunte enquanto ele roda.",
      })
    );
  },
  mistakes: [
    {
      id: "of-the-executor",
      when: (given) => /exec-\d+/.test(given),
      reason: {
        en: "is an executor: the claim outlives it, so that the next one can have it",
        "pt-BR": "é um executor: o claim sobrevive a ele, para que o próximo o possa usar",
      },
    },
  ],
};

export default defineLab({
  title: {
    en: "Dynamic allocation, and where shuffle lies",
    "pt-BR": "Alocação dinâmica, e onde fica o shuffle",
  },
  needs: "jobs",
  notes: ["volumes"],
  tasks: [
    {
      id: "grows",
      title: { en: "Executors come when tasks wait", "pt-BR": "Executors vêm quando tarefas esperam" },
      check: grew,
      mistakes: [{ id: "grows-failed", found: (world) => failedRun(world, "lab-20-grows") }],
      hints: [
        {
          en: `kubectl -n ${jobNamespace} get events --field-selector reason=Started tells which pods have begun.`,
          "pt-BR": `kubectl -n ${jobNamespace} get events --field-selector reason=Started diz que pods começaram.`,
        },
      ],
    },
    {
      id: "shrinks",
      title: { en: "They go when they are idle", "pt-BR": "Eles vão embora quando ociosos" },
      check: shrank,
      hints: [
        {
          en: `kubectl -n ${jobNamespace} logs lab-20-grows-driver | grep idle`,
          "pt-BR": `Procure: kubectl -n ${jobNamespace} logs lab-20-grows-driver | grep idle`,
        },
      ],
    },
    {
      id: "whose",
      title: { en: "Whose claim it is", "pt-BR": "De quem é o claim" },
      check: answered("owner"),
      hints: [
        {
          en: "A PersistentVolumeClaim has .metadata.ownerReferences.",
          "pt-BR": "Um PersistentVolumeClaim tem .metadata.ownerReferences.",
        },
      ],
    },
    {
      id: "volume",
      title: { en: "Shuffle on a volume of its own", "pt-BR": "Shuffle num volume próprio" },
      check: kept,
      mistakes: [{ id: "volume-failed", found: (world) => failedRun(world, "lab-20-volume") }],
      hints: [
        {
          en: "A volume whose name begins with spark-local-dir- is where executors write; OnDemand makes a claim for each.",
          "pt-BR":
            "Um volume cujo nome começa com spark-local-dir- é onde executors escrevem; OnDemand cria um claim para cada um.",
        },
      ],
    },
  ],
  answers: { owner },
  ...jobSteps,
});
