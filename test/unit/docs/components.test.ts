import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { stringify } from "yaml";
import { part } from "../../../codegen/docs";
import { type PlatformInfo, platformInfo } from "../../../components/spark/platform-info";
import { chartsIn } from "../../support/chart";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, outputValue, type Registered, settled } from "../../support/engine";
import { type Givens, given as make } from "../../support/givens";

const root = resolve(__dirname, "..", "..", "..");
const entries = ["index", "kind", "existing", "eks", "facts", "problems"].map((name) =>
  join(root, "components", `${name}.ts`),
);
const { options } = ts.convertCompilerOptionsFromJson(
  ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config.compilerOptions,
  root,
);

/** Public components, with the code of their `@example`; of one that has several, with a number from the second on. */
function examplesOf(): ReadonlyMap<string, string | undefined> {
  const program = ts.createProgram(entries, options);
  const checker = program.getTypeChecker();
  const found = new Map<string, string | undefined>();
  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const [declaration] = symbol.declarations ?? [];
      if (!declaration || !ts.isClassDeclaration(declaration)) continue;
      if (!declaration.heritageClauses?.some((clause) => /ComponentResource/.test(clause.getText())))
        continue;
      const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === "example");
      for (const [i, tag] of (tags.length > 0 ? tags : [undefined]).entries()) {
        const code = /```ts\n(.*?)\n```/s.exec(ts.displayPartsToString(tag?.text))?.[1];
        found.set(i === 0 ? symbol.name : `${symbol.name} ${i + 1}`, code);
      }
    }
  }
  return found;
}

const examples = examplesOf();

/** What each example goes on from; those of jobs from a platform and a namespace. */
const given: Readonly<Record<string, readonly (keyof Givens)[]>> = {
  KindCluster: [],
  ExistingCluster: [],
  KarpenterForKind: [],
  LocalObjectStorage: ["cluster"],
  Dataset: ["cluster", "storage"],
  SparkPlatform: ["cluster", "storage"],
  JobNamespace: ["cluster", "storage"],
  Attendee: ["cluster", "storage"],
  JobFences: ["cluster", "namespace"],
  SparkOperator: ["cluster", "namespace", "fences"],
  HistoryServer: ["platform"],
  DescribedPlatform: [],
  Network: ["base"],
  EksCluster: ["base", "network"],
  Karpenter: ["base", "network", "eksCluster"],
  NodePool: ["eksCluster", "karpenter"],
  AwsObjectStorage: ["base", "eksCluster"],
  DataKey: ["base"],
  CostAlarm: ["base"],
};
const givenTo = (name: string) => given[name] ?? (["platform", "namespace"] as const);

/** An example as a module that a person would have: imports first, the rest in a function that is given what came before it. */
function moduleOf(name: string, code: string): string {
  const imports = code.split("\n").filter((line) => line.startsWith("import "));
  const body = code.split("\n").filter((line) => !line.startsWith("import "));
  return [
    ...imports,
    `import type { Givens } from "${join(root, "test", "support", "givens")}";`,
    `export default async ({ ${givenTo(name).join(", ")} }: Givens): Promise<void> => {`,
    ...body.map((line) => line.replace(/^export /, "")),
    "};",
    "",
  ].join("\n");
}

/** A folder in which each example is a file, and the package is installed. */
const folder = mkdtempSync(join(tmpdir(), "components-"));
const fileOf = (name: string) => join(folder, `${name}.ts`);

beforeAll(() => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const job = join(folder, "apps", "orders", "orders.py");
  mkdirSync(dirname(job), { recursive: true });
  writeFileSync(job, "from pyspark.sql import SparkSession\n");
  for (const [name, code] of examples) if (code) writeFileSync(fileOf(name), moduleOf(name, code));
  writeFileSync(join(folder, "kubeconfig"), kubeconfig);
  chartsIn(folder);
  process.env.KUBECONFIG = join(folder, "kubeconfig");
  process.chdir(folder);
});
afterEach(settled);
afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
});

const kubeconfig = JSON.stringify({
  contexts: [{ name: "minikube", context: { cluster: "minikube", user: "minikube" } }],
  clusters: [{ name: "minikube", cluster: { server: "https://localhost" } }],
  users: [{ name: "minikube", user: {} }],
});

