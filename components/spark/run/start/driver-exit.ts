import { dateOf, type Pod, roleOf } from "./objects";
import type { Trouble } from "./problem";

/** Longest line that is told. */
const longest = 500;

/** How a driver's container ended, with what its log says of the cause. */
export interface DriverExit {
  readonly exitCode: number;
  /** `Error`, `OOMKilled`, `Completed`… */
  readonly reason: string;
  /** The line of the log that names the exception which came first, without the trace. */
  readonly exception: string | undefined;
}

/** How the driver's container of a pod ended; nothing while it has not. */
export function driverExit(pod: Pod, log: readonly string[] = []): DriverExit | undefined {
  const main = pod.status.containerStatuses.find(({ name }) => name === "spark-kubernetes-driver");
  const ended = (main ?? pod.status.containerStatuses[0])?.state.terminated;
  if (!ended) return undefined;
  return { exitCode: ended.exitCode, reason: ended.reason ?? "", exception: firstException(log) };
}

/** A driver that ended before the job did. The operator's restart policy decides whether it runs again. */
export function driverTrouble(pod: Pod, log: readonly string[]): Trouble | undefined {
  const exit = roleOf(pod) === "driver" ? driverExit(pod, log) : undefined;
  if (!exit || exit.exitCode === 0) return undefined;
  const main = pod.status.containerStatuses.find(({ state }) => state.terminated)?.state.terminated;
  return {
    about: `pod ${pod.metadata.name}`,
    since: dateOf(main?.finishedAt) ?? dateOf(pod.metadata.creationTimestamp) ?? new Date(0),
    reason: `the driver ended with ${exitInWords(exit)}`,
    cure: exitCure(exit),
    finalAfter: undefined,
  };
}

/** "exit code 137 (OOMKilled)", and the exception where the log has one. */
export function exitInWords({ exitCode, reason, exception }: DriverExit): string {
  const why = reason && reason !== "Error" ? ` (${reason})` : "";
  return `exit code ${exitCode}${why}${exception ? `: ${exception}` : ""}`;
}

/** Causes by what a log or a container's end says of them, the most telling first. */
const cures: readonly (readonly [RegExp, string])[] = [
  [/OOMKilled/, "Raise driver.memory or its overhead: the kernel ended the container at its memory limit."],
  [/OutOfMemoryError/, "Raise driver.memory, or bring less to the driver (collect, toPandas, broadcast)."],
  [
    /ModuleNotFoundError|ImportError/,
    "Bring the module with the job (deps.pyFiles, or a package of the image).",
  ],
  [
    /ClassNotFoundException|NoClassDefFoundError|Failed to load class/,
    "Bring the class with the job (deps.jars or deps.packages), and see that mainClass is written as in the jar.",
  ],
  [
    /can't open file|No such file or directory|FileNotFoundException/,
    "Name a file that the image, the bucket or the job's ConfigMap has.",
  ],
  [
    /PATH_NOT_FOUND|Path does not exist|NoSuchBucket|NoSuchKey/,
    "Name a path that exists, in a bucket of this stack.",
  ],
  [
    /AccessDenied(?!Exception: \/)|Forbidden|403/,
    "Give the job's namespace access to what it reads and writes.",
  ],
  [
    /Read-only file system|java\.nio\.file\.AccessDeniedException/,
    "Write below /tmp, or mount an emptyDir where the job writes: the root of the container is read-only.",
  ],
  [
    /UnknownHostException|Connection refused|timed out/,
    "See that the address is right and that pods reach it.",
  ],
];

/** What to do about a driver that failed. */
export function exitCure({ exitCode, reason, exception = "" }: DriverExit): string {
  const known = cures.find(([pattern]) => pattern.test(`${reason} ${exception}`))?.[1];
  if (known) return known;
  if (exitCode === 137) return "The container was killed: by its node's memory, or with the node.";
  return "See the driver's log.";
}

/** A line that names an exception, as the JVM, spark-submit and Python write it; with a log's prefix it is a report, not the end. */
const exceptionLine =
  /^(Exception in thread ".*" .+|Error: .+|[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*(Exception|Error|Exit)(: .*)?|python[\d.]*: can't open file .+)$/;

/** The first line that names an exception: what follows in a log is mostly its consequence. */
export function firstException(lines: readonly string[]): string | undefined {
  const line = lines.map((one) => one.trimEnd()).find((one) => exceptionLine.test(one));
  return line && line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
