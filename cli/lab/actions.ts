import { mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot, workshopPaths } from "../process/paths";
import { wasInterrupted } from "../process/signals";
import { UsageError } from "../process/user-errors";
import { createReporter, print } from "../terminal/progress";
import { current, nextOf, openSession, progressOf, started, store } from "./at";
import { labFolder, labFolders, loadLab, loadPage, pageFile } from "./catalog";
import { looksAtCluster } from "./define";
import { type Language, languageOf } from "./language";
import { listLines } from "./list";
import { ensureNeeds, machineTools, ownCommandUnderWay } from "./machine";
import { messages } from "./messages";
import { faultLine, findingLines } from "./print-findings";
import { renderPage } from "./render-page";
import { writeReport } from "./report";
import { resetLab } from "./reset";
import { runPage } from "./run-page";

/** What every command of `./workshop lab` takes. */
export interface LabOptions {
  readonly lang?: Language;
}

/** Pause between two looks of `--watch`, in milliseconds. */
const watchMs = 2_000;

/** `./workshop lab`: every lab, with where the learner is. */
export async function list({ lang }: LabOptions): Promise<number> {
  print(listLines(projectRoot, store(), languageOf(process.env, lang)));
  return 0;
}

/** `./workshop lab 3`: makes the lab ready, or goes on with it, and shows its page. */
export async function show(number: number, { lang }: LabOptions): Promise<number> {
  const language = languageOf(process.env, lang);
  const at = labFolder(number);
  const lab = loadLab(at);
  const report = createReporter();
  try {
    await ensureNeeds(lab, report);
    const session = await openSession(at);
    await session.begin();
  } finally {
    report.close();
  }
  const width = Math.min(process.stdout.columns ?? 100, 100);
  const said = messages[language];
  const folder = relative(projectRoot, join(workshopPaths().labs, at.folder));
  print([
    "",
    ...renderPage(loadPage(at, language), language, width),
    "",
    relative(projectRoot, pageFile(at, language)),
    said.files(folder),
    said.whatNext,
  ]);
  return 0;
}

/** `./workshop lab check`: looks at every task. With `watch` again and again until all are done. */
export async function check(
  number: number | undefined,
  { lang, watch }: LabOptions & { readonly watch?: boolean },
): Promise<number> {
  const language = languageOf(process.env, lang);
  const { at, session } = await started(number, language);
  print([`${at.number}. ${session.lab.title[language]}`, ""]);
  let before = "";
  for (;;) {
    const busy = ownCommandUnderWay(at.folder, session.lab.needs, messages[language]);
    const looked = busy === undefined ? await session.check(progressOf(session, language)) : undefined;
    const lines = looked ? findingLines(looked.findings, at.number, language) : [busy ?? ""];
    const done = looked?.findings.filter(({ finding }) => finding.state === "done").length ?? 0;
    const all = session.lab.tasks.length;
    if (lines.join("\n") !== before) print([...lines, ""]);
    before = lines.join("\n");
    if (looked && done === all) {
      print([messages[language].allDone(nextOf(at))]);
      return 0;
    }
    if (!watch || wasInterrupted()) {
      if (looked) print([messages[language].tasksDone(done, all)]);
      return 1;
    }
    await sleep(watchMs);
  }
}

/** `./workshop lab answer KEY VALUE`, of the lab that the learner is at. */
export async function answer(key: string, value: string, { lang }: LabOptions): Promise<number> {
  const language = languageOf(process.env, lang);
  const said = messages[language];
  const { session } = await started(undefined, language);
  const keys = Object.keys(session.lab.answers ?? {});
  if (!keys.includes(key)) throw new UsageError(`"${key}" is not asked for.`, said.questions(keys));
  const given = await session.answer(progressOf(session, language), key, value);
  if ("path" in given) {
    print([faultLine(given, language)]);
    return 1;
  }
  if (given.right) {
    print([said.right(key, given.value)]);
    return 0;
  }
  const reason = given.reason?.[language] ?? "";
  print([
    `${key} (${JSON.stringify(given.value)}) ${reason}.`,
    session.lab.answers?.[key]?.question[language] ?? "",
  ]);
  return 1;
}

