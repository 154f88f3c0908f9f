import { readFileSync } from "node:fs";
import { z } from "zod";
import { jobCommands } from "../../components/spark/application/kubectl-commands";
import { cannotStart } from "../../components/spark/run/start/end-run";
import {
  type Application,
  applicationShape,
  type Event,
  eventShape,
  lastSeen,
  timesSeen,
} from "../../components/spark/run/start/objects";
import { observeRun } from "../../components/spark/run/start/observe";
import { problemLines } from "../../components/spark/run/start/problem";
import { type RunView, startProblems } from "../../components/spark/run/start/problems";
import { type Cell, table } from "../terminal/table";
import type { ScreenWords } from "./screen-words";

/** Asks kubectl for something as JSON; nothing where there is no answer. */
export type Ask = (args: readonly string[]) => Promise<string | undefined>;

const applicationList = z.object({ items: z.array(applicationShape) });
const eventList = z.object({ items: z.array(eventShape) });

/** Most events of a job that are shown. */
const mostEvents = 15;

/** Most applications of a stack whose pods are looked at. */
const mostRuns = 10;

/** States of a run of which nothing is to be found out. */
const quiet: readonly string[] = ["RUNNING", "COMPLETED", "SUCCEEDING"];

/** Why a run does not start, or did not: what is noted on the application, or what its pods show. */
export function whyNot(view: RunView): string[] {
  return noted(view.application) ?? problemLines(startProblems(view)).map((line) => ` - ${line}`);
}

/** What an update has noted on an application whose run it ended; its pods are gone. */
function noted({ metadata }: Application): string[] | undefined {
  return metadata.annotations[cannotStart]?.split("\n");
}

/**
 * What keeps the applications from running that do not, under their names.
 *
 * @param kubeconfig file.
 * @param applications as `kubectl get sparkapplications -o json` has them.
 */
export async function notStartedLines(
  kubeconfig: string,
  applications: string,
  words: ScreenWords,
): Promise<string[]> {
  const waiting = applicationList
    .parse(JSON.parse(applications))
    .items.filter(({ status }) => !quiet.includes(status.applicationState.state))
    .slice(0, mostRuns);
  const found = await Promise.all(
    waiting.map(async (application) => {
      const { metadata } = application;
      const lines = noted(application) ?? (await whyOf(kubeconfig, metadata));
      return lines.length > 0
        ? [`  ${metadata.namespace}/${metadata.name}:`, ...lines.map((l) => `  ${l}`)]
        : [];
    }),
  );
  const lines = found.flat();
  return lines.length > 0 ? [words.keepsThem, ...lines, ""] : [];
}

async function whyOf(kubeconfig: string, run: { name: string; namespace: string }): Promise<string[]> {
  try {
    const view = await observeRun(readFileSync(kubeconfig, "utf8"), run);
    return view ? whyNot(view) : [];
  } catch {
    return [" - the cluster did not answer in time"];
  }
}

/**
 * One job: its state, its pods, their events, what keeps it from running, and the commands that show more.
 *
 * @param kubeconfig file.
 * @returns nothing when the cluster does not answer; a line for a person when it knows no such job.
 */
export async function jobStatus(
  job: string,
  kubeconfig: string,
  ask: Ask,
  words: ScreenWords,
): Promise<string[] | undefined> {
  const answer = await ask(["get", "sparkapplications.sparkoperator.k8s.io", "--all-namespaces"]);
  if (answer === undefined) return undefined;
  const { items } = applicationList.parse(JSON.parse(answer));
  const named = items.filter(({ metadata }) => metadata.name === job);
  if (named.length === 0) {
    const names = items.map(({ metadata }) => metadata.name).join(", ");
    return [words.unknownJob(job, names)];
  }
  const parts = await Promise.all(
    named.map(async ({ metadata: { namespace, name } }) => {
      const view = await observeRun(readFileSync(kubeconfig, "utf8"), { namespace, name });
      const events = await ask(["get", "events", "--namespace", namespace]);
      return view ? jobLines(view, events ? eventList.parse(JSON.parse(events)).items : [], words) : [];
    }),
  );
  return parts.flat();
}

/** A job as lines. */
export function jobLines(view: RunView, events: readonly Event[], words: ScreenWords): string[] {
  const { application, pods } = view;
  const { name, namespace } = application.metadata;
  const driver = application.status.driverInfo.podName || `${name}-driver`;
  const why = whyNot(view);
  const shown = eventRows(
    application,
    [driver, ...pods.map(({ metadata }) => metadata.name)],
    events,
    view.now,
  );
  const commands = jobCommands(name, namespace);
  return [
    `SparkApplication ${namespace}/${name}`,
    ...table(["", ""], stateRows(application)),
    ...(why.length > 0 ? ["", words.keepsIt, ...why.map((line) => ` ${line}`)] : []),
    ...(pods.length > 0
      ? [
          "",
          words.pods,
          ...table(
            words.podColumns,
            pods.map(({ metadata, spec, status }) => [metadata.name, status.phase, spec.nodeName]),
          ),
        ]
      : []),
    ...(shown.length > 0 ? ["", words.events, ...table(words.eventColumns, shown)] : []),
    "",
    words.commands,
    `  kubectl -n ${namespace} logs ${driver}`,
    `  kubectl -n ${namespace} describe pod ${driver}`,
    `  ${commands.ui}`,
    `  ${commands.executorLogs}`,
  ];
}

function stateRows({ metadata, status }: Application): Cell[][] {
  const { state, errorMessage } = status.applicationState;
  return [
    ["state", state || "not submitted yet"],
    ["attempts", `${status.executionAttempts} of the run, ${status.submissionAttempts} of its submission`],
    ["created", metadata.creationTimestamp],
    ...(errorMessage ? [["the operator says", errorMessage.split("\n")[0]]] : []),
  ];
}

function eventRows(
  { metadata }: Application,
  pods: readonly string[],
  events: readonly Event[],
  now: Date,
): Cell[][] {
  const names = new Set([metadata.name, ...pods]);
  return events
    .filter(({ involvedObject }) => names.has(involvedObject.name))
    .map((event) => ({ event, at: lastSeen(event)?.getTime() ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .slice(-mostEvents)
    .map(({ event, at }) => {
      const times = timesSeen(event);
      const ago = `${Math.max(0, Math.round((now.getTime() - at) / 1000))} s ago`;
      const message = event.message.trim().replace(/\s*\n\s*/g, " ");
      return [ago, event.involvedObject.name, `${event.reason}${times > 1 ? ` ×${times}` : ""}`, message];
    });
}
