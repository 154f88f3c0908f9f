import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { parse } from "yaml";
import { goModuleFolder } from "../../components/charts/go-module";
import { sparkOperatorCharts } from "../../components/charts/spark-operator-charts";
import { projectFolder } from "../../components/images/catalog";
import { versions } from "../../components/versions/versions";
import { podTemplateSchema } from "./pod-template";
import { Definitions, type Schema } from "./schema";

/** Where CRDs come from, and which file their types fill. */
export interface Source {
  /** File in `generated/`. */
  readonly file: string;
  /**
   * File in `generated/` for the shapes.
   * @default none: nothing of it is read from a manifest
   */
  readonly shapes?: string;
  /** What the first line says it was generated from. */
  readonly of: string;
  /** The CRDs' files, in an order that decides after which kind a shared type is named. */
  crds(): Promise<readonly string[]>;
}

/** The CRDs that the program writes objects of. */
export const sources: readonly Source[] = [
  {
    file: "spark-operator.ts",
    shapes: "spark-operator.shapes.json",
    of: `spark-operator ${versions.sparkOperatorChart}`,
    async crds() {
      const { operator } = await sparkOperatorCharts(versions.sparkOperatorChart);
      const folder = join(operator, "crds");
      // SparkApplication first: what the kinds share is named after it.
      return (await readdir(folder))
        .sort((a, b) => Number(b.includes("_sparkapp")) - Number(a.includes("_sparkapp")))
        .map((file) => join(folder, file));
    },
  },
  {
    file: "karpenter.ts",
    of: `Karpenter's AWS provider ${versions.karpenter}`,
    async crds() {
      const folder = await goModuleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
      return ["karpenter.sh_nodepools", "karpenter.sh_nodeclaims", "karpenter.k8s.aws_ec2nodeclasses"].map(
        (name) => join(folder, "pkg", "apis", "crds", `${name}.yaml`),
      );
    },
  },
  {
    file: "karpenter-kind.ts",
    of: "karpenter-provider-kind",
    crds: async () => [
      join(projectFolder, "karpenter-provider-kind/apis/crds/karpenter.kind.workshop_kindnodeclasses.yaml"),
    ],
  },
];

/** The files that {@link generate} fills: types, and shapes for the check at run time where manifests are read. */
export function generatedFiles({ file, shapes }: Source): { types: string; shapes: string | undefined } {
  const folder = join(__dirname, "..", "..", "components", "crds", "generated");
  return { types: join(folder, file), shapes: shapes && join(folder, shapes) };
}

/** The checked texts that types name, by the module that declares them. */
const units: Readonly<Record<string, readonly string[]>> = {
  cron: ["CronSchedule"],
  "memory-size": ["MemorySize"],
  quantity: ["CpuQuantity", "Quantity"],
  "spark-conf": ["SparkConf"],
  "time-zone": ["TimeZone"],
};

interface Crd {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/**
 * Every CRD of a source: its TypeScript as one module, and its shapes for the check at run time. Deterministic: the same
 * CRDs give the same text.
 */
export async function generate(source: Source): Promise<{ types: string; shapes: string }> {
  const found = new Definitions({
    template: { name: "PodTemplateSpec", schema: podTemplateSchema() },
  });
  for (const file of await source.crds()) {
    const crd = parse(await readFile(file, "utf8")) as Crd;
    const [version] = crd.spec.versions;
    const { spec, status } = version?.schema.openAPIV3Schema.properties ?? {};
    if (!spec || !status) throw new Error(`${file} has no spec or no status`);
    found.add(spec, `${crd.spec.names.kind}Spec`);
    found.add(status, `${crd.spec.names.kind}Status`);
  }
  const module = await compile(
    { title: "All", type: "object", definitions: found.definitions as never, additionalProperties: false },
    "All",
    {
      bannerComment: "",
      unreachableDefinitions: true,
      additionalProperties: false,
      style: { printWidth: 120, semi: true },
      strictIndexSignatures: true,
    },
  );
  const body = module
    .replace(/export interface All \{\s*\}/, "")
    // What the library says about definitions that no property reaches is noise in an editor.
    .replace(
      /\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "[^"]+"\.\n?/g,
      "\n",
    )
    .replace(/\/\*\*\n+ \*\/\n/g, "");
  const imports = Object.entries(units).flatMap(([file, names]) => {
    const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
    return used.length > 0 ? [`import type { ${used.join(", ")} } from "../../units/${file}";`] : [];
  });
  const types = [
    `// Generated from the CRDs of ${source.of} by \`npm run generate\`. Never edited.`,
    ...imports,
    body,
  ].join("\n");
  return { types, shapes: `{\n${shapeLines(found.shapes).join(",\n")}\n}\n` };
}

/** One line a shape, so that a diff after an upgrade shows which objects have changed. */
function shapeLines(shapes: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(shapes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
}

/** Writes the files; with `--check` only says which are not what would be written. */
async function main(check: boolean): Promise<void> {
  for (const source of sources) {
    const files = generatedFiles(source);
    const texts = await generate(source);
    for (const kind of ["types", "shapes"] as const) {
      const file = files[kind];
      if (!file) continue;
      if (!check) await writeFile(file, texts[kind]);
      else if (texts[kind] !== (await readFile(file, "utf8"))) process.exitCode = 1;
      console.error(`${check ? "looked at" : "wrote"} ${file}`);
    }
  }
}

if (require.main === module) void main(process.argv.includes("--check"));
