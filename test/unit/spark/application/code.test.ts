import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sentence } from "../../../../components/errors";
import { readCode } from "../../../../components/spark/application/code";
import { planApplication } from "../../../../components/spark/application/plan";
import { platformFor } from "../../../support/platform";

const project = mkdtempSync(join(tmpdir(), "code-"));
afterAll(() => rmSync(project, { recursive: true }));

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

write("apps/sales.py", "import prices\n");
write("apps/prices.py", "vat = 0.2\n");
write("apps/common/__init__.py", "");
write("apps/common/io/read.py", "x = 1\n");
write("apps/common/__pycache__/read.pyc", "x");
write("apps/report.sql", "SELECT 1;");
write("apps/latin.py", Buffer.from([0x61, 0xe7]));
write("apps/my job.py", "");
write("apps/large.py", "#".repeat(1024 * 1024 + 1));
symlinkSync("/etc/passwd", join(project, "apps/link.py"));

const problems = (code: Parameters<typeof readCode>[0]): string[] =>
  readCode(code, project).problems.map(sentence);

test("a PySpark file is the one key of its ConfigMap", () => {
  expect(readCode({ python: "apps/sales.py" }, project)).toEqual({
    main: { type: "Python", file: "local:///opt/spark/app/sales.py" },
    arguments: [],
    files: { "sales.py": "import prices\n" },
    layout: undefined,
    problems: [],
  });
});

test("modules and packages lie beside it, in their folders", () => {
  const { files, layout, problems } = readCode(
    { python: "apps/sales.py", modules: ["apps/prices.py", "apps/common"] },
    project,
  );
  expect(problems).toEqual([]);
  expect(layout).toEqual([
    { key: "sales.py", path: "sales.py" },
    { key: "prices.py", path: "prices.py" },
    { key: "common..__init__.py", path: "common/__init__.py" },
    { key: "common..io..read.py", path: "common/io/read.py" },
  ]);
  expect(Object.keys(files ?? {})).toEqual(layout?.map(({ key }) => key));
});

test("of a package's folder come its Python files in the order of their names, and none of what is hidden or compiled", () => {
  for (const path of [
    "b.py",
    "a.py",
    "a/z.py",
    ".venv/x.py",
    ".git.py/x.py",
    "__pycache__/a.py",
    "my__pycache__/a.py",
  ])
    write(`apps/package/${path}`, "x = 1\n");
  for (const path of ["notes.txt", "a.pyc", "__pycache__x/a.py"]) write(`apps/package/${path}`, "x");
  const { layout } = readCode({ python: "apps/sales.py", modules: ["apps/package"] }, project);
  expect(layout?.map(({ path }) => path)).toEqual([
    "sales.py",
    "package/__pycache__x/a.py",
    "package/a/z.py",
    "package/a.py",
    "package/b.py",
    "package/my__pycache__/a.py",
  ]);
});

test("a SQL file comes with what runs it, and is its first argument", () => {
  const { main, arguments: given, files } = readCode({ sql: "apps/report.sql" }, project);
  expect(main.file).toBe("local:///opt/spark/app/run_sql.py");
  expect(given).toEqual(["/opt/spark/app/report.sql"]);
  expect(files).toMatchObject({
    "report.sql": "SELECT 1;",
    "run_sql.py": expect.stringContaining("--define"),
  });
});

test.each([
  ["local:///opt/jobs/report.sql", "/opt/jobs/report.sql"],
  ["s3a://lake/report.sql", "s3a://lake/report.sql"],
  ["https://example.com/report.sql", "https://example.com/report.sql"],
])("a SQL file at %s stays there", (sql, argument) => {
  const { arguments: given, files } = readCode({ sql }, project);
  expect(problems({ sql })).toEqual([]);
  expect(given).toEqual([argument]);
  expect(Object.keys(files ?? {})).toEqual(["run_sql.py"]);
});

test.each<[string, Parameters<typeof readCode>[0], string]>([
  [
    "SQL of a scheme that nobody reads",
    { sql: "hdfs://n/a.sql" },
    "Begin it with local:///, s3a://, https://",
  ],
  ["no SQL in a bucket", { sql: "s3a://lake/a.py" }, 'sql ("s3a://lake/a.py") is not a .sql file'],
  [
    "Python in a bucket",
    { python: "s3a://lake/a.py" },
    'is a URI, and not a file of this project. Give it as main: { type: "Python", file: … }.',
  ],
  [
    "a module in a bucket",
    { python: "apps/sales.py", modules: ["s3a://lake/a.py"] },
    "is a URI, and not a file of this project. Use deps.pyFiles for it.",
  ],
  ["no file", { python: "apps/none.py" }, 'python ("apps/none.py") is not a file of this project.'],
  ["a folder", { python: "apps" }, 'python ("apps") is a folder. Name a file in it.'],
  ["a link that leads out", { python: "apps/link.py" }, "leads to a file outside of this project"],
  ["a path that leads out", { python: "../../etc/passwd" }, "python"],
  ["Latin-1", { python: "apps/latin.py" }, "is not a UTF-8 text"],
  ["a name that is no key", { python: "apps/my job.py" }, '("my job.py") is not a valid key of a ConfigMap'],
  [
    "more than a ConfigMap holds",
    { python: "apps/large.py" },
    "is more than the 1048576 bytes that a ConfigMap holds",
  ],
  [
    "a module that is no Python",
    { python: "apps/sales.py", modules: ["apps/report.sql"] },
    "is not a Python module",
  ],
  [
    "one name twice",
    { python: "apps/sales.py", modules: ["apps/sales.py"] },
    'modules ("sales.py") is the name of two files',
  ],
  [
    "nothing to run",
    {} as Parameters<typeof readCode>[0],
    "python, sql, main ([]) are missing. Give one of them.",
  ],
  ["two to run", { sql: "apps/report.sql", python: "apps/sales.py" } as never, "say twice what runs"],
  ["no SQL", { sql: "apps/sales.py" }, 'sql ("apps/sales.py") is not a .sql file'],
])("%s is refused", (_, code, text) => {
  expect(problems(code)).toEqual([expect.stringContaining(text)]);
});

