import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import type { NodeGroup } from "../../../components/cluster/node-group";
import type { Job } from "../../../components/spark/job";
import { recipes as usedRecipes, useRecipe } from "../../e2e/applications/matrix/recipes";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";
import { platformFor } from "../../support/platform";
import { groups } from "../../support/subject";

const root = process.cwd();

/** The files that a page shows, by their paths. */
function filesOf(page: string): Map<string, string> {
  const text = readFileSync(join(root, "docs", page), "utf8");
  return new Map(
    [...text.matchAll(/^```ts\n\/\/ (jobs\/[\w-]+\.ts)\n(.*?)^```/gms)].map(([, path = "", code = ""]) => [
      path,
      code,
    ]),
  );
}

const recipes = filesOf("recipes.md");
const manifest = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Scala
  mode: cluster
  sparkVersion: 4.1.2
  mainClass: org.apache.spark.examples.SparkPi
  mainApplicationFile: spark-internal
  driver:
    serviceAccount: spark
    nodeSelector: { karpenter.sh/capacity-type: on-demand, topology.kubernetes.io/zone: local-a }
    securityContext: &restricted
      runAsNonRoot: true
      allowPrivilegeEscalation: false
      capabilities: { drop: [ALL] }
      seccompProfile: { type: RuntimeDefault }
  executor:
    instances: 1
    nodeSelector: { karpenter.sh/capacity-type: spot, topology.kubernetes.io/zone: local-a }
    tolerations: [{ key: spark-role, value: executor, effect: NoSchedule }]
    securityContext: *restricted
`;

/** A project with the recipes' jobs and, empty, the files that they name. */
const project = mkdtempSync(join(tmpdir(), "recipes-"));
beforeAll(() => {
  for (const name of ["components", "node_modules", "versions.json", "tsconfig.json"])
    symlinkSync(join(root, name), join(project, name));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  for (const [path, code] of recipes) {
    write(path, code);
    for (const [file = ""] of code.matchAll(/apps\/[\w/.-]+\.(py|sql)/g)) write(file, "");
  }
  write("apps/common/__init__.py", "");
  write("manifests/pi.yaml", manifest);
  process.chdir(project);
});
afterEach(settled);
afterAll(() => {
  process.chdir(root);
  rmSync(project, { recursive: true });
});

test("both languages show the same files", () => {
  expect(recipes.size).toBeGreaterThan(5);
  expect([...filesOf("recipes.pt-BR.md")]).toEqual([...recipes]);
});

test("the end-to-end tests run each of them but the one that is too large for their cluster", () => {
  const used = Object.values(usedRecipes("http://server"));
  const run = used.map(({ file }) => `jobs/${file}.ts`);
  expect([...recipes.keys()].filter((path) => !run.includes(path))).toEqual(["jobs/many-executors.ts"]);
  for (const recipe of used) {
    const written = new Map<string, string>();
    useRecipe({ write: (file, text) => void written.set(file, text) }, recipe);
    const code = written.get(`jobs/${recipe.file}.ts`) ?? "";
    expect(ts.transpileModule(code, { reportDiagnostics: true }).diagnostics).toEqual([]);
    // What the page names is there.
    for (const [file = ""] of code.matchAll(/apps\/[\w/.-]+\.(py|sql)/g))
      expect([...written.keys()]).toContain(file);
  }
});

test("every recipe compiles", () => {
  const { options } = ts.convertCompilerOptionsFromJson(
    ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config.compilerOptions,
    root,
  );
  const files = [...recipes.keys()].map((path) => join(project, path));
  const program = ts.createProgram(files, options);
  const messages = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(messages.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

/** Nodes as large as the AWS stack's: m5.4xlarge. */
const large: NodeGroup[] = groups.map((group) => ({
  ...group,
  allocatable: { cpuMillis: 15_890, memoryMiB: 56_000 },
  types: group.types?.map((type) => ({ ...type, allocatable: { cpuMillis: 15_890, memoryMiB: 56_000 } })),
}));

test.each([...recipes.keys()])("%s: its application is accepted", async (path) => {
  const engine = await FakeEngine.start({}, true);
  const { default: job } = require(join(project, path)) as { default: Job };
  const nodeGroups = path.includes("many") ? large : groups;
  const { platform, namespace } = platformFor(nodeGroups);
  const cluster = { ...fakeCluster(), nodeGroups };
  const own = Object.assign(new pulumi.ComponentResource("test:index:JobNamespace", "jobs"), namespace);
  const data = { uri: "s3a://landing/nycflights13" } as Parameters<Job>[0]["data"];
  job({ platform: { ...platform, cluster }, namespace: own, data, environment: "dev" });
  await settled();
  const declared = engine.names().filter((name) => /SparkApplication/.test(name));
  expect(declared.length).toBeGreaterThan(0);
});
