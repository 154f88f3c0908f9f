import { plainText } from "../../components/plain-text";
import type { SaidLeft } from "../time-left/say";
import type { TaskName, Work } from "../time-left/tasks";

/** Tells a person what goes on while something takes its time. */
export interface Reporter {
  /**
   * Begins a step: what is being done, such as "Building the node image (about 10 minutes)". Ends the step before it.
   *
   * @param work the task of a whole run that the step is.
   */
  step(text: string, work?: Work): void;
  /** How far the current step is: "3 of 12 layers". Replaces what was said of it before. */
  progress(text: string): void;
  /** A line that stays: a decision, a warning, a place where something is to be found. */
  note(text: string): void;
  /** Tasks of a whole run turn out to be done already. @default nobody counts them */
  readonly unneeded?: (tasks: readonly TaskName[]) => void;
}

/** A whole run that steps are part of, and who knows what is left of it. */
export interface WholeRun {
  begin(work: Work): void;
  end(task: TaskName): void;
  unneeded(tasks: readonly TaskName[]): void;
  /** What is left; nothing when that is not known. */
  left(): SaidLeft | undefined;
}

/** A reporter that is told when there is nothing to wait for, or when someone else is to use the terminal. */
export interface ClosableReporter extends Reporter {
  /** Ends the current step. Another may follow. */
  close(): void;
  /** A reporter for work that is done beside this one's, with steps of its own. */
  beside(): ClosableReporter;
}

/** Where the lines go, and what the clock says. Tests give their own. */
export interface Terminal {
  write(text: string): void;
  /** Whether lines can be rewritten in place. */
  readonly isTTY: boolean;
  /** Columns of the terminal, if it is one. */
  readonly columns?: number;
  /** Milliseconds since some beginning. */
  now(): number;
}

/** Steps shorter than this are not given a duration, in milliseconds. */
const worthTiming = 2_000;
/** How often a long step says that it is alive where lines cannot be rewritten, in milliseconds. */
const heartbeat = 10_000;
/** How often it is said what is left where lines cannot be rewritten, in milliseconds. */
const reminder = 30_000;
/** How often a terminal's line is redrawn, in milliseconds. */
const redraw = 200;

/**
 * Rewrites one line on a terminal; elsewhere prints plain lines, and one at least every ten seconds of a long step.
 *
 * @param terminal standard error unless a test gives another.
 * @param whole what the steps are part of, if it is known how long that takes: what is left of it is said beside them.
 */
export function createReporter(terminal: Terminal = standardError(), whole?: WholeRun): ClosableReporter {
  /** The steps that go on at once, in the order of their beginning. */
  const current = new Set<Step>();
  let lastReminder = terminal.now();
  const line = (said: string) => {
    const text = plainText(said);
    terminal.write(terminal.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
  };
  const describe = ({ text, progress, started }: Step) =>
    `${text}${progress ? ` · ${progress}` : ""} (${duration(terminal.now() - started)})`;
  const draw = () => {
    if (current.size === 0) return;
    const steps = [...current];
    if (terminal.isTTY) {
      const width = (terminal.columns ?? 80) - 1;
      const left = whole?.left();
      const text = [...(left ? [left.short] : []), ...steps.map(describe)].join(" · ");
      terminal.write(`\r\u001b[K${text.slice(0, width)}`);
      return;
    }
    for (const step of steps) {
      if (terminal.now() - step.said < heartbeat) continue;
      step.said = terminal.now();
      line(`  … ${describe(step)}`);
    }
    if (terminal.now() - lastReminder < reminder) return;
    lastReminder = terminal.now();
    const left = whole?.left();
    if (left) line(`  ${left.line}`);
  };
  let timer: NodeJS.Timeout | undefined;
  const end = (step: Step | undefined) => {
    if (!step || !current.delete(step)) return;
    if (current.size === 0) clearInterval(timer);
    const took = terminal.now() - step.started;
    if (step.work) whole?.end(step.work.task);
    if (terminal.isTTY || took >= worthTiming)
      line(took >= worthTiming ? `${step.text}: ${duration(took)}` : step.text);
  };
  const reporter = (): ClosableReporter => {
    let own: Step | undefined;
    return {
      step(text, work) {
        end(own);
        if (work) whole?.begin(work);
        const now = terminal.now();
        own = { text: plainText(text), started: now, said: now, progress: "", work };
        if (current.size === 0) timer = setInterval(draw, redraw).unref();
        current.add(own);
        if (terminal.isTTY) draw();
        else line(text);
      },
      progress(text) {
        if (own) own.progress = plainText(text);
        draw();
      },
      note(text) {
        line(text);
        draw();
      },
      unneeded: (tasks) => whole?.unneeded(tasks),
      close: () => end(own),
      beside: reporter,
    };
  };
  return reporter();
}

/** A step that goes on. */
interface Step {
  readonly text: string;
  readonly work?: Work;
  /** When it was begun and when a line was last written of it, in milliseconds. */
  readonly started: number;
  said: number;
  progress: string;
}

/** `850 ms` is `0.9 s`; from a minute on, minutes and seconds. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function standardError(): Terminal {
  return {
    write: (text) => void process.stderr.write(text),
    get isTTY() {
      return process.stderr.isTTY === true;
    },
    get columns() {
      return process.stderr.columns;
    },
    now: () => performance.now(),
  };
}

/**
 * Prints a value as JSON, for programs. Control characters that JSON lets stand are written in its own way: {@link print}
 * would write them as `\\x7f`, which no reader of JSON takes.
 */
export function printJson(value: unknown, indent?: number): void {
  const escaped = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
  print([JSON.stringify(value, null, indent).replace(/[\u007f-\u009f]/g, escaped)]);
}

/** Prints lines of a result on standard output. */
export function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(""));
}