/** `./workshop lab hint`: the next for the first task that is not done; the first says why the check fails. */
export async function hint(number: number | undefined, { lang }: LabOptions): Promise<number> {
  const language = languageOf(process.env, lang);
  const said = messages[language];
  const { at, session } = await started(number, language);
  const { findings, progress } = await session.check(progressOf(session, language));
  const open = findings.find(({ finding }) => finding.state !== "done");
  if (!open || open.finding.state === "done") {
    print([said.allDone(nextOf(at))]);
    return 0;
  }
  const { task, finding } = open;
  const all = task.hints.length + 1;
  const n = Math.min(session.hinted(progress, task.id), all - 1);
  const text = n === 0 ? faultLine(finding, language) : task.hints[n - 1]?.[language];
  print([
    said.hint(n + 1, all, task.title[language]),
    `  ${text}`,
    ...(n + 1 === all ? [said.lastHint] : []),
  ]);
  return 0;
}

/** `./workshop lab solve`: types the commands of the page, and says after each section what it has brought about. */
export async function solve(number: number | undefined, { lang }: LabOptions): Promise<number> {
  const language = languageOf(process.env, lang);
  const said = messages[language];
  const { at, session } = await started(number, language);
  session.showed(progressOf(session, language));
  const report = createReporter();
  const tools = await machineTools(session.lab.needs, report);
  report.close();
  const shown = new Set<string>();
  const tell = async () => {
    const { findings } = await session.check(progressOf(session, language));
    const news = findings.filter(({ task, finding }) => finding.state === "done" && !shown.has(task.id));
    for (const { task } of news) shown.add(task.id);
    print([...findingLines(news, at.number, language), ""]);
    return findings;
  };
  const runs = await runPage(loadPage(at, language), tools, {
    onBlock: ({ code }) => print(code.split("\n").map((line) => `$ ${line}`)),
    onLine: (line) => print([`  ${line}`]),
    afterBlock: async () => void (await tell()),
  });
  const wrong = runs.find(({ asExpected }) => !asExpected);
  if (wrong) print([said.stopped(wrong.block.line, wrong.outcome.code)]);
  const left = (await tell()).filter(({ finding }) => finding.state !== "done");
  print(left.length > 0 ? findingLines(left, at.number, language) : [said.allDone(nextOf(at))]);
  return left.length > 0 || wrong ? 1 : 0;
}

/** `./workshop lab reset`: the lab as if it had not been started; with `all`, every lab that was. */
export async function reset(
  number: number | undefined,
  { lang, all }: LabOptions & { readonly all?: boolean },
): Promise<number> {
  const language = languageOf(process.env, lang);
  const said = messages[language];
  const labs = all ? labFolders() : [number === undefined ? current(language) : labFolder(number)];
  const report = createReporter();
  const left: string[] = [];
  for (const at of labs) {
    try {
      const lab = loadLab(at);
      const known = store();
      // Of a lab that was not started there may still be what an interrupted run has made, in Docker; the cluster may be away.
      if (all && looksAtCluster(lab.needs) && !known.readable(at.folder)) continue;
      report.step(`Lab ${at.number}`);
      const outcome = await resetLab(at, lab, await machineTools(lab.needs, report), known);
      left.push(...outcome.left);
      report.note(said.wasReset(at.number));
      if (outcome.kept) report.note(said.kept(relative(projectRoot, outcome.kept)));
    } catch (error) {
      if (!all) throw error;
      // One that cannot be reset is not in the way of the others.
      left.push(`lab ${at.number}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      report.close();
    }
  }
  if (left.length > 0) print([said.still, ...left.map((line) => `  ${line}`)]);
  return left.length > 0 ? 1 : 0;
}

/** `./workshop lab report`: a page of what was done and when, as Markdown and as HTML. */
export async function report({ lang, name }: LabOptions & { readonly name?: string }): Promise<number> {
  const language = languageOf(process.env, lang);
  const known = store();
  const labs = labFolders().flatMap((at) => {
    try {
      return [{ number: at.number, lab: loadLab(at), progress: known.readable(at.folder) }];
    } catch {
      return [];
    }
  });
  const { markdown, html } = writeReport(labs, name ?? userInfo().username, language, new Date());
  const home = workshopPaths().labs;
  mkdirSync(home, { recursive: true });
  for (const [file, text] of [
    ["report.md", markdown],
    ["report.html", html],
  ] as const) {
    writeFileSync(join(home, file), text);
    print([messages[language].report.written(relative(projectRoot, join(home, file)))]);
  }
  return 0;
}
