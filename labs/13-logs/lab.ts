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
import { log4j2File } from "../../components/spark/conf/log4j2";
import { jobLogging } from "../../components/spark/platform-facts";
import { missing, stuckPod } from "../support/faults";
import { jobNamespace } from "../support/jobs";
import { namespaceSteps } from "../support/namespace";
import type { ConfigMap, Pod } from "../support/objects";

const folder = ".workshop/labs/13-logs";
/** What of Spark is to be heard alone. */
const scheduler = "DAGScheduler";
/** Levels of log4j2; it takes another word for one of its own choice, and says so once. */
const levels = ["off", "fatal", "error", "warn", "info", "debug", "trace", "all"];

/** A run that has ended well, with the lines that Spark said; what the job prints itself is none of them. */
interface Run {
  readonly name: string;
  readonly lines: readonly string[];
}

async function runs({ cluster, newer, name: namespace }: LabWorld): Promise<Run[]> {
  const pods = await cluster.list<Pod>("pods");
  const ended = pods.filter(
    ({ metadata, status }) => newer(metadata.creationTimestamp) && status.phase === "Succeeded",
  );
  return Promise.all(
    ended.map(async ({ metadata: { name } }) => {
      const log = (await cluster.ask("logs", name, "--namespace", namespace)) ?? "";
      // Before log4j2 is there the JVM, and after it Python, write lines of their own.
      const lines = log.split("\n").filter((line) => /^(\{|\d{4}-\d\d-\d\d )/.test(line));
      return { name, lines };
    }),
  );
}

const infos = (lines: readonly string[]) => lines.filter((line) => / INFO |"level":"INFO"/.test(line));

const runAgain = (what: Fault["cure"]): Fault["cure"] => ({
  en: `${what.en} Write the ConfigMap anew and run another pod: a JVM reads it once, when it starts.`,
  "pt-BR": `${what["pt-BR"]} Escreva o ConfigMap de novo e rode outro pod: uma JVM o lê uma vez, ao iniciar.`,
});

/** Done when a run has lines as they are wanted. */
function runWith(
  wanted: (lines: readonly string[]) => boolean,
  proof: (run: Run) => { en: string; "pt-BR": string },
  cure: Fault["cure"],
) {
  return async (world: LabWorld): Promise<Finding> => {
    const all = await runs(world);
    const found = all.find(({ lines }) => wanted(lines));
    if (found) return done(proof(found));
    return notYet({
      path: "pods of lab-13",
      value: all.map(({ name, lines }) => `${name}: ${lines.length}`).join(", ") || undefined,
      reason: {
        en: "have no run that says what it should",
        "pt-BR": "não têm execução que diga o que deveria",
      },
      cure: runAgain(cure),
    });
  };
}

const quiet = runWith(
  (lines) => infos(lines).length === 0,
  ({ name, lines }) => ({
    en: `${name} says ${lines.length} lines, none of them INFO.`,
    "pt-BR": `${name} diz ${lines.length} linhas, nenhuma delas INFO.`,
  }),
  { en: "Set rootLogger.level to warn.", "pt-BR": "Ponha warn em rootLogger.level." },
);

const oneLogger = runWith(
  (lines) => infos(lines).length > 0 && infos(lines).every((line) => line.includes(scheduler)),
  ({ name, lines }) => ({
    en: `${name} says ${infos(lines).length} lines of INFO, all of ${scheduler}.`,
    "pt-BR": `${name} diz ${infos(lines).length} linhas de INFO, todas do ${scheduler}.`,
  }),
  {
    en: `Give org.apache.spark.scheduler.${scheduler} a level of its own, and leave the root at warn.`,
    "pt-BR": `Dê a org.apache.spark.scheduler.${scheduler} um nível próprio, e deixe a raiz em warn.`,
  },
);

const json = runWith(
  (lines) => lines.length > 0 && lines.every((line) => line.startsWith("{")),
  ({ name, lines }) => ({
    en: `${name} says ${lines.length} lines, each a JSON object.`,
    "pt-BR": `${name} diz ${lines.length} linhas, cada uma um objeto JSON.`,
  }),
  { en: "Use the layout JsonTemplateLayout.", "pt-BR": "Use o layout JsonTemplateLayout." },
);

/** A level that log4j2 does not know is none, and it says so where nobody looks. */
async function unknownLevel({ cluster }: LabWorld): Promise<Fault | undefined> {
  const text = (await cluster.get<ConfigMap>("configmap", "job"))?.data?.[log4j2File] ?? "";
  for (const [, key = "", level = ""] of text.matchAll(/^\s*(\S+\.level)\s*=\s*(\S+)/gm)) {
    if (levels.includes(level.toLowerCase())) continue;
    return {
      path: `configmap job ${log4j2File} ${key}`,
      value: level,
      reason: { en: "is no level", "pt-BR": "não é um nível" },
      cure: { en: `Use one of ${levels.join(", ")}.`, "pt-BR": `Use um de ${levels.join(", ")}.` },
    };
  }
  return undefined;
}

const mistakes = (id: string) => [
  { id: `${id}-unknown-level`, found: unknownLevel },
  { id: `${id}-stuck`, found: (world: LabWorld) => stuckPod(world) },
];

const rootLevel = (map: ConfigMap | undefined) =>
  /^rootLogger\.level\s*=\s*(\S+)/m.exec(map?.data?.[log4j2File] ?? "")?.[1];

const answers: Readonly<Record<string, Answer>> = {
  lines: {
    question: {
      en: "How many lines of INFO has the pod first?",
      "pt-BR": "Quantas linhas de INFO tem o pod first?",
    },
    async truth(world) {
      const first = (await runs(world)).find(({ name }) => name === "first");
      if (first) return String(infos(first.lines).length);
      return missing("pod first", {
        en: "Run it, and wait until it has ended.",
        "pt-BR": "Rode-o, e espere terminar.",
      });
    },
  },
  level: {
    question: {
      en: "How much do the jobs of this stack say?",
      "pt-BR": "Quanto dizem os jobs desta stack?",
    },
    async truth({ cluster }) {
      const level = rootLevel(await cluster.get<ConfigMap>("configmap", jobLogging, jobNamespace));
      return (
        level ??
        missing(`configmap ${jobLogging}`, {
          en: "./workshop up brings it.",
          "pt-BR": "./workshop up o traz.",
        })
      );
    },
  },
};

export default defineLab({
  title: { en: "What a job says: levels and ConfigMaps", "pt-BR": "O que um job diz: níveis e ConfigMaps" },
  needs: "jobs",
  notes: ["logs", "configmaps"],
  tasks: [
    {
      id: "loud",
      title: { en: "Count what INFO says", "pt-BR": "Conte o que INFO diz" },
      check: answered("lines"),
      hints: [
        {
          en: "kubectl -n lab-13 logs first | grep -c ' INFO '",
          "pt-BR": "Conte com kubectl -n lab-13 logs first | grep -c ' INFO '",
        },
      ],
    },
    {
      id: "quiet",
      title: { en: "Only what goes wrong", "pt-BR": "Só o que dá errado" },
      check: quiet,
      mistakes: mistakes("quiet"),
      hints: [
        {
          en: `Change rootLogger.level in ${folder}/log4j2.properties, and make the ConfigMap of it anew.`,
          "pt-BR": `Mude rootLogger.level em ${folder}/log4j2.properties, e refaça o ConfigMap com ele.`,
        },
      ],
    },
    {
      id: "logger",
      title: { en: "One part of Spark aloud", "pt-BR": "Uma parte do Spark em voz alta" },
      check: oneLogger,
      mistakes: mistakes("logger"),
      hints: [
        {
          en: "A logger takes two lines with a key of your own: logger.KEY.name, logger.KEY.level.",
          "pt-BR": "Um logger toma duas linhas com uma chave sua: logger.CHAVE.name, logger.CHAVE.level.",
        },
      ],
    },
    {
      id: "json",
      title: { en: "Lines for programs", "pt-BR": "Linhas para programas" },
      check: json,
      hints: [
        {
          en: "appender.console.layout.type and .eventTemplateUri; Spark brings a template of its own.",
          "pt-BR": "appender.console.layout.type e .eventTemplateUri; o Spark traz um modelo próprio.",
        },
      ],
    },
    {
      id: "stack",
      title: { en: "The level of the stack", "pt-BR": "O nível da stack" },
      check: answered("level"),
      hints: [
        {
          en: `It stands in the ConfigMap ${jobLogging} of ${jobNamespace}.`,
          "pt-BR": `Está no ConfigMap ${jobLogging} de ${jobNamespace}.`,
        },
      ],
    },
  ],
  answers,
  ...namespaceSteps,
});
