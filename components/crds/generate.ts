import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { parse } from "yaml";
import { sparkOperatorCharts } from "../charts/spark-operator-charts";
import { versions } from "../versions/versions";
import { podTemplateSchema } from "./pod-template";
import { Definitions, type Schema } from "./schema";

/** The files that {@link generate} fills. */
export const generatedFiles = {
  types: join(__dirname, "generated", "spark-operator.ts"),
  shapes: join(__dirname, "generated", "spark-operator.shapes.json"),
} as const;

interface Crd {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/**
 * Every CRD in the pinned chart: its TypeScript as one module, and its shapes for the check at run time. Deterministic:
 * the same chart gives the same text.
 */
export async function generate(): Promise<Record<keyof typeof generatedFiles, string>> {
  const { operator } = await sparkOperatorCharts(versions.sparkOperatorChart);
  const folder = join(operator, "crds");
  const found = new Definitions({
    template: { name: "PodTemplateSpec", schema: podTemplateSchema() },
  });
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
  const types = [
    `// Generated from the CRDs of spark-operator ${versions.sparkOperatorChart} by \`npm run generate\`. Never edited.`,
    'import type { CronSchedule } from "../../units/cron";',
    'import type { MemorySize } from "../../units/memory-size";',
    'import type { CpuQuantity, Quantity } from "../../units/quantity";',
    'import type { SparkConf } from "../../units/spark-conf";',
    'import type { TimeZone } from "../../units/time-zone";',
    module
      .replace(/export interface All \{\s*\}/, "")
      // What the library says about definitions that no property reaches is noise in an editor.
      .replace(
        /\n \* This interface was referenced by `All`'s JSON-Schema\n \* via the `definition` "[^"]+"\.\n?/g,
        "\n",
      )
      .replace(/\/\*\*\n+ \*\/\n/g, ""),
  ].join("\n");
  return { types, shapes: `{\n${shapeLines(found.shapes).join(",\n")}\n}\n` };
}

/** One line a shape, so that a diff after an upgrade shows which objects have changed. */
function shapeLines(shapes: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(shapes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
}

if (require.main === module) {
  generate()
    .then(({ types, shapes }) =>
      Promise.all([writeFile(generatedFiles.types, types), writeFile(generatedFiles.shapes, shapes)]),
    )
    .then(() => console.error(`wrote ${Object.values(generatedFiles).join(", ")}`));
}
