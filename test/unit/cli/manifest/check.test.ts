import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkInputs, exitCode, inLines } from "../../../../cli/manifest/check";
import { checkText } from "../../../../cli/manifest/check-text";
import { readInputs } from "../../../../cli/manifest/inputs";
import { sarif } from "../../../../cli/manifest/sarif";

const root = resolve(__dirname, "..", "..", "..", "..");
const cases = join(root, "test/unit/spark/manifests");

const sound = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: pi
spec:
  type: Python
  mode: cluster
  image: example.com/spark:4.1.2
  sparkVersion: 4.1.2
  mainApplicationFile: local:///opt/jobs/pi.py
  driver:
    cores: 1
    memory: 1g
    serviceAccount: spark
  executor:
    instances: 2
`;

test("a manifest with which nothing is wrong has no findings", () => {
  expect(checkText(sound, "pi.yaml")).toEqual({ findings: [], skipped: [], checked: 1 });
});

test("a finding names file, line, column, path, value and cure", () => {
  const [finding] = checkText(sound.replace("memory: 1g", "memory: 1Gi"), "pi.yaml").findings;
  expect(finding).toEqual({
    file: "pi.yaml",
    line: 13,
    column: 5,
    level: "error",
    object: "SparkApplication pi",
    path: "spec.driver.memory",
    value: "1Gi",
    reason: 'is not a valid size that Spark reads, such as "512m" or "4g" (whole numbers; not Mi or Gi)',
  });
});

test("a field that is missing is told where its map stands", () => {
  const { findings } = checkText(sound.replace("type: Python", "type: Scala"), "pi.yaml");
  expect(findings.map(({ path, line }) => [path, line])).toContainEqual(["spec.mainClass", 5]);
});

test("each document is told by its own line, and other kinds are passed over and said", () => {
  const text = `# Source: chart/templates/settings.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { alert: "{{ $labels.job }}" }
---

---
${sound.replace("instances: 2", "instances: two")}`;
  const { findings, skipped, checked } = checkText(text, "stdin");
  expect(findings.map(({ path, line, column }) => [path, line, column])).toEqual([
    ["spec.executor.instances", 24, 5],
  ]);
  expect(skipped).toEqual([{ file: "stdin", line: 2, object: "ConfigMap settings" }]);
  expect(checked).toBe(1);
});

test("an item of a List and what an alias or a merge key brings have their places", () => {
  const item = sound.replaceAll(/^/gm, "    ").replace("    apiVersion", "  - apiVersion").trimEnd();
  const list = `apiVersion: v1\nkind: List\nitems:\n${item}\n`;
  expect(checkText(list.replace("cores: 1", "cores: one"), "l.yaml").findings[0]).toMatchObject({
    path: "spec.driver.cores",
    line: 15,
  });
  const merged = sound
    .replace("spec:\n", "spec:\n  arguments: &none [1]\n  volumes: *none\n")
    .replace("local:///opt", "local:///opt");
  expect(checkText(merged, "m.yaml").findings.map(({ path, line }) => [path, line])).toEqual([
    ["spec.arguments[0]", 6],
    ["spec.volumes[0]", 6],
  ]);
});

test("fields of another type hide nothing that rules say of the others", () => {
  const told = (text: string) => checkText(text, "pi.yaml").findings.map(({ path }) => path);
  const faulty = sound
    .replace("name: pi", "name: Pi")
    .replace("cores: 1", 'cores: "1"')
    .replace("type: Python", "type: Scala")
    .replace("instances: 2", "instances: 2\n    labels: { team: a b }\n    memori: 1g");
  expect(told(faulty)).toEqual([
    "metadata.name",
    "spec.mainClass",
    "spec.mainApplicationFile",
    "spec.driver.cores",
    'spec.executor.labels["team"]',
    "spec.executor.memori",
  ]);
  expect(told(sound.replace("name: pi", "name: no"))).toEqual(["metadata.name"]);
  const connect = `apiVersion: sparkoperator.k8s.io/v1alpha1
kind: SparkConnect
metadata: { name: connect }
spec:
  image: example.com/spark:4.1.2
  sparkVersion: 4.1.2
  server: { memory: 1Gi }
  executor: { instances: 1, memory: 1g }
  sparkConf: { spark.app.senha: hunter2 }
