import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { parse } from "yaml";
import { goModuleFolder } from "../charts/go-module";
import { sparkOperatorCharts } from "../charts/spark-operator-charts";
import { versions } from "../versions/versions";
import { Definitions, type Schema } from "./schema";

/** Where CRDs come from, and which file their types fill. */
export interface Source {
  /** File in `generated/`. */
  readonly file: string;
  /** What the first line says it was generated from. */
  readonly of: string;
  /** The CRDs' files, in an order that decides after which kind a shared type is named. */
  crds(): Promise<readonly string[]>;
}

/** The CRDs that the program writes objects of. */
export const sources: readonly Source[] = [
  {
    file: "spark-operator.ts",
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
];

/** The file that {@link generate} fills. */
export function generatedFile({ file }: Source): string {
  return join(__dirname, "generated", file);
}

interface Crd {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/** The TypeScript of every CRD of a source, as one module. Deterministic: the same CRDs give the same text. */
export async function generate(source: Source): Promise<string> {
  const found = new Definitions();
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
  const types = module
    .replace(/export interface All \{\s*\}/, "")
    // What the library says about definitions that no property reaches is noise in an editor.
    .replace(
      /\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "[^"]+"\.\n?/g,
      "\n",
    )
    .replace(/\/\*\*\n+ \*\/\n/g, "");
  return [
    `// Generated from the CRDs of ${source.of} by \`npm run generate\`. Never edited.`,
    ...(types.includes("types.input") ? ['import type { types } from "@pulumi/kubernetes";'] : []),
    types,
  ].join("\n");
}

async function main(): Promise<void> {
  for (const source of sources) {
    await writeFile(generatedFile(source), await generate(source));
    console.error(`wrote ${generatedFile(source)}`);
  }
}

if (require.main === module) void main();
