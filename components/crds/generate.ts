import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { parse } from "yaml";
import { sparkOperatorCharts } from "../charts/spark-operator-charts";
import { versions } from "../versions/versions";
import { Definitions, type Schema } from "./schema";

/** The file that {@link generate} fills. */
export const generatedFile = join(__dirname, "generated", "spark-operator.ts");

interface Crd {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/** The TypeScript of every CRD in the pinned chart, as one module. Deterministic: the same chart gives the same text. */
export async function generate(): Promise<string> {
  const { operator } = await sparkOperatorCharts(versions.sparkOperatorChart);
  const folder = join(operator, "crds");
  const found = new Definitions();
  // SparkApplication first: what the kinds share is named after it.
  const files = (await readdir(folder)).sort(
    (a, b) => Number(b.includes("_sparkapp")) - Number(a.includes("_sparkapp")),
  );
  for (const file of files) {
    const crd = parse(await readFile(join(folder, file), "utf8")) as Crd;
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
  return [
    `// Generated from the CRDs of spark-operator ${versions.sparkOperatorChart} by \`npm run generate\`. Never edited.`,
    'import type { types } from "@pulumi/kubernetes";',
    module
      .replace(/export interface All \{\s*\}/, "")
      // What the library says about definitions that no property reaches is noise in an editor.
      .replace(
        /\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "[^"]+"\.\n?/g,
        "\n",
      )
      .replace(/\/\*\*\n+ \*\/\n/g, ""),
  ].join("\n");
}

if (require.main === module) {
  generate()
    .then((text) => writeFile(generatedFile, text))
    .then(() => console.error(`wrote ${generatedFile}`));
}