`;
  expect(told(connect)).toEqual(["spec.server.memory", 'spec.sparkConf["spark.app.senha"]']);
});

test("a number, a truth and a text are told what to do about their quotes", () => {
  const cures = (from: string, to: string) =>
    checkText(sound.replace(from, to), "pi.yaml").findings.map(({ cure }) => cure);
  expect(cures("driver:", "arguments: [10]\n  driver:")).toEqual(["Put it into quotes."]);
  expect(cures("cores: 1", 'cores: "1"')).toEqual(["Write it without quotes."]);
  expect(cures("driver:", 'suspend: "true"\n  driver:')).toEqual(["Write it without quotes."]);
});

test("secrets are never repeated, whatever else is wrong with them", () => {
  const text = sound
    .replace(
      "driver:",
      'sparkConf:\n    spark.db.password: 123456\n    spark.a.secret: "hunter2x"\n  driver:',
    )
    .replace("instances: 2", "instances: 2\n    env: { name: DB_PASSWORD, value: hunter3x }");
  const { findings } = checkText(text, "pi.yaml");
  expect(findings.map(({ path }) => path)).toEqual([
    'spec.sparkConf["spark.db.password"]',
    'spec.sparkConf["spark.a.secret"]',
    "spec.executor.env",
  ]);
  const shaped = text.replace("123456", '"123456"').replace(/ {4}env:.*/, "");
  const all = JSON.stringify([findings, checkText(shaped, "pi.yaml").findings]);
  expect(all).toContain("holds a secret in plain text");
  expect(all).not.toMatch(/123456|hunter/);
});

test("a broken file names itself and spoils no other", () => {
  const { findings, checked } = checkInputs([
    { file: "broken.yaml", text: "kind: [", named: true },
    { file: "template.yaml", text: sound.replace("name: pi", "name: {{ .Release.Name }}"), named: true },
    { file: "pi.yaml", text: sound, named: true },
  ]);
  expect(findings.map(({ file, line }) => [file, line])).toEqual([
    ["broken.yaml", 1],
    ["template.yaml", 4],
  ]);
  expect(checked).toBe(1);
});

test("what another program makes of a manifest is passed over with the way to have it checked", () => {
  const { findings, skipped } = checkText(
    "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: nightly }\nspec: {}\n",
    "wf.yaml",
  );
  expect(findings).toEqual([]);
  expect(skipped[0]?.because).toMatch(/^is Argo's, .*Write the text of/);
});

test("a version that the operator has left off is an error", () => {
  expect(checkText(sound.replace("v1beta2", "v1beta1"), "old.yaml").findings[0]).toMatchObject({
    level: "error",
    line: 1,
    reason: "is of a version that the operator has left off",
  });
});

test("scheduled applications and Connect servers are checked too", () => {
  const spec = sound.slice(sound.indexOf("  type:")).replaceAll(/^ {2}/gm, "    ");
  const scheduled = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: ScheduledSparkApplication
metadata: { name: nightly }
spec:
  schedule: "61 * * * *"
  template:
${spec.replace("local:///opt/jobs/pi.py", "s3://lake/pi.py")}`;
  expect(checkText(scheduled, "s.yaml").findings.map(({ path, line }) => [path, line])).toEqual([
    ["spec.schedule", 5],
    ["spec.template.mainApplicationFile", 11],
  ]);
  const daily = scheduled.replace("61 ", "1 ");
  expect(checkText(daily, "s.yaml").findings.map(({ path, line }) => [path, line])).toEqual([
    ["spec.template.mainApplicationFile", 11],
  ]);
  const connect = `apiVersion: sparkoperator.k8s.io/v1alpha1
kind: SparkConnect
metadata: { name: connect }
spec:
  sparkVersion: 4.1.2
  server: { cores: 1, memory: 1g }
  executor: { cores: 1, instances: 1, memory: 1g }
`;
  const told = (text: string) =>
    checkText(text, "c.yaml").findings.map(({ path, level, line }) => [level, path, line]);
  const account = ["warning", "spec.server.template.spec.serviceAccountName", 6];
  expect(told(connect)).toEqual([["error", "spec.image", 4], account]);
  const image = "  image: registry/spark:1\n  sparkConf: { spark.sql.warehouse.dir: s3://lake/w }\n";
  expect(told(`${connect}${image}`)).toEqual([
    account,
    ["error", 'spec.sparkConf["spark.sql.warehouse.dir"]', 9],
  ]);
});

