import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parseAllDocuments, stringify } from "yaml";
import type { InvalidInput } from "../../../components/errors";
import { type Manifest, parseManifests } from "../../../components/spark/application/manifest";
import { type Example, upstreamExamples } from "../../support/upstream";

/**
 * Fields of upstream's own examples that Kubernetes does not have: `securityContext` of a pod is not that of a container. The API
 * server lets them pass, since pod templates have no schema in the CRD, and the operator drops them.
 */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  "spark-pi-pod-template.yaml": [
    "spec.driver.template.spec.securityContext.capabilities",
    "spec.driver.template.spec.securityContext.allowPrivilegeEscalation",
    "spec.executor.template.spec.securityContext.capabilities",
    "spec.executor.template.spec.securityContext.allowPrivilegeEscalation",
  ],
  "sparkconnect/spark-connect.yaml": [
    "spec.server.template.spec.securityContext.capabilities",
    "spec.server.template.spec.securityContext.allowPrivilegeEscalation",
    "spec.executor.template.spec.securityContext.capabilities",
    "spec.executor.template.spec.securityContext.allowPrivilegeEscalation",
  ],
};

let examples: Example[];
const root = join(__dirname, "..", "..", "..");

beforeAll(async () => {
  examples = await upstreamExamples();
}, 300_000);

/** A manifest as it is, but for the fields that are mistakes. */
function fixed({ name, text }: Example): Manifest[] {
  const documents = parseAllDocuments(text);
  const application = documents.find((document) => String(document.get("kind")).startsWith("Spark"));
  for (const path of mistakes[name] ?? []) application?.deleteIn(path.split("."));
  return parseManifests(documents.map((document) => document.toString()).join("---\n"), name).manifests;
}

test("upstream ships examples of all three kinds", () => {
  const kinds = examples.flatMap(fixed).map(({ kind }) => kind);
  expect(examples.length).toBeGreaterThanOrEqual(15);
  expect(new Set(kinds)).toEqual(new Set(["SparkApplication", "ScheduledSparkApplication", "SparkConnect"]));
});

test("every example is read whole: nothing is refused but the mistakes, by their paths", () => {
  for (const example of examples) {
    let refused: string[] = [];
    try {
      parseManifests(example.text, example.name);
    } catch (error) {
      refused = (error as InvalidInput).problems.map(({ path }) => path);
    }
    expect([example.name, refused.sort()]).toEqual([
      example.name,
      [...(mistakes[example.name] ?? [])].sort(),
    ]);
  }
});

test("every example goes through YAML and back without losing a field", () => {
  for (const example of examples) {
    const manifests = fixed(example);
    expect(
      parseManifests(manifests.map((one) => stringify(one)).join("---\n"), example.name).manifests,
    ).toEqual(manifests);
  }
});

test("every example type-checks as an argument, excess properties and all", () => {
  mkdirSync(join(root, ".workshop"), { recursive: true });
  const folder = mkdtempSync(join(root, ".workshop", "examples-"));
  try {
    const file = join(folder, "examples.ts");
    const literals = examples
      .flatMap(fixed)
      .map(
        (manifest, i) =>
          `export const example${i}: ${manifest.kind}Manifest = ${JSON.stringify(manifest, null, 2)};`,
      );
    const imports = ["SparkApplication", "ScheduledSparkApplication", "SparkConnect"].map(
      (k) => `${k}Manifest`,
    );
    const typo = `// @ts-expect-error: the compiler refuses a field that is not there\nexample0.spec.executr = {};`;
    writeFileSync(
      file,
      [
        `import type { ${imports.join(", ")} } from "../../components/spark/application/manifest";`,
        ...literals,
        typo,
      ].join("\n"),
    );
    const { options } = ts.convertCompilerOptionsFromJson(
      ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config.compilerOptions,
      root,
    );
    // Of the manifests alone: neither a browser's types nor the test runner's, which are most of what there is to read.
    const program = ts.createProgram([file], { ...options, lib: ["lib.es2022.d.ts"], types: ["node"] });
    const source = program.getSourceFile(file);
    const told = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(told.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