test.each<[string, Parameters<typeof readCode>[0]]>([
  ["python", { python: "https://ana:hunter2secret@example.com/a.py" }],
  ["a module", { python: "apps/sales.py", modules: ["https://ana:hunter2secret@example.com/a.py"] }],
  ["sql", { sql: "https://ana:hunter2secret@example.com/a.sql" }],
])("a login in the URL of %s is not repeated", (_, code) => {
  const told = problems(code).join();
  expect(told).not.toBe("");
  expect(told).not.toContain("hunter2secret");
});

test("a login in the URL of SQL is refused where it is written", () => {
  expect(problems({ sql: "https://ana:hunter2secret@example.com/a.sql" })).toEqual([
    "sql holds a password in a URL in plain text. Use a bucket of the stack, or a server that needs no login.",
  ]);
});

describe("what a plan makes of code and dependencies", () => {
  const { platform, namespace } = platformFor();
  const plan = (args: object) =>
    planApplication("job", { platform, namespace, ...args } as Parameters<typeof planApplication>[1], "job");
  const jar = { type: "Java", mainClass: "Count", file: "s3a://lake/count.jar" } as const;

  test("the working directory can be written, though the root file system cannot", () => {
    const { spec } = plan({ main: jar });
    for (const pod of [spec.driver, spec.executor]) {
      expect(pod.volumeMounts).toContainEqual({ name: "work-dir", mountPath: "/opt/spark/work-dir" });
      expect(pod.securityContext?.readOnlyRootFilesystem).toBe(true);
    }
    expect(spec.volumes).toContainEqual({ name: "work-dir", emptyDir: {} });
  });

  test.each<[string, object]>([
    ["code that lies in it", { main: { type: "Python", file: "local:///opt/spark/work-dir/count.py" } }],
    ["an image of one's own", { main: jar, spec: { image: "example.com/mine:1" } }],
  ])("the image's working directory stays as it is with %s", (_, args) => {
    const { spec } = plan(args);
    expect(spec.volumes).toEqual([{ name: "tmp", emptyDir: {} }]);
    expect(spec.driver.securityContext).toMatchObject({ runAsNonRoot: true, readOnlyRootFilesystem: false });
  });

  test("executors import the project's modules from where the driver does", () => {
    const { spec, configMaps } = plan({
      python: "apps/flights/flights.py",
      modules: ["apps/flights/expected.py"],
    });
    expect(spec.sparkConf).toMatchObject({ "spark.executorEnv.PYTHONPATH": "/opt/spark/app" });
    const mount = { name: "code", mountPath: "/opt/spark/app", readOnly: true };
    expect(spec.executor.volumeMounts).toContainEqual(mount);
    expect(spec.driver.volumeMounts).toContainEqual(mount);
    expect(spec.volumes).toContainEqual({
      name: "code",
      configMap: {
        name: configMaps[0]?.name,
        items: [
          { key: "flights.py", path: "flights.py" },
          { key: "expected.py", path: "expected.py" },
        ],
      },
    });
  });

  test("packages are resolved in a folder that can be written", () => {
    const { spec } = plan({ main: jar, deps: { packages: ["org.example:lib:1.0"] } });
    expect(spec.deps).toEqual({ packages: ["org.example:lib:1.0"] });
    expect(spec.sparkConf).toMatchObject({ "spark.jars.ivy": "/tmp/.ivy2" });
    expect(plan({ main: jar }).spec.sparkConf).not.toHaveProperty(["spark.jars.ivy"]);
  });

  test("dynamic allocation gets no number of executors that nobody wrote", () => {
    const { spec } = plan({
      main: jar,
      spec: { dynamicAllocation: { enabled: true, minExecutors: 4, maxExecutors: 20 } },
    });
    expect(spec.executor).not.toHaveProperty("instances");
    expect(plan({ main: jar }).spec.executor.instances).toBe(2);
  });
});