describe("paths", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "manifests-"));
    writeFileSync(join(folder, "pi.yaml"), sound);
    writeFileSync(join(folder, "values.yml"), "a: {{ .Values.a }}");
    writeFileSync(join(folder, "notes.txt"), "no manifest");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("folders, patterns and the standard input are read, and what is not there is said", () => {
    const { inputs, unreadable } = readInputs([".", "*.y{a,}ml", "-", "none.yaml", "*.json"], folder, () =>
      Buffer.from(sound),
    );
    expect(inputs.map(({ file, named }) => [file, named])).toEqual([
      ["pi.yaml", false],
      ["values.yml", false],
      ["pi.yaml", false],
      ["values.yml", false],
      ["stdin", true],
    ]);
    expect(unreadable).toEqual([
      { file: "none.yaml", reason: "is not there" },
      { file: "*.json", reason: "matches no file" },
    ]);
    // A values file beside the manifests is no manifest.
    expect(checkInputs(inputs)).toEqual({ findings: [], skipped: [], checked: 3 });
  });

  test("the exit code says whether something is wrong, or could not be read", () => {
    const [error] = checkText(sound.replace("1g", "1Gi"), "a.yaml").findings;
    const warning = { ...error, level: "warning" } as NonNullable<typeof error>;
    expect(exitCode({ findings: [], unreadable: [] })).toBe(0);
    expect(exitCode({ findings: [warning], unreadable: [] })).toBe(0);
    expect(exitCode({ findings: [warning, error as typeof warning], unreadable: [] })).toBe(1);
    expect(exitCode({ findings: [], unreadable: [{ file: "a", reason: "is not there" }] })).toBe(2);
  });

  test("the command needs neither Pulumi nor a cloud's SDK, and knows where the person stands", () => {
    const preload = join(folder, "preload.cjs");
    writeFileSync(
      preload,
      `process.on("exit", () => {
        const loaded = Object.keys(require.cache).filter((file) => file.includes("node_modules"));
        const names = loaded.map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)[1]);
        process.stderr.write(JSON.stringify([...new Set(names)].sort()));
      });`,
    );
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ["--require", preload, "--import", "tsx", "cli/main.ts", "manifest", "check", "--json", "pi.yaml"],
      { cwd: root, env: { ...process.env, WORKSHOP_CWD: folder }, encoding: "utf8" },
    );
    expect(JSON.parse(stderr)).toEqual(["commander", "esbuild", "tsx", "yaml"]);
    expect(JSON.parse(stdout)).toMatchObject({ checked: 1, findings: [] });
    expect(status).toBe(0);
  });
});

test("the project's own cases are told file by file", () => {
  const { inputs, unreadable } = readInputs([cases], "/", () => Buffer.of());
  const report = { ...checkInputs(inputs), unreadable };
  const faulty = new Set(report.findings.filter(({ level }) => level === "error").map(({ file }) => file));
  expect([...faulty].map((file) => file.slice(cases.length + 1))).toMatchInlineSnapshot(`
    [
      "client-mode.yaml",
      "duplicate-key.yaml",
      "emr-fork.yaml",
      "helm.yaml",
      "str-format.yaml",
      "typo.yaml",
      "v1beta1.yaml",
      "zip-main.yaml",
    ]
  `);
  expect(inLines(report).at(-1)).toMatchInlineSnapshot(`"38 applications checked: 8 errors, 34 warnings."`);
});

test("SARIF has a result for each finding, at its line", () => {
  const { findings } = checkText(sound.replace("1g", "1Gi"), "jobs/pi.yaml");
  expect(sarif(findings)).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        results: [
          {
            level: "error",
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "jobs/pi.yaml" },
                  region: { startLine: 13, startColumn: 5 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test("an empty standard input is said: what is piped in has failed", () => {
  const { inputs, unreadable } = readInputs(["-"], "/", () => Buffer.of());
  expect([inputs, unreadable]).toEqual([[], [{ file: "stdin", reason: "is empty" }]]);
});

test("what is not UTF-8 is not taken for a file without applications, nor its letters for others", () => {
  const read = (bytes: Buffer) => readInputs(["-"], "/", () => bytes);
  const unreadable = (reason: string) => ({ inputs: [], unreadable: [{ file: "stdin", reason }] });
  const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(sound, "utf16le")]);
  expect(read(utf16)).toEqual(unreadable("is UTF-16, not UTF-8: save it as UTF-8"));
  expect(read(Buffer.from("# ação", "latin1"))).toEqual(unreadable("is not UTF-8: save it as UTF-8"));
  const [input] = read(Buffer.from(`\ufeff${sound.replaceAll("\n", "\r")}`)).inputs;
  expect(input?.text).toBe(sound);
});
