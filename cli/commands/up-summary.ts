import { changedResources, type TimedEvent } from "../engine/events";
import type { Phase } from "../engine/phases";
import { defaultStack } from "../process/paths";
import type { StackOutputs } from "../stack/context";
import { duration } from "../terminal/progress";
import { table } from "../terminal/table";
import type { ScreenWords } from "./screen-words";
import { type Json, renderReport } from "./up-job-report";

/** A part of `./workshop up` before the engine's, with the time it took in milliseconds. */
export interface Preparation {
  readonly name: string;
  readonly took: number;
}

/** What `./workshop up` tells at its end. */
export interface UpSummary {
  readonly stack: string;
  readonly outputs: StackOutputs;
  /** What each job found, by name. */
  readonly reports: Readonly<Record<string, Json>>;
  /** Resources by operation. */
  readonly changes: Readonly<Record<string, number>>;
  readonly preparations: readonly Preparation[];
  readonly phases: readonly Phase[];
  /** Time of the engine, in milliseconds. */
  readonly engine: number;
}

/** Resources by operation, from the engine's own summary. */
export function changesOf(events: readonly TimedEvent[]): Readonly<Record<string, number>> {
  for (const event of events) if (event.kind === "summary") return event.changes;
  return {};
}

/** The summary as lines. */
export function renderSummary(summary: UpSummary, words: ScreenWords): string[] {
  return [
    ...found(summary, words),
    "",
    outcome(summary, words),
    "",
    words.howLong,
    ...times(summary, words),
    "",
    ...(summary.outputs.cost
      ? [words.cost, ...Object.values(summary.outputs.cost).map((line) => `  ${line}`), ""]
      : []),
    words.whereToLook,
    ...places(summary.outputs, words),
    ...leftOut(summary, words),
    "",
    words.next,
    ...next(summary, words),
  ];
}

/** Whether anything was changed, in one line. */
function outcome({ stack, changes }: UpSummary, words: ScreenWords): string {
  const total = Object.values(changes).reduce((sum, n) => sum + n, 0);
  if (changedResources(changes) === 0) return words.upToDate(total, stack);
  const parts = Object.entries(changes)
    .filter(([, n]) => n > 0)
    .map(([operation, n]) => `${n} ${operation}`);
  return words.isUp(stack, parts.join(", "));
}

function found({ reports, outputs }: UpSummary, words: ScreenWords): string[] {
  return outputs.applications.flatMap(({ name }) => {
    const report = reports[name];
    return report === undefined ? [] : ["", words.jobFound(name), ...renderReport(report)];
  });
}

function times({ preparations, phases, engine }: UpSummary, words: ScreenWords): string[] {
  const whole = preparations.reduce((sum, { took }) => sum + took, engine);
  return table(
    ["", "", ""],
    [
      ...preparations.map(({ name, took }) => [name, duration(took)]),
      ["Pulumi", duration(engine), phases.length > 0 ? words.sideBySide : undefined],
      ...phases.map(({ name, busy, from, to }) => [
        `  ${name}`,
        duration(busy),
        words.fromTo(clock(from), clock(to)),
      ]),
      [words.inAll, duration(whole)],
    ].map(([name, took, note]) => [name, took, note ?? ""]),
  );
}

/** Milliseconds as minutes and seconds on a clock that started with the engine: `1:05`. */
function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Where a stack's services are, each with what it needs to answer. */
export function places(outputs: StackOutputs, words: ScreenWords): string[] {
  const { historyServer, historyServerForward, s3Endpoint, credentials } = outputs;
  const forward = historyServerForward ? words.asLongAs(historyServerForward) : "";
  const keys = credentials ? words.keys("pulumi stack output credentials --show-secrets") : "";
  return table(
    ["", ""],
    [
      ...(historyServer ? [["Spark History Server", historyServer + forward]] : []),
      ...(s3Endpoint ? [["S3 endpoint", s3Endpoint + keys]] : []),
    ],
  );
}

/** What a stack does without, by its cluster. */
function leftOut({ outputs: { leftOut: lines = [] } }: UpSummary, words: ScreenWords): string[] {
  return lines.length === 0 ? [] : ["", words.leftOut, ...lines.map((line) => `  ${line}`)];
}

function next({ stack, outputs }: UpSummary, words: ScreenWords): string[] {
  const option = stackOption(stack);
  return [
    `  eval "$(./workshop env${option})"    # ${words.inThisShell}`,
    "  kubectl get nodes -L karpenter.sh/capacity-type,topology.kubernetes.io/zone",
    "  kubectl get sparkapplications --all-namespaces",
    ...outputs.applications.flatMap((one) => firstCommand(one).map((command) => `  ${command}`)),
    `  pulumi preview -s ${stack}`,
    `  ./workshop status${option}`,
    `  ./workshop down${option}`,
  ];
}

/** The command that says most of an application: a driver's log, the runs of a schedule, the way to a server. */
export function firstCommand({ commands = {} }: StackOutputs["applications"][number]): string[] {
  const command = commands.driverLog ?? commands.runs ?? commands.connect;
  return command === undefined ? [] : [command];
}

/** ` -s name`, where it is not the default. */
export function stackOption(stack: string): string {
  return stack === defaultStack ? "" : ` -s ${stack}`;
}
