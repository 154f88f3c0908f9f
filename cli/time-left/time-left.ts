import { finishTimes, paces } from "./side-by-side";
import { type TaskName, taskOf, usualSeconds, type Way, type Work } from "./tasks";

/** The tasks of a run, before it begins. */
export interface Plan {
  /** Those of one stage are done side by side, the stages one after the other. */
  readonly stages: readonly (readonly TaskName[])[];
  /** Tasks that nobody offers for download. */
  readonly onlyBuilt?: readonly TaskName[];
}

/** Seconds that tasks took alone, in earlier runs on this machine. */
export type Durations = Readonly<Record<string, number>>;

/** What a run has still to do. */
export interface Left {
  readonly seconds: number;
  /** What somebody is at, then what comes after it. */
  readonly tasks: readonly TaskName[];
}

interface Entry {
  readonly task: TaskName;
  readonly stage: number;
  state: "waiting" | "running" | "over" | "unneeded";
  by: Way;
  /** Whether it is known how it is done. */
  known: boolean;
  /** Seconds that it would have taken alone for what has been done of it. */
  spent: number;
}

/** Seconds of tasks after which what they took counts as much as what is usual; after more, what is usual soon counts for nothing. */
const trust = 20;
/** How long a download may be tried, in seconds, before it is believed where others of its source were refused. */
const doubt = 20;
/** The part of its usual time that a build takes at least where nothing is prepared. */
const suspicious = 0.15;
/** What is supposed to be left of a task that takes longer than it should, as a part of what it has taken. */
const overdue = 0.05;

/**
 * How long a run takes yet, by what its tasks usually take, by how fast this machine and its network have been in those that
 * are over, and by how tasks of their kind have been done so far: what one publisher does not hand out, the next is not expected to.
 * It asks nobody, the clock included: times are given, in seconds since any beginning.
 */
export class TimeLeft {
  private readonly entries: Entry[];
  private readonly onlyBuilt: ReadonlySet<TaskName>;
  private readonly earlier: Readonly<Record<Way, number>>;
  /** How the last task of a source was done. */
  private readonly lastWay = new Map<string, Way>();
  /** Until when the time is counted, in seconds. */
  private at = 0;

  constructor(
    plan: Plan,
    private readonly kept: Durations = {},
  ) {
    this.onlyBuilt = new Set(plan.onlyBuilt);
    this.earlier = {
      cores: earlierPace(plan, kept, "cores"),
      network: earlierPace(plan, kept, "network"),
    };
    this.entries = plan.stages.flatMap((stage, i) =>
      stage.map((task) => ({
        ...{ task, stage: i, state: "waiting" as const, by: "cores" as const },
        ...{ known: false, spent: 0 },
      })),
    );
  }

  /** Somebody begins a task, goes on with it, or does it another way since the first one failed. */
  begin({ task, by }: Work, now: number): void {
    const entry = this.entries.find((one) => one.task === task);
    if (!entry || (entry.state === "running" && entry.by === by)) return;
    this.count(now);
    if (entry.by !== by) entry.spent = 0;
    Object.assign(entry, { state: "running", by, known: true });
    // A download may yet fail.
    if (by === "cores") this.learn(entry);
  }

  /** A task is through. */
  end(task: TaskName, now: number): void {
    const entry = this.entries.find((one) => one.task === task);
    if (entry?.state !== "running") return;
    this.count(now);
    entry.state = "over";
    entry.known = true;
    this.learn(entry);
  }

  /** Those of some tasks that nobody has begun are there already, or not wanted. */
  unneeded(names: readonly TaskName[]): void {
    for (const entry of this.entries)
      if (entry.state === "waiting" && names.includes(entry.task)) entry.state = "unneeded";
  }

  /** What is still to be done. Nothing when there is nothing. */
  left(now: number): Left | undefined {
    this.count(now);
    for (const entry of this.entries) if (entry.state === "running") entry.known = !this.doubted(entry);
    const open = this.entries.filter(({ state }) => state === "running" || state === "waiting");
    if (open.length === 0) return undefined;
    const pace = { cores: this.pace("cores"), network: this.pace("network") };
    const rest = (entry: Entry) => {
      const by = this.wayOf(entry);
      const done = by === entry.by ? entry.spent : 0;
      return Math.max(this.expected(entry) * pace[by] - done, overdue * done);
    };
    const together = new Set(open.filter(({ state }) => state === "running").map(({ stage }) => stage));
    const groups = new Map<number, Entry[]>();
    for (const entry of open) {
      // What is going on at once is one stage, whatever was planned.
      const stage = together.has(entry.stage) ? -1 : entry.stage;
      groups.set(stage, [...(groups.get(stage) ?? []), entry]);
    }
    let seconds = 0;
    for (const group of groups.values())
      seconds += Math.max(
        ...finishTimes(group.map((entry) => ({ seconds: rest(entry), busy: this.busy(entry) }))),
      );
    const running = open.filter(({ state }) => state === "running");
    const waiting = open.filter(({ state }) => state === "waiting");
    return { seconds, tasks: [...running, ...waiting].map(({ task }) => task) };
  }

