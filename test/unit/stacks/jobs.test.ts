import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { declareJobs, jobListProblems, jobsOf, knownJobs } from "../../../stacks/jobs";
import { FakeEngine, settled } from "../../support/engine";
import { jobStack } from "../../support/job-stack";

const components = resolve("components", "spark");
const heading = [
  `import { SparkApplication } from "${components}/application/spark-application";`,
  `import { ScheduledSparkApplication } from "${components}/application/scheduled-spark-application";`,
  `import { SparkConnect } from "${components}/spark-connect";`,
  `import { defineJob } from "${components}/job";`,
].join("\n");
const job = (body: string): string => `${heading}\nexport default defineJob((stack) => ${body});\n`;
const spark = (name: string, more = ""): string =>
  `new SparkApplication("${name}", { platform: stack.platform, namespace: stack.namespace, zone: stack.zone, python: "apps/flights/flights.py", ${more} })`;

/** A folder of jobs with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "jobs-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The problems of jobs, a line each. */
function refused(folder: string): string[] {
  try {
    declareJobs(knownJobs(folder), jobStack(), folder);
  } catch (error) {
    return (error as Error).message.split("\n - ").slice(1);
  }
  return [];
}

afterEach(settled);

describe("the folder of jobs", () => {
  const folder = folderOf({
    "orders.ts": "",
    "daily-orders.ts": "",
    "orders.test.ts": "",
    "_dates.ts": "",
    "README.md": "",
  });

  test("holds a job in each TypeScript file that is neither a test nor a helper", () => {
    expect(knownJobs(folder)).toEqual(["daily-orders", "orders"]);
    expect(knownJobs()).toContain("flights");
  });

  test("is run whole, or by name, or not at all", () => {
    expect(jobsOf(["*"], folder)).toEqual(["daily-orders", "orders"]);
    expect(jobsOf(["orders"], folder)).toEqual(["orders"]);
    expect(jobsOf([], folder)).toEqual([]);
    expect(jobListProblems([], folder)).toEqual([]);
  });

  test("does not have a job that a stack file misspells, and says which it has", () => {
    expect(jobListProblems(["orders", "ordres"], folder)).toEqual([
      expect.objectContaining({ path: "jobs[1]", value: "ordres", cure: "Jobs: daily-orders, orders." }),
    ]);
  });

  test("refuses a file that cannot be a job's", () => {
    const problems = jobListProblems(["*"], folderOf({ "My_Job.ts": "" }));
    expect(problems.map(({ path }) => path)).toEqual(["jobs/My_Job.ts"]);
  });
});

describe("jobs on a stack", () => {
  test("are seen by the applications that they return", async () => {
    await FakeEngine.start();
    const folder = folderOf({
      "first.ts": job(`({ application: ${spark("one", 'run: "start"')}, report: "s3a://lake/one-report" })`),
      "second.ts": job(
        `[${spark("two", 'run: "start"')}, new SparkConnect("server", { platform: stack.platform, namespace: stack.namespace })]`,
      ),
      "third.ts": job(
        'new ScheduledSparkApplication("three", { platform: stack.platform, namespace: stack.namespace, python: "apps/flights/flights.py", schedule: "@hourly" })',
      ),
    });
    const reports = declareJobs(knownJobs(folder), jobStack(), folder);
    expect(reports.map(({ name, report, commands }) => [name, report, Object.keys(commands)])).toEqual([
      ["one", "s3a://lake/one-report", ["ui", "driverLog", "executorLogs"]],
      ["two", undefined, ["ui", "driverLog", "executorLogs"]],
      ["server", undefined, ["connect"]],
      ["three", undefined, ["runs"]],
    ]);
    for (const { zone } of reports) expect(zone).toMatch(/^local-/);
  });

  test("are refused together, each problem with its file", async () => {
    await FakeEngine.start();
    const folder = folderOf({
      "first.ts": job(spark("one", "executor: { perNode: 0 }")),
      "second.ts": job(spark("two", 'driver: { memory: "lots" as never }')),
      "third.ts": job(spark("three", 'run: "start"')),
      "fourth.ts": "export const job = 1;\n",
    });
    expect(refused(folder)).toEqual([
      expect.stringMatching(/^jobs\/first\.ts: SparkApplication one: executor\.perNode \(0\)/),
      expect.stringMatching(/^jobs\/fourth\.ts: export default is missing/),
      expect.stringMatching(/^jobs\/second\.ts: SparkApplication two: driver\.memory \("lots"\)/),
    ]);
  });

  test("do not share a name", async () => {
    await FakeEngine.start();
    const folder = folderOf({
      "first.ts": job(spark("one", 'run: "start"')),
      "second.ts": job(
        'new ScheduledSparkApplication("one", { platform: stack.platform, namespace: stack.namespace, python: "apps/flights/flights.py", schedule: "@hourly" })',
      ),
    });
    expect(refused(folder)).toEqual([
      expect.stringMatching(
        /^jobs\/second\.ts: name \("one"\) is the name of an application of jobs\/first\.ts/,
      ),
    ]);
  });

  test("that fail for another reason are not called refused", async () => {
    await FakeEngine.start();
    const folder = folderOf({ "broken.ts": "throw new Error('boom');\n" });
    expect(() => declareJobs(["broken"], jobStack(), folder)).toThrow("boom");
  });
});
