import { relative } from "node:path";
import { type Language, languageOf, type Words } from "../lab/language";
import { ensureNeeds, machineTools } from "../lab/machine";
import type { LabTools } from "../lab/world";
import { UsageError, UserError } from "../process/user-errors";
import { createReporter, print } from "../terminal/progress";
import { acting } from "./act";
import { type Cause, causeOf, causes, incidents } from "./incidents";
import { jobFile, layJob, removeJob } from "./job";
import { readRecord, removeRecord, writeRecord } from "./record";

/** What every command of `./workshop incident` takes. */
export interface IncidentOptions {
  readonly lang?: Language;
}

const words = {
  begun: (seed: number): Words => ({
    en: `Something has happened to the platform (seed ${seed}). Run a job, look, and say what it is.`,
    "pt-BR": `Algo aconteceu com a plataforma (semente ${seed}). Rode um job, olhe, e diga o que é.`,
  }),
  right: (minutes: number, wrong: number): Words => ({
    en: `Right. Minutes: ${minutes}; wrong answers: ${wrong}.`,
    "pt-BR": `Certo. Minutos: ${minutes}; respostas erradas: ${wrong}.`,
  }),
  wrong: (cause: string): Words => ({
    en: `It is not ${cause}. What do events, logs and the status of a job say?`,
    "pt-BR": `Não é ${cause}. O que dizem os eventos, os logs e o status de um job?`,
  }),
  fix: {
    en: "Fix it, or have it fixed: ./workshop incident end",
    "pt-BR": "Conserte, ou mande consertar: ./workshop incident end",
  },
  ended: {
    en: "The platform is as it was. A job that failed meanwhile is to be run again.",
    "pt-BR": "A plataforma está como era. Um job que falhou no meio precisa ser rodado de novo.",
  },
} as const;

async function tools(): Promise<LabTools> {
  const report = createReporter();
  try {
    await ensureNeeds({ needs: "jobs" }, report);
    return await machineTools("jobs", report);
  } finally {
    report.close();
  }
}

/** Something happens to the platform: what, the seed decides. Noted before anything is done, so that it can always be ended. */
export async function begin(own: LabTools, seed: number, language: Language): Promise<string[]> {
  const { home, now, root } = own;
  const known = readRecord(home);
  if (known) {
    throw new UserError(
      `An incident is under way since ${known.at}.`,
      "./workshop incident answer CAUSE names it, ./workshop incident end undoes it.",
    );
  }
  const act = acting(own);
  const cause = causeOf(seed);
  await layJob(own, act);
  writeRecord(home, { cause, seed, at: now().toISOString(), wrong: [], found: false });
  await incidents[cause].begin(act);
  return [
    words.begun(seed)[language],
    `  kubectl apply -f ${relative(root, jobFile(home))}`,
    ...causes.map((one) => `  ./workshop incident answer ${one}`),
  ];
}

/** Compares what the learner says with what has happened. */
export function diagnose(
  { home, now }: Pick<LabTools, "home" | "now">,
  given: string,
  language: Language,
): { right: boolean; lines: string[] } {
  if (!causes.includes(given as Cause))
    throw new UsageError(`"${given}" is none of the causes.`, `There are: ${causes.join(", ")}.`);
  const record = readRecord(home);
  if (!record) throw noIncident();
  if (given !== record.cause) {
    writeRecord(home, { ...record, wrong: [...record.wrong, given] });
    return { right: false, lines: [words.wrong(given)[language]] };
  }
  writeRecord(home, { ...record, found: true });
  const minutes = Math.round((now().getTime() - Date.parse(record.at)) / 60_000);
  const lines = [
    words.right(minutes, record.wrong.length)[language],
    incidents[record.cause].explanation[language],
    words.fix[language],
  ];
  return { right: true, lines };
}

/** Undoes what has happened. Can be run again until it has. */
export async function undo(own: LabTools, language: Language): Promise<string[]> {
  const record = readRecord(own.home);
  if (!record) throw noIncident();
  const { explanation, end } = incidents[record.cause];
  const act = acting(own);
  await end(act);
  await removeJob(own, act);
  removeRecord(own.home);
  return [...(record.found ? [] : [explanation[language]]), words.ended[language]];
}

function noIncident(): UserError {
  return new UserError("No incident is under way.", "./workshop incident begins one.");
}

/** `./workshop incident`. */
export async function beginIncident({
  lang,
  seed,
}: IncidentOptions & { readonly seed?: number }): Promise<number> {
  print(await begin(await tools(), seed ?? Date.now() % 10_000, languageOf(process.env, lang)));
  return 0;
}

/** `./workshop incident answer CAUSE`. */
export async function answerIncident(given: string, { lang }: IncidentOptions): Promise<number> {
  const report = createReporter();
  const own = await machineTools("docker", report);
  report.close();
  const { right, lines } = diagnose(own, given, languageOf(process.env, lang));
  print(lines);
  return right ? 0 : 1;
}

/** `./workshop incident end`. */
export async function endIncident({ lang }: IncidentOptions): Promise<number> {
  const report = createReporter();
  try {
    // Not what begins one needs: the cluster may not answer as it should.
    print(await undo(await machineTools("jobs", report), languageOf(process.env, lang)));
  } finally {
    report.close();
  }
  return 0;
}
