import { type LabFolder, loadLab, loadPage } from "../../../cli/lab/catalog";
import { examine } from "../../../cli/lab/check";
import type { Lab } from "../../../cli/lab/define";
import { type Progress, ProgressStore } from "../../../cli/lab/progress";
import { leftOf, resetLab } from "../../../cli/lab/reset";
import { runPage } from "../../../cli/lab/run-page";
import { LabSession } from "../../../cli/lab/session";
import { type LabTools, labWorld } from "../../../cli/lab/world";
import { runTool } from "../../../cli/process/exec";
import { type Project, succeeded } from "./project";

/** What the playing of a lab has shown. */
export interface Played {
  /** Seconds that the commands of the page took. */
  readonly seconds: number;
  /** Tasks of the lab. */
  readonly tasks: number;
  /** How many of them were not yet done before the page's commands. */
  readonly undone: number;
  /** Seconds that the longer of both looks at all tasks took. */
  readonly check: number;
}

/** Whether a lab asks something that `./workshop lab answer` is for, which goes to the lab that was opened last. */
export const hasQuestions = ({ answers }: Lab): boolean => Object.keys(answers ?? {}).length > 0;

/** Progress of a lab that is not the one opened last: a lab with questions, which is played beside it, is. */
class UnopenedProgress extends ProgressStore {
  override write(folder: string, progress: Progress): void {
    super.write(folder, { ...progress, opened: new Date(0).toISOString() });
  }
}

/** Seconds of something, to a tenth, and what it came to. */
async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [Math.round((performance.now() - start) / 100) / 10, result];
}

/**
 * Plays a lab as a learner does who looks only at the end: reset, every task fails, the commands of the page, every task is done,
 * reset, nothing is left.
 *
 * @param tools whose `root` is a clone in which `./workshop lab answer` finds the same `home`.
 */
export async function playLab(at: LabFolder, tools: LabTools): Promise<Played> {
  const lab = loadLab(at);
  const store = hasQuestions(lab) ? new ProgressStore(tools.home) : new UnopenedProgress(tools.home);
  const session = new LabSession(at, lab, tools, store);
  await resetLab(at, lab, tools, store);
  try {
    const begun = await session.begin();
    const [lookBefore, before] = await timed(() => session.check(begun));
    expect(before.findings.map(({ task, finding }) => `${task.id}: ${finding.state}`)).toEqual(
      lab.tasks.map(({ id }) => `${id}: not-yet`),
    );
    for (const { finding } of before.findings) {
      if (finding.state !== "done") expect(finding.reason.en).not.toContain("could not be looked at");
    }
    const [seconds, runs] = await timed(() => runPage(loadPage(at, "en"), tools));
    const failed = runs.find(({ asExpected }) => !asExpected);
    if (failed) {
      const { code, stdout, stderr } = failed.outcome;
      throw new Error(`line ${failed.block.line} of the page ended with ${code}:\n${stdout}\n${stderr}`);
    }
    const progress = store.read(at.folder);
    if (!progress) throw new Error("the lab forgot that it was started");
    // Not by the session: what an earlier look has seen done would count.
    const moment = { ...progress, folder: at.folder, started: new Date(progress.started) };
    const [lookAfter, after] = await timed(() => examine(lab, labWorld(tools, moment)));
    expect(after.filter(({ finding }) => finding.state !== "done").map(({ finding }) => finding)).toEqual([]);
    const undone = before.findings.filter(({ finding }) => finding.state === "not-yet").length;
    return { seconds, tasks: lab.tasks.length, undone, check: Math.max(lookBefore, lookAfter) };
  } finally {
    const { left } = await resetLab(at, lab, tools, store);
    expect(left).toEqual([]);
    expect(await leftOf(at, lab, tools)).toEqual([]);
    expect(store.read(at.folder)).toBeUndefined();
  }
}

/** A project's own tools, with the cluster of its stack: what a learner has after `eval "$(./workshop env)"` in it. */
export async function labToolsOf(project: Project): Promise<LabTools> {
  const said = await project.shell("env -0 2>/dev/null");
  succeeded(said);
  const pairs = said.text.split("\0").filter((pair) => pair.includes("="));
  const env = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const home = project.path(".workshop", "labs");
  return { root: project.folder, home, env, run: runTool, now: () => new Date() };
}
