import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesOf, newJob } from "../../../../cli/commands/new";
import type { JobKind } from "../../../../cli/scaffold/job-kinds";
import { testedApps } from "../../../../cli/testing/suites";
import { declareJobs, knownJobs } from "../../../../stacks/jobs";
import { FakeEngine, settled } from "../../../support/engine";
import { jobStack } from "../../../support/job-stack";

/** New jobs as files, so that compiler, linter and formatter see them too: a folder like the project's. */
const golden = join(__dirname, "golden");
const components = "../../../../../../components";
const kinds: readonly JobKind[] = ["python", "sql", "scala", "streaming"];

test.each(kinds)("a new %s job is as in the golden files (UPDATE_GOLDEN=1 writes them anew)", (kind) => {
  for (const { path, text } of filesOf(`in-${kind}`, kind, components)) {
    const file = join(golden, path);
    if (process.env.UPDATE_GOLDEN) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, "utf8"));
  }
});

test("a stack runs every kind of new job as it was written", async () => {
  const engine = await FakeEngine.start({}, true);
  const here = process.cwd();
  process.chdir(golden);
  try {
    const folder = join(golden, "jobs");
    const reports = declareJobs(knownJobs(folder), jobStack(), folder);
    expect(reports.map(({ name }) => name)).toEqual([...kinds.map((kind) => `in-${kind}`)].sort());
  } finally {
    process.chdir(here);
  }
  await settled();
  const specs = engine.registered
    .filter(({ type }) => type.endsWith(":SparkApplication") && type.startsWith("kubernetes:"))
    .map(({ name, inputs }) => [name, inputs.spec]);
  expect(Object.fromEntries(specs)).toMatchObject({
    "in-python": {
      type: "Python",
      arguments: ["--input", "s3a://landing/data/flights.csv", "--output", "s3a://lake/in-python"],
    },
    "in-scala": {
      type: "Scala",
      mainClass: "InScala",
      mainApplicationFile: "s3a://landing/jars/in-scala.jar",
    },
    "in-sql": { type: "Python" },
    "in-streaming": { restartPolicy: { type: "Always" } },
  });
});

test("the Python tests of new jobs are found", () => {
  expect(testedApps(golden).map((app) => app.split("/").at(-1))).toEqual([
    "in-python",
    "in-sql",
    "in-streaming",
  ]);
});

describe("in a folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "new-job-"));
    jest.spyOn(process.stdout, "write").mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  test("a new job is its file, its code and a unit test beside it, named after it", async () => {
    await newJob("daily-orders", {}, folder);
    expect(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["daily-orders.ts", "daily_orders.py", "test_daily_orders.py"]);
    expect(readFileSync(join(folder, "jobs", "daily-orders.ts"), "utf8")).toContain(
      'from "../components/index"',
    );
  });

  test.each(["Daily", "9lives", "-a", "a-", "a--b", "a_b", "../x", "", "a".repeat(60)])(
    "%j is not a name of a job, and nothing is written",
    async (name) => {
      await expect(newJob(name, {}, folder)).rejects.toThrow(/is not a valid name of a job/);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("what exists is left as it is, all of it", async () => {
    mkdirSync(join(folder, "apps", "taken"), { recursive: true });
    writeFileSync(join(folder, "apps", "taken", "taken.py"), "mine\n");
    await expect(newJob("taken", {}, folder)).rejects.toThrow(
      /apps\/taken\/taken\.py exists already; nothing was written/,
    );
    expect(existsSync(join(folder, "jobs", "taken.ts"))).toBe(false);
    expect(readFileSync(join(folder, "apps", "taken", "taken.py"), "utf8")).toBe("mine\n");
  });

  test("a job is of one kind", async () => {
    await expect(newJob("both", { sql: true, scala: true }, folder)).rejects.toThrow(/--sql, --scala/);
  });
});
