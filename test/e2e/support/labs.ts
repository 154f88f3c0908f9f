import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type LabFolder, labFolders, loadLab, loadPage } from "../../../cli/lab/catalog";
import { examine } from "../../../cli/lab/check";
import { looksAtCluster } from "../../../cli/lab/define";
import { durationsFile, readDurations } from "../../../cli/lab/minutes";
import { ProgressStore } from "../../../cli/lab/progress";
import { leftOf, resetLab } from "../../../cli/lab/reset";
import { runPage } from "../../../cli/lab/run-page";
import { LabSession } from "../../../cli/lab/session";
import { type LabTools, labWorld } from "../../../cli/lab/world";
import { runTool } from "../../../cli/process/exec";
import { clone } from "./copy";
import { type Project, succeeded } from "./project";

/**
 * Plays a lab as a learner does who looks only at the end: reset, every task fails, the commands of the page, every task is done,
 * reset, nothing is left.
 *
 * @param tools whose `root` is a clone in which `./workshop lab answer` finds the same `home`.
 * @returns seconds that the commands of the page took.
 */
export async function playLab(at: LabFolder, tools: LabTools): Promise<number> {
  const lab = loadLab(at);
  const store = new ProgressStore(tools.home);
  const session = new LabSession(at, lab, tools, store);
  await resetLab(at, lab, tools, store);
  try {
    const before = await session.check(await session.begin());
    expect(before.findings.map(({ task, finding }) => `${task.id}: ${finding.state}`)).toEqual(
      lab.tasks.map(({ id }) => `${id}: not-yet`),
    );
    for (const { finding } of before.findings) {
      if (finding.state !== "done") expect(finding.reason.en).not.toContain("could not be looked at");
    }
    const start = performance.now();
    const runs = await runPage(loadPage(at, "en"), tools);
    const seconds = (performance.now() - start) / 1000;
    const failed = runs.find(({ asExpected }) => !asExpected);
    if (failed) {
      const { code, stdout, stderr } = failed.outcome;
      throw new Error(`line ${failed.block.line} of the page ended with ${code}:\n${stdout}\n${stderr}`);
    }
    const progress = store.read(at.folder);
    if (!progress) throw new Error("the lab forgot that it was started");
    // Not by the session: what an earlier look has seen done would count.
    const moment = { ...progress, folder: at.folder, started: new Date(progress.started) };
    const after = await examine(lab, labWorld(tools, moment));
    expect(after.filter(({ finding }) => finding.state !== "done").map(({ finding }) => finding)).toEqual([]);
    return Math.round(seconds * 10) / 10;
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

/** Keeps how long the commands of labs took, where `UPDATE_GOLDEN` asks for it: the minutes of the list come of it. */
export function keepDurations(measured: Readonly<Record<string, number>>): void {
  if (!process.env.UPDATE_GOLDEN || Object.keys(measured).length === 0) return;
  const all = Object.entries({ ...readDurations(clone), ...measured }).sort(([a], [b]) => a.localeCompare(b));
  writeFileSync(durationsFile(clone), `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}

/**
 * A seed for a run, to be printed: what failed in one order can be run in it again by `LAB_SEED`. In CI it is the commit's, so that the
 * same commit meets the same labs in the same order.
 */
export function seedOfRun(env: NodeJS.ProcessEnv = process.env): number {
  if (env.LAB_SEED !== undefined) return Number(env.LAB_SEED);
  if (!env.CI) return Date.now() % 1_000_000;
  return Number.parseInt(
    execFileSync("git", ["rev-parse", "HEAD"], { cwd: clone, encoding: "utf8" }).slice(0, 8),
    16,
  );
}

/**
 * The labs that a run with a cluster plays, in its order: all but those of Docker alone; in CI none, whose time has no room for the minutes
 * that they take.
 *
 * @param karpenter whether the cluster is the one whose nodes Karpenter launches: it plays those that need that, the other one the rest.
 */
export function clusterLabsOf(
  seed: number,
  karpenter: boolean,
  env: NodeJS.ProcessEnv = process.env,
): LabFolder[] {
  if (env.CI) return [];
  const own = labFolders(clone).filter((at) => {
    const lab = loadLab(at);
    return looksAtCluster(lab.needs) && (lab.karpenter ?? false) === karpenter;
  });
  return shuffled(own, seed);
}

/** The same things in an order that a seed decides (Fisher and Yates, over mulberry32). */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const out = [...things];
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
