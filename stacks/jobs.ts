import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Job, JobStack } from "../components/index";
import { InvalidInput, type Problem, refuse } from "../components/problems";
import { type JobReport, reportsOf } from "./job-reports";

/** The folder of jobs. */
export const jobsFolder = join(__dirname, "..", "jobs");

/** What a stack file writes for every job there is. */
export const everyJob = "*";

/** What a file of a job is called, and so the job: `jobs/daily-orders.ts`. */
export const jobName = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** Names of the files in `jobs/` that may be jobs: TypeScript, and neither a test nor a helper (`_dates.ts`). */
function candidates(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /^[^_].*\.ts$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name),
    )
    .map((entry) => entry.name.slice(0, -".ts".length))
    .sort();
}

/** Names of the jobs there are, sorted: one for each `jobs/NAME.ts`. */
export function knownJobs(folder = jobsFolder): string[] {
  return candidates(folder).filter((name) => jobName.test(name));
}

/** The jobs of a stack, in the order of their names. Call after {@link jobListProblems}. */
export function jobsOf(wanted: readonly string[], folder = jobsFolder): string[] {
  const known = knownJobs(folder);
  return wanted.includes(everyJob) ? known : known.filter((name) => wanted.includes(name));
}

/** What is wrong with the list of jobs in a stack file, and with the names of the files in `jobs/`. */
export function jobListProblems(wanted: readonly string[], folder = jobsFolder): Problem[] {
  const known = knownJobs(folder);
  const unknown = wanted.filter((name) => name !== everyJob && !known.includes(name));
  return [
    ...unknown.map((name) => ({
      path: `jobs[${wanted.indexOf(name)}]`,
      value: name,
      reason: "is unknown: there is no such file in jobs/",
      cure: known.length > 0 ? `Jobs: ${known.join(", ")}.` : "There is no job yet: ./workshop new job NAME.",
    })),
    ...candidates(folder)
      .filter((name) => !jobName.test(name))
      .map((name) => ({
        path: `jobs/${name}.ts`,
        reason: "is not a valid name of a job",
        cure: "Use lower-case letters, digits and hyphens; let the name of a helper begin with an underscore.",
      })),
  ];
}

/**
 * Declares jobs on a stack.
 *
 * @param names of the jobs, as {@link jobsOf} gives them.
 * @returns what a person should see, an element for each application.
 * @throws {InvalidInput} with the problems of all of them.
 */
export function declareJobs(names: readonly string[], stack: JobStack, folder = jobsFolder): JobReport[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  const reports = names.flatMap((name) => {
    const file = `jobs/${name}.ts`;
    const collected = collect(file, problems, () => reportsOf(loadJob(name, folder)(stack)));
    for (const report of collected) {
      const application = `${report.namespace}/${report.name}`;
      const owner = owners.get(application);
      if (owner) problems.push(nameTaken(file, report.name, owner));
      owners.set(application, owner ?? file);
    }
    return collected;
  });
  refuse("jobs", problems);
  return reports;
}

function loadJob(name: string, folder: string): Job {
  const loaded = require(join(folder, `${name}.ts`)) as { default?: unknown };
  if (typeof loaded.default === "function") return loaded.default as Job;
  throw new InvalidInput("", [
    {
      path: "export default",
      reason: "is missing",
      cure: "Write export default defineJob(({ platform, namespace, zone }) => …).",
    },
  ]);
}

/** What a job returns, or nothing when it is refused: the problems then say in which file they are, and of what. */
function collect(file: string, problems: Problem[], job: () => JobReport[]): JobReport[] {
  try {
    return job();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const at = [file, error.subject].filter((part) => part !== "").join(": ");
    problems.push(...error.problems.map((problem) => ({ ...problem, path: `${at}: ${problem.path}` })));
    return [];
  }
}

function nameTaken(file: string, value: string, owner: string): Problem {
  return {
    path: `${file}: name`,
    value,
    reason: `is the name of an application of ${owner} in the same namespace`,
    cure: "Give each application a name of its own.",
  };
}
