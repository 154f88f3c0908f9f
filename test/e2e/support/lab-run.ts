import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type LabFolder, labFolders, loadLab } from "../../../cli/lab/catalog";
import { looksAtCluster, needs } from "../../../cli/lab/define";
import { durationsFile, readDurations } from "../../../cli/lab/minutes";
import { clone } from "./copy";
import { hasQuestions, type Played } from "./labs";

/** A lab to be played, and in which round of a run. */
export type Turn = readonly [round: number, folder: string, at: LabFolder];

/** What the labs of a run came to: printed at its end, and kept where that is asked for. */
export class LabFigures {
  private readonly played: (Played & { readonly folder: string })[] = [];

  add(folder: string, played: Played): void {
    this.played.push({ folder, ...played });
  }

  /** A line for each lab that was played, and one for all. */
  lines(): string[] {
    if (this.played.length === 0) return [];
    const sum = (of: (one: Played) => number) => this.played.reduce((all, one) => all + of(one), 0);
    const all = `${sum(({ undone }) => undone)} of ${sum(({ tasks }) => tasks)} tasks not yet done before`;
    const longest = Math.max(...this.played.map(({ check }) => check));
    return [
      ...this.played.map(
        ({ folder, seconds, tasks, undone, check }) =>
          `${folder}: ${undone} of ${tasks} tasks not yet done before, ${seconds} s of commands, ${check} s a check`,
      ),
      `${this.played.length} labs: ${all}, ${Math.round(sum(({ seconds }) => seconds))} s of commands, ${longest} s the longest check`,
    ];
  }

  /** Seconds by lab, of the quicker round: whatever else the machine does only adds. */
  durations(): Record<string, number> {
    const quickest = new Map<string, number>();
    for (const { folder, seconds } of this.played)
      quickest.set(folder, Math.min(seconds, quickest.get(folder) ?? seconds));
    return Object.fromEntries(quickest);
  }

  /** Prints the figures. The minutes of the list come of the durations, which are kept where `UPDATE_GOLDEN` asks for it. */
  finish(): void {
    const lines = this.lines();
    if (lines.length === 0) return;
    process.stdout.write(`${lines.join("\n")}\n`);
    if (!process.env.UPDATE_GOLDEN) return;
    const all = Object.entries({ ...readDurations(clone), ...this.durations() });
    const sorted = all.sort(([a], [b]) => a.localeCompare(b));
    writeFileSync(durationsFile(clone), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  }
}

/**
 * A seed for a run, to be printed: what failed in one order can be run in it again by `LAB_SEED`. In CI it is the commit's, so that the
 * same commit meets the same labs in the same order; where the files are in no repository it is one by the clock as well.
 */
export function seedOfRun(env: NodeJS.ProcessEnv = process.env): number {
  if (env.LAB_SEED !== undefined) return Number(env.LAB_SEED);
  const byClock = Date.now() % 1_000_000;
  if (!env.CI) return byClock;
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: clone, encoding: "utf8" });
  return status === 0 ? Number.parseInt(stdout.slice(0, 8), 16) : byClock;
}

/**
 * The turns of a run: each lab once a round, each round in an order of its own. A second round finds what the first one left behind.
 *
 * @param rounds unless `LAB_ROUNDS` says it otherwise.
 */
export function labTurns(
  labs: readonly LabFolder[],
  seed: number,
  rounds: number,
  env: NodeJS.ProcessEnv = process.env,
): Turn[] {
  const all = env.LAB_ROUNDS === undefined ? rounds : Number(env.LAB_ROUNDS);
  return Array.from({ length: all }, (_, i) => i + 1).flatMap((round) =>
    shuffled(labs, seed + round).map((at): Turn => [round, at.folder, at]),
  );
}

/** Seconds of a lab's commands, as measured, up to which CI plays it each time, and twice. */
const quickSeconds = 20;
/** Seconds of commands that CI has for the slower ones, of which it plays one in any case. */
const slowerSeconds = 240;

/**
 * The turns of a run with a cluster: all labs but those of Docker alone. In CI those whose commands were measured to be quick, twice, and
 * once as many of the slower ones of both clusters as there is time for: the seed chooses. `LAB_ROUNDS` asks for all of them.
 *
 * @param karpenter whether the cluster is the one whose nodes Karpenter launches: it plays those that need that, the other one the rest.
 */
export function clusterLabTurns(
  seed: number,
  karpenter: boolean,
  env: NodeJS.ProcessEnv = process.env,
): Turn[] {
  const measured = readDurations(clone);
  const seconds = ({ folder }: LabFolder) => measured[folder] ?? Number.POSITIVE_INFINITY;
  const isQuick = (at: LabFolder) => seconds(at) <= quickSeconds;
  const all = labFolders(clone).filter((at) => looksAtCluster(loadLab(at).needs));
  const slower = shuffled(
    all.filter((at) => !isQuick(at)),
    seed,
  );
  let left = slowerSeconds;
  const chosen = slower.filter((at, i) => {
    const fits = i === 0 || seconds(at) <= left;
    if (fits) left -= seconds(at);
    return fits;
  });
  const whole = env.CI === undefined || env.LAB_ROUNDS !== undefined;
  const played = whole ? all : all.filter((at) => isQuick(at) || chosen.includes(at));
  const own = played.filter((at) => (loadLab(at).karpenter ?? false) === karpenter);
  const turns = labTurns(own, seed, whole ? 1 : 2, env);
  return turns.filter(([round, , at]) => whole || round === 1 || isQuick(at));
}

/** What became of a lab that was played. */
export type Outcome = PromiseSettledResult<Played>;

/**
 * Plays the labs of a round side by side, as far as they bear it. Those with questions follow each other: an answer is for the lab that was
 * opened last. Labs of jobs come after the others, of which one takes the node with the cluster's DNS away.
 *
 * @param lanes how many at once, two at most. @default 1 where durations are measured, else 2
 */
export async function playTurns(
  turns: readonly Turn[],
  play: (at: LabFolder) => Promise<Played>,
  lanes = process.env.UPDATE_GOLDEN ? 1 : 2,
): Promise<ReadonlyMap<Turn, Outcome>> {
  const outcomes = new Map<Turn, Outcome>();
  const inTurn = async (some: readonly Turn[]) => {
    for (const turn of some) {
      const [outcome] = await Promise.allSettled([play(turn[2])]);
      outcomes.set(turn, outcome);
    }
  };
  for (const round of new Set(turns.map(([one]) => one))) {
    for (const need of needs) {
      const now = turns.filter(([one, , at]) => one === round && loadLab(at).needs === need);
      const asks = ([, , at]: Turn) => hasQuestions(loadLab(at));
      if (lanes < 2) await inTurn(now);
      else await Promise.all([inTurn(now.filter(asks)), inTurn(now.filter((turn) => !asks(turn)))]);
    }
  }
  return outcomes;
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
