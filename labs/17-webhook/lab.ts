import { answered, defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";
import {
  applicationOf,
  eventsOf,
  failedRun,
  jobNamespace,
  jobSteps,
  notCompleted,
  stateOf,
} from "../support/jobs";
import type { Pod } from "../support/objects";
import { askAgain, configuration, label, passesOver, webhooksOf } from "./webhook";

const folder = ".workshop/labs/17-webhook";
const code = "lab-17-code";
const driverOf = ({ cluster }: LabWorld, name: string) =>
  cluster.get<Pod>("pod", `${name}-driver`, jobNamespace);

function absent(name: string, file: string) {
  return missing(`sparkapplication ${name}`, {
    en: `Make it of ${folder}/${file}.`,
    "pt-BR": `Crie-o de ${folder}/${file}.`,
  });
}

async function written(world: LabWorld): Promise<Finding> {
  const name = "lab-17-with";
  const application = await applicationOf(world, name);
  if (!application) return notYet(absent(name, "fields.yaml"));
  const state = stateOf(application);
  if (state !== "COMPLETED") return notYet(notCompleted(name, state));
  const driver = await driverOf(world, name);
  const volume = driver?.spec.volumes?.find((one) => one.name.startsWith(code));
  if (!volume) {
    return notYet({
      path: `pod ${name}-driver .spec.volumes`,
      reason: { en: `has none of ${code}`, "pt-BR": `não tem nenhum de ${code}` },
      cure: {
        en: `Delete the SparkApplication and make it anew of ${folder}/fields.yaml.`,
        "pt-BR": `Apague o SparkApplication e refaça-o de ${folder}/fields.yaml.`,
      },
    });
  }
  return done({
    en: `spark-submit knows nothing of the volume ${volume.name}; the driver has it.`,
    "pt-BR": `O spark-submit nada sabe do volume ${volume.name}; o driver o tem.`,
  });
}

/** Whether the driver of the job without the webhook was refused, for what the webhook would have written. */
async function refusal(world: LabWorld): Promise<string | undefined> {
  const name = "lab-17-without";
  const [application, events] = await Promise.all([applicationOf(world, name), eventsOf(world, name)]);
  const texts = [
    application?.status?.applicationState?.errorMessage ?? "",
    ...events.map(({ message }) => message ?? ""),
  ];
  return texts.map((text) => /violates PodSecurity "[^"]+"/.exec(text)?.[0]).find(Boolean);
}

async function passedOver(world: LabWorld): Promise<Finding> {
  const name = "lab-17-without";
  const said = await refusal(world);
  if (said) {
    return done({
      en: `The pod as spark-submit makes it ${said}.`,
      "pt-BR": `O pod como o spark-submit o faz: ${said}.`,
    });
  }
  const application = await applicationOf(world, name);
  if (!application) return notYet(absent(name, "fields.yaml"));
  return notYet({
    path: `sparkapplication ${name}`,
    value: stateOf(application),
    reason: { en: "was not refused by Pod Security", "pt-BR": "não foi recusado pelo Pod Security" },
    cure: {
      en: "Wait for its submission; it fails within seconds.",
      "pt-BR": "Espere a submissão; ela falha em segundos.",
    },
  });
}

async function template(world: LabWorld): Promise<Finding> {
  const name = "lab-17-template";
  const application = await applicationOf(world, name);
  if (!application) return notYet(absent(name, "template.yaml"));
  const state = stateOf(application);
  if (state !== "COMPLETED") return notYet(notCompleted(name, state));
  const driver = await driverOf(world, name);
  if (driver?.spec.tolerations?.some(({ key }) => key === "lab-17")) {
    return notYet({
      path: `pod ${name}-driver .spec.tolerations`,
      value: "lab-17",
      reason: {
        en: "was written by the webhook, which was there",
        "pt-BR": "foi escrito pelo webhook, que estava lá",
      },
      cure: {
        en: "Let the webhook pass over pods with lab=lab-17, delete the SparkApplication, and apply it again.",
        "pt-BR":
          "Deixe o webhook ignorar pods com lab=lab-17, apague o SparkApplication, e aplique-o de novo.",
      },
    });
  }
  return done({
    en: "It ran, and what only the webhook writes is not in its driver.",
    "pt-BR": "Ele rodou, e o que só o webhook escreve não está no driver.",
  });
}

async function back(world: LabWorld): Promise<Finding> {
  const [found, said] = await Promise.all([webhooksOf(world), refusal(world)]);
  const path = `mutatingwebhookconfiguration ${configuration}`;
  if (!found) {
    return notYet({
      path,
      reason: { en: "is gone", "pt-BR": "sumiu" },
      cure: {
        en: "Only the operator's release brings it: ./workshop down and ./workshop up.",
        "pt-BR": "Só a release do operator o traz: ./workshop down e ./workshop up.",
      },
    });
  }
  if (passesOver(found) || !said) {
    return notYet({
      path: `${path} .objectSelector`,
      reason: passesOver(found)
        ? { en: "passes over the pods of this lab", "pt-BR": "ignora os pods deste lab" }
        : { en: "has not passed over a pod of this lab yet", "pt-BR": "ainda não ignorou um pod deste lab" },
      cure: {
        en: "The page takes the expression away again, after both jobs.",
        "pt-BR": "A página tira a expressão de novo, depois dos dois jobs.",
      },
    });
  }
  return done({
    en: "It is asked about all of them again.",
    "pt-BR": "Ele é perguntado sobre todos de novo.",
  });
}

export default defineLab({
  title: { en: "The mutating webhook", "pt-BR": "O webhook de mutação" },
  needs: "jobs",
  notes: ["webhook"],
  tasks: [
    {
      id: "selector",
      title: { en: "Which pods it is asked about", "pt-BR": "Sobre que pods ele é perguntado" },
      check: answered("label"),
      hints: [
        {
          en: "The first of its webhooks has an objectSelector with a label.",
          "pt-BR": "O primeiro dos webhooks tem um objectSelector com um label.",
        },
      ],
    },
    {
      id: "written",
      title: { en: "What it writes into a driver", "pt-BR": "O que ele escreve num driver" },
      check: written,
      mistakes: [{ id: "with-failed", found: (world) => failedRun(world, "lab-17-with") }],
      hints: [
        {
          en: `kubectl -n ${jobNamespace} get pod lab-17-with-driver -o yaml has volumes that spark-submit knows nothing of.`,
          "pt-BR": `kubectl -n ${jobNamespace} get pod lab-17-with-driver -o yaml tem volumes de que o spark-submit nada sabe.`,
        },
      ],
    },
    {
      id: "passed-over",
      title: { en: "A driver that it passes over", "pt-BR": "Um driver que ele ignora" },
      check: passedOver,
      mistakes: [
        {
          id: "asked-all-the-same",
          async found(world) {
            const application = await applicationOf(world, "lab-17-without");
            if (stateOf(application) !== "COMPLETED") return undefined;
            return {
              path: "sparkapplication lab-17-without",
              value: "COMPLETED",
              reason: {
                en: "had the webhook's help: pods made before a change of it are as they were",
                "pt-BR": "teve a ajuda do webhook: pods feitos antes de uma mudança nele ficam como eram",
              },
              cure: {
                en: "Change its objectSelector first, delete the SparkApplication, and apply it again.",
                "pt-BR": "Mude antes o objectSelector, apague o SparkApplication, e aplique-o de novo.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "kubectl -n spark-jobs get sparkapplication lab-17-without -o yaml ends with what the API server said.",
          "pt-BR":
            "kubectl -n spark-jobs get sparkapplication lab-17-without -o yaml termina com o que o API server disse.",
        },
      ],
    },
    {
      id: "template",
      title: { en: "Without it, by pod templates", "pt-BR": "Sem ele, por pod templates" },
      check: template,
      mistakes: [{ id: "template-failed", found: (world) => failedRun(world, "lab-17-template") }],
      hints: [
        {
          en: `diff ${folder}/fields.yaml ${folder}/template.yaml shows what moves where.`,
          "pt-BR": `diff ${folder}/fields.yaml ${folder}/template.yaml mostra o que muda de lugar.`,
        },
      ],
    },
    {
      id: "back",
      title: { en: "Back again", "pt-BR": "De volta" },
      check: back,
      hints: [
        {
          en: "A JSON patch with op remove takes matchExpressions away.",
          "pt-BR": "Um JSON patch com op remove tira matchExpressions.",
        },
      ],
    },
  ],
  answers: { label },
  ...jobSteps,
  async reset(world) {
    await jobSteps.reset(world);
    await askAgain(world);
  },
  async leftovers(world) {
    const left = await jobSteps.leftovers(world);
    return passesOver(await webhooksOf(world)) ? [...left, `${configuration} passes over pods`] : left;
  },
});
