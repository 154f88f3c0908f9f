import { containerTroubles, mountTroubles } from "./containers";
import { driverTrouble } from "./driver-exit";
import { type Application, dateOf, type Event, type Pod, roleOf } from "./objects";
import { judged, type StartProblem, type Trouble } from "./problem";
import { type Nodes, schedulingTrouble } from "./scheduling";
import { fatalSidecars, sidecarTroubles } from "./sidecars";
import { admissionTrouble, submissionTrouble } from "./submission";

/** A run as the API server shows it at a moment. */
export interface RunView {
  readonly application: Application;
  /** Drivers and executors of the application. */
  readonly pods: readonly Pod[];
  /** Events of the application and of its pods; others are left out by their `uid`. */
  readonly events: readonly Event[];
  readonly nodes: Nodes;
  /** Last lines of the driver's log, where the driver has ended, or runs without executors. */
  readonly driverLog?: readonly string[];
  readonly now: Date;
}

/** Seconds that a pod has before its waiting is told: nodes, images and volumes take a while where nothing is wrong. */
const quiet = 8;

/** Seconds after which the operator has taken up an application: it has no state until spark-submit has ended. */
const takenUp = 55;

/** Seconds without an executor after which the driver's log is asked for the reason. */
export const withoutExecutors = 15;

/** States in which nothing more is going to start. */
const over: readonly string[] = ["COMPLETED", "SUCCEEDING", "SUSPENDED", "SUSPENDING", "INVALIDATING"];

/**
 * Why a run has not started: what keeps its driver, or all of its executors, from running. Empty for one that runs, for one
 * that is over or suspended, and for one of which nothing is wrong so far.
 *
 * Executors count as long as none of them runs: a run goes on without the ones that are missing later.
 */
export function startProblems(view: RunView): StartProblem[] {
  const { application, now } = view;
  const { state } = application.status.applicationState;
  if (over.includes(state) || application.metadata.deletionTimestamp) return [];
  const submission = submissionTrouble(application, now);
  if (submission) return [judged(submission, now)];
  const pods = view.pods.filter(({ metadata }) => !metadata.deletionTimestamp);
  const drivers = pods.filter((pod) => roleOf(pod) === "driver");
  const executors = pods.filter((pod) => roleOf(pod) === "executor");
  if (pods.length === 0 && (state === "" || state === "NEW")) return notTakenUp(view);
  const waiting = executors.some(({ status }) => status.phase === "Running") ? [] : executors;
  const found = [...drivers, ...waiting].flatMap((pod) => podProblems(pod, view));
  const refused = drivers.some(isRunning) && executors.length === 0 ? executorsRefused(drivers, view) : [];
  const alone = hasStarted({ pods }) ? [] : drivers.filter(isRunning);
  return distinct([...found, ...refused, ...judgedAll(alone.flatMap(sidecarTroubles), now)]);
}

/** Whether a run has begun: its driver runs, and an executor with it. */
export function hasStarted({ pods }: Pick<RunView, "pods">): boolean {
  return ["driver", "executor"].every((role) => pods.some((pod) => roleOf(pod) === role && isRunning(pod)));
}

function podProblems(pod: Pod, { events, nodes, driverLog = [], now }: RunView): StartProblem[] {
  const own = events.filter(({ involvedObject }) => involvedObject.uid === pod.metadata.uid);
  if (pod.status.phase === "Failed") {
    return judgedAll([driverTrouble(pod, driverLog), ...fatalSidecars(pod, driverLog)], now);
  }
  if (pod.status.phase !== "Pending") return [];
  const scheduling = schedulingTrouble(pod, own, nodes, now);
  const age = now.getTime() - (dateOf(pod.metadata.creationTimestamp) ?? now).getTime();
  if (scheduling) {
    if (age < quiet * 1000) return [];
    if (!("progress" in scheduling)) return judgedAll([scheduling], now);
    const { about, since, progress } = scheduling;
    return [{ about, since, reason: progress, cure: "", kind: "progress" }];
  }
  return judgedAll([...containerTroubles(pod, own), ...mountTroubles(pod, own)], now);
}

function notTakenUp({ application: { metadata }, now }: RunView): StartProblem[] {
  const since = dateOf(metadata.creationTimestamp) ?? now;
  if (now.getTime() - since.getTime() < takenUp * 1000) return [];
  return [
    {
      about: `SparkApplication ${metadata.name}`,
      reason: "the operator has not submitted it yet",
      cure: `It submits a few at a time; see that the operator runs (kubectl get pods -A -l app.kubernetes.io/name=spark-operator) and that it watches the namespace ${metadata.namespace}.`,
      kind: "open",
      since,
    },
  ];
}

/**
 * Executors that the API server does not let the driver create leave no event; the driver tells of them in its log.
 *
 * @see `ExecutorPodsAllocator.requestNewExecutors` of Spark 4.1.2
 */
function executorsRefused(drivers: readonly Pod[], { driverLog = [], now }: RunView): StartProblem[] {
  const line = driverLog.find((one) => /pods "[^"]+-exec-\d+" is forbidden/.test(one));
  const refusal = line ? admissionTrouble(line) : undefined;
  const driver = drivers[0];
  if (!refusal || !driver) return [];
  const since = dateOf(driver.metadata.creationTimestamp) ?? now;
  return [judged({ about: `executors of ${driver.metadata.name}`, since, ...refusal }, now)];
}

function judgedAll(troubles: readonly (Trouble | undefined)[], now: Date): StartProblem[] {
  return troubles.flatMap((trouble) => (trouble ? [judged(trouble, now)] : []));
}

/** Executors mostly wait for the same: it is told of the first of them. */
function distinct(problems: readonly StartProblem[]): StartProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ about, reason }) => {
    const key = `${about.replace(/-exec-\d+/, "-exec-*")} ${reason}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function isRunning({ status }: Pod): boolean {
  return status.phase === "Running";
}