test("every public component has an example", () => {
  expect(examples.size).toBeGreaterThan(15);
  expect([...examples].filter(([, code]) => code === undefined).map(([name]) => name)).toEqual([]);
});

test("every example compiles against the package's public surface", () => {
  const files = [...examples.keys()].map(fileOf);
  const program = ts.createProgram(files, { ...options, noUnusedLocals: false });
  const messages = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => [file, ts.flattenDiagnosticMessageText(messageText, "\n")],
    );
  });
  expect(messages).toEqual([]);
});

/** Lines of YAML that a page shows of an example; of more, only what there is. */
const readable = 250;

/** The end of an image's tag, which follows the content of its Dockerfile. */
const contentTag = /(:[\d.]+-)[0-9a-f]{12}\b/g;

/** What an example makes: as YAML where it is objects and they are few, else a line for each resource. */
function made(resources: readonly Registered[]): string[] {
  const own = resources.filter(({ type }) => !type.startsWith("pulumi:") && !type.startsWith("workshop:"));
  if (own.length === 0) return [];
  const objects = own.filter(
    ({ type, inputs }) => type.startsWith("kubernetes:") && inputs.kind !== undefined,
  );
  const yaml = objects.map(({ inputs }) => stringify(plain(inputs), { lineWidth: 0 })).join("---\n");
  if (objects.length === own.length && yaml.split("\n").length <= readable)
    return ["", "```yaml", yaml.trimEnd().replaceAll(contentTag, "$1<content>"), "```"];
  const width = Math.max(...own.map(({ type }) => type.length));
  return ["", "```text", ...own.map(({ type, name }) => `${type.padEnd(width)}  ${name}`).sort(), "```"];
}

/** An object without what only Pulumi reads. */
function plain({ metadata, ...rest }: Record<string, unknown>): object {
  const { annotations, ...others } = metadata as { annotations?: Record<string, string> };
  const left = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith("pulumi.com/"));
  const kept = left.length > 0 ? { annotations: Object.fromEntries(left) } : {};
  const { apiVersion, kind, ...content } = rest;
  return { apiVersion, kind, metadata: { ...others, ...kept }, ...content };
}

/** What the cloud adds. */
const outputs = (platform: PlatformInfo | undefined): Parameters<typeof FakeEngine.start>[0] => ({
  "pulumi:pulumi:StackReference": () => ({ outputs: { platform }, secretOutputNames: [] }),
  ...awsOutputs,
  "aws:s3/bucket:Bucket": () => ({ bucket: "exports-1a2b3c4", region: "us-east-1" }),
});

/** The platform as another stack tells of it. */
async function describedPlatform(): Promise<PlatformInfo> {
  await FakeEngine.start();
  const world: Partial<Givens> = {};
  const [platform, namespace] = [await make("platform", world), await make("namespace", world)];
  return await outputValue(platformInfo(platform, namespace));
}

describe("what an example makes is what the pages show (UPDATE_GOLDEN=1 writes them anew)", () => {
  test.each([...examples.keys()])("%s", async (name) => {
    const told = name === "DescribedPlatform" ? await describedPlatform() : undefined;
    await settled();
    const engine = await FakeEngine.start(outputs(told));
    const world: Partial<Givens> = {};
    for (const one of givenTo(name)) await make(one, world);
    await settled();
    const before = engine.registered.length;
    const { default: run } = require(fileOf(name)) as { default: (given: Partial<Givens>) => Promise<void> };
    await run(world);
    await settled();
    const code = examples.get(name) ?? "";
    const shown = ["```ts", code, "```", ...made(engine.registered.slice(before))];
    for (const page of ["components.md", "components.pt-BR.md"]) {
      const path = join(root, "docs", page);
      const text = readFileSync(path, "utf8");
      const written = part(text, `example ${name}`, shown);
      if (process.env.UPDATE_GOLDEN) writeFileSync(path, written);
      expect(text).toContain(`<!-- example ${name} -->`);
      expect(readFileSync(path, "utf8")).toBe(written);
    }
  });
});