  /** What each task that is over would have taken alone, as {@link Durations} of the next run. */
  durations(): Durations {
    const over = this.entries.filter(
      (entry) => entry.state === "over" && entry.spent > 0 && !this.prepared(entry),
    );
    return Object.fromEntries(over.map((entry) => [keptName(entry.task, entry.by), entry.spent]));
  }

  /** Counts what has been done since it was last counted: what is done at once shares the cores. */
  private count(now: number): void {
    const running = this.entries.filter(({ state }) => state === "running");
    const pace = paces(running.map((entry) => this.busy(entry)));
    for (const [i, entry] of running.entries()) entry.spent += (now - this.at) * (pace[i] ?? 1);
    this.at = now;
  }

  /** How much longer tasks have taken than expected. */
  private pace(by: Way): number {
    let spent = 0;
    let expected = 0;
    const ran = this.entries.filter((entry) => entry.known && entry.by === by);
    for (const entry of ran.filter((one) => one.state === "over" && !this.prepared(one))) {
      spent += entry.spent;
      expected += this.expected(entry);
    }
    for (const entry of ran.filter(({ state }) => state === "running")) {
      const whole = this.expected(entry);
      // Of one that is not through, only that it takes too long says something.
      if (entry.spent <= whole * mixed(spent, expected)) continue;
      spent += entry.spent;
      expected += whole;
    }
    return mixed(spent, expected);
  }

  /** Whether it was built so fast that compilers must have had most of it: that says nothing of the next. */
  private prepared(entry: Entry): boolean {
    return entry.by === "cores" && entry.spent < this.expected(entry) * suspicious;
  }

  /** Seconds that it takes alone, before what this run has shown. */
  private expected(entry: Entry): number {
    const by = this.wayOf(entry);
    const usual = usualSeconds(entry.task, by, (other) => {
      const before = this.entries.find(({ task, state }) => task === other && state !== "unneeded");
      return before !== undefined && this.wayOf(before) === "cores";
    });
    return this.kept[keptName(entry.task, by)] ?? usual * this.earlier[by];
  }

  private busy(entry: Entry): number {
    return this.wayOf(entry) === "network" ? 0 : taskOf(entry.task).busy;
  }

  private wayOf(entry: Entry): Way {
    if (entry.known) return entry.by;
    const { seconds, source } = taskOf(entry.task);
    if (seconds.network === undefined || this.onlyBuilt.has(entry.task)) return "cores";
    if (seconds.cores === undefined) return "network";
    const { lastWay } = this;
    return (source && lastWay.get(source)) ?? lastWay.get("publishers") ?? lastWay.get("tools") ?? "network";
  }

  /** Whether it is a download that has just begun, though the last one of its source was refused. */
  private doubted(entry: Entry): boolean {
    const { source = "", seconds } = taskOf(entry.task);
    if (entry.by === "cores" || seconds.cores === undefined) return false;
    return this.lastWay.get(source) === "cores" && entry.spent < doubt;
  }

  private learn({ task, by }: Entry): void {
    const { seconds, source } = taskOf(task);
    if (source && seconds.network !== undefined && !this.onlyBuilt.has(task)) this.lastWay.set(source, by);
  }
}

/** By how much this machine differed from what is usual in earlier runs: the middle one of what is kept of a plan's tasks. */
function earlierPace(plan: Plan, kept: Durations, by: Way): number {
  const ratios = plan.stages.flat().flatMap((task) => {
    const usual = taskOf(task).seconds[by];
    const seconds = kept[keptName(task, by)];
    return usual === undefined || seconds === undefined ? [] : [seconds / usual];
  });
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 1;
}

/** What was seen against what was expected, with as much of the usual pace, which is one, as has not been seen yet. */
function mixed(spent: number, expected: number): number {
  const usual = trust ** 2 / (trust + expected);
  return (spent + usual) / (expected + usual);
}

/** Name under which a duration is kept. */
export function keptName(task: TaskName, by: Way): string {
  return `${task} by ${by}`;
}
