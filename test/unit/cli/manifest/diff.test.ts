import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changesOf, inSarif } from "../../../../cli/manifest/diff";

const text = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.1.2
  mainApplicationFile: local:///opt/pi.py
  timeToLiveSeconds: 600
  sparkConf: { spark.db.password: first-secret }
  driver: { memory: 1g }
  executor: { instances: 2 }
`;

const input = (file: string, content: string) => ({ file, text: content, named: true });
const changes = (edit: (text: string) => string) =>
  changesOf(input("old.yaml", text), input("new.yaml", edit(text)));

test("a change of the spec restarts the run, and says which field is the reason", () => {
  expect(changes((old) => old.replace("memory: 1g", "memory: 2g"))).toEqual([
    {
      file: "new.yaml",
      line: 11,
      column: 13,
      object: "SparkApplication pi",
      path: "spec.driver.memory",
      restarts: true,
      text: 'the run is killed and the job runs again, because of spec.driver.memory: "1g" → "2g"',
    },
  ]);
});

test("the time to live changes in place", () => {
  const [change, ...more] = changes((old) => old.replace("600", "900"));
  expect(change).toMatchObject({
    restarts: false,
    text: "changes in place: spec.timeToLiveSeconds: 600 → 900",
  });
  expect(more).toEqual([]);
});

test("what the operator fills in anyway is no change", () => {
  expect(changes((old) => old.replace("{ instances: 2 }", "{ instances: 2, cores: 1, memory: 1g }"))).toEqual(
    [],
  );
});

test("a secret's values are not repeated", () => {
  const [change] = changes((old) => old.replace("first-secret", "second-secret"));
  expect(change?.restarts).toBe(true);
  expect(change?.text).toContain('spec.sparkConf["spark.db.password"]: another value');
  expect(change?.text).not.toMatch(/first|second/);
});

test("applications that come and go are said", () => {
  expect(changes((old) => old.replace("name: pi", "name: tau")).map(({ object }) => object)).toEqual([
    "SparkApplication tau",
    "SparkApplication pi",
  ]);
});

test("what comes is found in the new file, what goes in the old one", () => {
  const places = changes((old) => `# Of another team.\n${old.replace("name: pi", "name: tau")}`).map(
    ({ file, line, column }) => `${file}:${line}:${column}`,
  );
  expect(places).toEqual(["new.yaml:4:13", "old.yaml:3:13"]);
});

test("SARIF has what restarts a run as a warning, and the rest as notes", () => {
  const found = changes((old) => old.replace("memory: 1g", "memory: 2g").replace("600", "900"));
  expect(inSarif(found)).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        results: [
          { ruleId: "spark-manifest-change", level: "note" },
          {
            ruleId: "spark-manifest-restart",
            level: "warning",
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "new.yaml" },
                  region: { startLine: 11, startColumn: 13 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test("the exit code tells a restart from a change in place and from what cannot be read", () => {
  const folder = mkdtempSync(join(tmpdir(), "diff-"));
  try {
    writeFileSync(join(folder, "old.yaml"), text);
    const run = (after: string, ...options: string[]) =>
      spawnSync(
        process.execPath,
        ["--import", "tsx", "cli/main.ts", "manifest", "diff", "old.yaml", "-", ...options],
        { input: after, encoding: "utf8", env: { ...process.env, WORKSHOP_CWD: folder } },
      );
    const restart = run(text.replace("memory: 1g", "memory: 2g"), "--json");
    expect([restart.status, JSON.parse(restart.stdout)]).toEqual([
      1,
      [expect.objectContaining({ file: "stdin", path: "spec.driver.memory", restarts: true })],
    ]);
    expect(run(text.replace("600", "900")).status).toBe(0);
    expect(run("kind: [").status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
