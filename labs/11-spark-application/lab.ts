import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Answer,
  answered,
  defineLab,
  done,
  type Fault,
  type Finding,
  notYet,
} from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { checkText } from "../../cli/manifest/check-text";
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
import type { ConfigMap, Pod } from "../support/objects";

const folder = ".workshop/labs/11-spark-application";
const name = "lab-11-pi";
const code = "lab-11-code";

const absent = missing(`sparkapplication ${name}`, {
  en: `Make the ConfigMap ${code}, then the job: kubectl apply -f ${folder}/pi.yaml.`,
  "pt-BR": `Faça o ConfigMap ${code}, depois o job: kubectl apply -f ${folder}/pi.yaml.`,
});

async function run(world: LabWorld): Promise<Finding> {
  const [application, events] = await Promise.all([applicationOf(world, name), eventsOf(world, name)]);
  if (!application) return notYet(absent);
  const state = stateOf(application);
  if (state !== "COMPLETED") return notYet(notCompleted(name, state));
  const reasons = [...new Set(events.map(({ reason }) => reason))].join(", ");
  return done({ en: `COMPLETED; its events: ${reasons}.`, "pt-BR": `COMPLETED; seus eventos: ${reasons}.` });
}

async function again(world: LabWorld): Promise<Finding> {
  const application = await applicationOf(world, name);
  if (!application) return notYet(absent);
  const { generation = 1 } = application.metadata;
  const state = stateOf(application);
  if (generation < 2) {
    return notYet({
      path: `sparkapplication ${name} .metadata.generation`,
      value: generation,
      reason: { en: "says that its spec was never changed", "pt-BR": "diz que o spec nunca foi mudado" },
      cure: {
        en: "Change its arguments when it is COMPLETED: kubectl edit, patch, or another apply.",
        "pt-BR": "Mude os argumentos quando estiver COMPLETED: kubectl edit, patch, ou outro apply.",
      },
    });
  }
  const [driver] = await world.cluster.list<Pod>("pods", {
    namespace: jobNamespace,
    labels: `sparkoperator.k8s.io/app-name=${name},spark-role=driver`,
  });
  // Until the operator has seen the change, what is COMPLETED is the run before.
  const last = driver?.spec.containers[0]?.args?.at(-1);
  if (state !== "COMPLETED" || last !== application.spec.arguments?.at(-1)) {
    return notYet({
      path: `pod ${name}-driver`,
      value: last === undefined ? undefined : `${state}, ${last}`,
      reason: { en: "has not run what the spec says now", "pt-BR": "não rodou o que o spec diz agora" },
      cure: { en: "Wait for the second run.", "pt-BR": "Espere a segunda execução." },
    });
  }
  return done({
    en: `Its spec is of generation ${generation}, and what it says has run: ${application.spec.arguments?.join(" ")}.`,
    "pt-BR": `O spec é da geração ${generation}, e o que ele diz rodou: ${application.spec.arguments?.join(" ")}.`,
  });
}

/** What the rules say of the learner's file with two typos, where the API server would be silent. */
async function silentTypo({ folder: own }: LabWorld): Promise<string | Fault> {
  const file = join(own, "typo.yaml");
  const { findings } = checkText(existsSync(file) ? readFileSync(file, "utf8") : "", file);
  return (
    findings.find(({ path, reason }) => path.includes(".template.") && reason.includes("not a field"))
      ?.path ??
    missing("typo.yaml", {
      en: "Look what ./workshop manifest check says of it; its typo in the template must be there still.",
      "pt-BR": "Veja o que ./workshop manifest check diz dele; o erro no template ainda precisa estar lá.",
    })
  );
}

