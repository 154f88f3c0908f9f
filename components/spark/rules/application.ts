import type { SparkApplicationSpecDynamicAllocation } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import type { Rule, RuleSubject } from "./subject";

/** Fields that only make sense together, which the CRD cannot say and spark-submit finds out late. */
export const applicationRules: readonly Rule[] = [
  typeProblems,
  ({ spec, at }) =>
    allocationProblems(spec.dynamicAllocation, spec.executor.instances, `${at}.dynamicAllocation`, {
      ...spec.sparkConf,
    }),
  restartProblems,
  lifeProblems,
];

function typeProblems({ spec, at, versions }: RuleSubject): Problem[] {
  const problems: Problem[] = [];
  const { type, mainClass, mainApplicationFile } = spec;
  // Versions are known of the platform's image alone.
  if (type === "R" && versions) {
    problems.push({
      path: `${at}.type`,
      value: type,
      reason: "needs R, which the platform's image does not have",
      cure: "Name an image of your own in spec.image that has R and SparkR.",
    });
  }
  if ((type === "Java" || type === "Scala") && !mainClass) {
    problems.push({
      path: `${at}.mainClass`,
      value: mainClass,
      reason: `is missing, and a ${type} application is started by its main class`,
      cure: "Name the class with a main method.",
    });
  }
  if (mainClass && !/^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(mainClass)) {
    problems.push({
      path: `${at}.mainClass`,
      value: mainClass,
      reason: "is not a valid name of a class",
      cure: "Write it as com.example.Main.",
    });
  }
  const endings = { Python: /\.py$/, R: /\.[rR]$/, Java: /\.jar$/, Scala: /\.jar$/ } as const;
  const example = { Python: "a .py file", R: "an .R file", Java: "a .jar", Scala: "a .jar" } as const;
  // "spark-internal" is how spark-submit names what is on the class path already.
  if (
    !endings[type].test(mainApplicationFile.replace(/^(https?:\/\/[^?#]*)[?#].*$/, "$1")) &&
    mainApplicationFile !== "spark-internal"
  ) {
    problems.push({
      path: `${at}.mainApplicationFile`,
      value: mainApplicationFile,
      reason: `is not what a ${type} application is started from`,
      cure: `Name ${example[type]}.`,
    });
  }
  if (type !== "Python" && spec.pythonVersion) {
    problems.push({
      path: `${at}.pythonVersion`,
      value: spec.pythonVersion,
      reason: `says nothing about a ${type} application`,
      cure: "Remove it.",
    });
  }
  return problems;
}

/** Bounds of dynamic allocation: also those that the webhook checks for SparkConnect alone. */
export function allocationProblems(
  allocation: SparkApplicationSpecDynamicAllocation | undefined,
  instances: number | undefined,
  path: string,
  conf: Readonly<Record<string, string | undefined>> = {},
): Problem[] {
  if (!allocation?.enabled) return [];
  const { minExecutors: least, maxExecutors: most, initialExecutors: initial } = allocation;
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries({
    minExecutors: least,
    maxExecutors: most,
    initialExecutors: initial,
  })) {
    const floor = field === "maxExecutors" ? 1 : 0;
    if (value !== undefined && value < floor) {
      problems.push({
        path: `${path}.${field}`,
        value,
        reason: "is too small",
        cure: `Use ${floor} or more.`,
      });
    }
  }
  const contradict = least !== undefined && most !== undefined && least > most;
  if (contradict) {
    problems.push({
      path: `${path}.minExecutors`,
      value: least,
      reason: `is more than maxExecutors (${most})`,
      cure: `Use ${most} or less.`,
    });
  }
  // Spark begins with the largest of the three numbers, so that only a number above the maximum contradicts it.
  const begin = Math.max(initial ?? 0, instances ?? 0);
  const where =
    (initial ?? 0) >= (instances ?? 0) ? "initialExecutors" : "executor.instances, the number to begin with,";
  if (!contradict && most !== undefined && begin > Math.max(most, 0) && most >= 1) {
    problems.push({
      path: `${path}.initialExecutors`,
      value: begin,
      reason: `is more than maxExecutors (${most})`,
      cure: `Set ${where} to ${most} or less.`,
    });
  }
  if (allocation.shuffleTrackingEnabled === false && !keepsShuffle(conf)) {
    problems.push({
      path: `${path}.shuffleTrackingEnabled`,
      value: false,
      reason:
        "leaves nobody to keep shuffle files of executors that go: Kubernetes has no external shuffle service",
      cure: "Remove it: the operator's default is true. Or let executors hand their shuffle files over (spark.decommission.enabled and spark.storage.decommission.shuffleBlocks.enabled), or use a shuffle service.",
    });
  }
  return problems;
}

/**
 * Whether shuffle files outlive their executor by other means than shuffle tracking.
 *
 * @see `validateSettings` of ExecutorAllocationManager, Spark 4.1.2
 */
function keepsShuffle(conf: Readonly<Record<string, string | undefined>>): boolean {
  const on = (key: string): boolean => conf[key] === "true";
  return (
    on("spark.shuffle.service.enabled") ||
    (on("spark.decommission.enabled") && on("spark.storage.decommission.shuffleBlocks.enabled")) ||
    conf["spark.shuffle.sort.io.plugin.class"] !== undefined ||
    /celeborn|uniffle/i.test(conf["spark.shuffle.manager"] ?? "")
  );
}

function restartProblems({ spec, at }: RuleSubject): Problem[] {
  const { restartPolicy } = spec;
  const problems: Problem[] = [];
  const type = restartPolicy?.type ?? "Never";
  for (const [field, value] of Object.entries(restartPolicy ?? {})) {
    if (field === "type" || value === undefined) continue;
    if (type === "Never") {
      problems.push({
        path: `${at}.restartPolicy.${field}`,
        value,
        reason: "has no effect: the policy is Never",
        cure: "Use type: OnFailure, or remove it.",
      });
    } else if (type === "Always" && field.endsWith("Retries")) {
      problems.push({
        path: `${at}.restartPolicy.${field}`,
        value,
        reason: "has no effect: the policy Always runs the job again for ever",
        cure: "Use type: OnFailure, or remove it.",
      });
    }
  }
  for (const field of ["failureRetries", "retryInterval"] as const) {
    if (spec[field] === undefined) continue;
    problems.push({
      path: `${at}.${field}`,
      value: spec[field],
      reason: "is read by no operator any more",
      cure: `Use restartPolicy.${field === "failureRetries" ? "onFailureRetries" : "onFailureRetryInterval"}.`,
    });
  }
  return problems;
}

function lifeProblems({ spec, at, waits = true }: RuleSubject): Problem[] {
  const ttl = spec.timeToLiveSeconds;
  if (!waits) return [];
  // Shorter lives end before the update could note that the run has been.
  if (ttl === undefined || ttl >= 30) return [];
  return [
    {
      path: `${at}.timeToLiveSeconds`,
      value: ttl,
      reason: "is so short that the application may be gone before anybody has seen how its run ended",
      cure: 'Use 30 or more, remove it, or let nobody wait for the run: run: "start".',
    },
  ];
}
