import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lengthProblems } from "../../components/spark/application/args-problems";
import { jobName } from "../../stacks/jobs";
import { projectRoot } from "../process/paths";
import { UserError } from "../process/user-errors";
import { type JobKind, type NewFile, namesOf } from "../scaffold/job-kinds";
import { pythonJob } from "../scaffold/python-job";
import { scalaJob } from "../scaffold/scala-job";
import { sqlJob } from "../scaffold/sql-job";
import { streamingJob } from "../scaffold/streaming-job";
import { print } from "../terminal/progress";

const kinds = { python: pythonJob, sql: sqlJob, scala: scalaJob, streaming: streamingJob };

/** What a new job is. At most one may be chosen; without, it is a PySpark job. */
export interface NewJobOptions {
  readonly sql?: boolean;
  readonly scala?: boolean;
  readonly streaming?: boolean;
}

/** `./workshop new job NAME`: writes the files of a first job, and says what to do with them. */
export async function newJob(name: string, options: NewJobOptions, root = projectRoot): Promise<number> {
  const files = filesOf(name, kindOf(options));
  const existing = files.filter(({ path }) => existsSync(join(root, path)));
  if (existing.length > 0) {
    throw new UserError(
      `${existing.map(({ path }) => path).join(", ")} ${existing.length === 1 ? "exists" : "exist"} already; nothing was written.`,
      "Choose another name, or remove what is there.",
    );
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  print([
    ...files.map(({ path }) => `  ${path}`),
    "",
    'Next: eval "$(./workshop env)", then pulumi preview. ./workshop test --only job runs the unit tests of the jobs.',
  ]);
  return 0;
}

/**
 * The files of a new job.
 *
 * @param components path from the job's file to the components. @default that of this project
 * @throws {UserError} for a name that is not a job's.
 */
export function filesOf(name: string, kind: JobKind, components?: string): NewFile[] {
  const [tooLong] = lengthProblems(name);
  if (!jobName.test(name) || /--/.test(name) || tooLong) {
    throw new UserError(
      `${JSON.stringify(name)} is not a valid name of a job${tooLong ? `: it ${tooLong.reason}` : ""}.`,
      "Use lower-case letters, digits and single hyphens, with a letter first: daily-orders.",
    );
  }
  return kinds[kind](namesOf(name, components));
}

function kindOf({ sql, scala, streaming }: NewJobOptions): JobKind {
  const chosen = [
    ...(sql ? ["sql" as const] : []),
    ...(scala ? ["scala" as const] : []),
    ...(streaming ? ["streaming" as const] : []),
  ];
  if (chosen.length > 1) {
    throw new UserError(
      `A new job is one of ${chosen.map((kind) => `--${kind}`).join(", ")}, not all of them.`,
      "Choose one.",
    );
  }
  return chosen[0] ?? "python";
}