/** The code is not there, which a driver says in its log alone. */
async function withoutCode({ cluster }: LabWorld): Promise<Fault | undefined> {
  const [map, driver] = await Promise.all([
    cluster.get<ConfigMap>("configmap", code, jobNamespace),
    cluster.get<Pod>("pod", `${name}-driver`, jobNamespace),
  ]);
  if (!driver || map?.data?.["pi.py"]) return undefined;
  return {
    path: `configmap ${code} .data["pi.py"]`,
    reason: {
      en: "is missing: the driver has no code to run",
      "pt-BR": "falta: o driver não tem código para rodar",
    },
    cure: {
      en: `Make it of ${folder}/pi.py, delete the SparkApplication, and apply it again.`,
      "pt-BR": `Faça-o de ${folder}/pi.py, apague o SparkApplication, e aplique-o de novo.`,
    },
  };
}

const answers: Readonly<Record<string, Answer>> = {
  path: {
    question: {
      en: "Which field of typo.yaml does not exist, and the API server does not say so?",
      "pt-BR": "Que campo de typo.yaml não existe, e o API server não diz isso?",
    },
    truth: silentTypo,
    equals: (given, truth) => [truth, truth.split(".").at(-1)].includes(given.trim()),
    mistakes: [
      {
        id: "one-that-is-said",
        when: (given) => given.includes("coreReqest"),
        reason: {
          en: "is the one that the API server does say",
          "pt-BR": "é o que o API server diz",
        },
      },
    ],
  },
  id: {
    question: {
      en: "Which ID has Spark given the run?",
      "pt-BR": "Que ID o Spark deu à execução?",
    },
    async truth(world) {
      const application = await applicationOf(world, name);
      return application?.status?.sparkApplicationId || absent;
    },
    mistakes: [
      {
        id: "name-of-the-object",
        when: (given) => given.trim().startsWith("lab-11"),
        reason: {
          en: "is a name in Kubernetes; Spark's own ID begins with spark-",
          "pt-BR": "é um nome no Kubernetes; o ID do próprio Spark começa com spark-",
        },
      },
    ],
  },
};

export default defineLab({
  title: { en: "A job as a resource: SparkApplication", "pt-BR": "Um job como recurso: SparkApplication" },
  needs: "jobs",
  halfDay: true,
  notes: ["crd", "spark-submit"],
  tasks: [
    {
      id: "typo",
      title: { en: "What the API server does not read", "pt-BR": "O que o API server não lê" },
      check: answered("path"),
      hints: [
        {
          en: `./workshop manifest check ${folder}/typo.yaml names both, with their lines.`,
          "pt-BR": `./workshop manifest check ${folder}/typo.yaml nomeia os dois, com suas linhas.`,
        },
      ],
    },
    {
      id: "run",
      title: { en: "A job from plain YAML", "pt-BR": "Um job de YAML puro" },
      check: run,
      mistakes: [
        { id: "without-code", found: withoutCode },
        { id: "failed", found: (world) => failedRun(world, name) },
      ],
      hints: [
        {
          en: `kubectl -n ${jobNamespace} describe sparkapplication ${name} ends with its events.`,
          "pt-BR": `kubectl -n ${jobNamespace} describe sparkapplication ${name} termina com os eventos.`,
        },
      ],
    },
    {
      id: "states",
      title: { en: "What the operator writes down", "pt-BR": "O que o operator anota" },
      check: answered("id"),
      hints: [
        {
          en: "It is in the status of the SparkApplication, and a label of its pods.",
          "pt-BR": "Está no status do SparkApplication, e é um label dos pods.",
        },
      ],
    },
    {
      id: "again",
      title: { en: "A changed spec runs again", "pt-BR": "Um spec mudado roda de novo" },
      check: again,
      hints: [
        {
          en: `kubectl -n ${jobNamespace} patch sparkapplication ${name} --type merge -p '{"spec":{"arguments":["8"]}}'`,
          "pt-BR": `Com patch: kubectl -n ${jobNamespace} patch sparkapplication ${name} --type merge -p '{"spec":{"arguments":["8"]}}'`,
        },
      ],
    },
  ],
  answers,
  ...jobSteps,
});
