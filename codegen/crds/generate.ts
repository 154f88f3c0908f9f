import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";
import { definitionsOf, type Source, sources } from "./sources";

/** The files that {@link generate} fills: types, and shapes for the check at run time where objects are read. */
export function generatedFiles({ file, shapes }: Source): { types: string; shapes: string } {
  const folder = join(__dirname, "..", "..", "components", "crds", "generated");
  return { types: join(folder, file), shapes: join(folder, shapes) };
}

/** The checked texts that types name, by the module that declares them. */
const units: Readonly<Record<string, readonly string[]>> = {
  cron: ["CronSchedule"],
  "memory-size": ["MemorySize"],
  quantity: ["CpuQuantity", "Quantity"],
  "spark-conf": ["SparkConf"],
  "time-zone": ["TimeZone"],
};

/**
 * Every CRD of a source: its TypeScript as one module, and its shapes for the check at run time. Deterministic: the same
 * CRDs give the same text.
 */
export async function generate(source: Source): Promise<{ types: string; shapes: string }> {
  const found = await definitionsOf(source);
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
      if (!check) await writeFile(file, texts[kind]);
      else if (texts[kind] !== (await readFile(file, "utf8"))) process.exitCode = 1;
      console.error(`${check ? "looked at" : "wrote"} ${file}`);
    }
  }
}

if (require.main === module) void main(process.argv.includes("--check"));
