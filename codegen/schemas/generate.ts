import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileKeys } from "../../cli/stack/config";
import { readProjectFile } from "../../cli/stack/project-file";
import { projectFolder } from "../../components/images/catalog";
import { apiVersions } from "../../components/spark/application/inspect-manifests";
import { ofServers } from "../../components/spark/rules/connect-prohibitions";
import type { Prohibition } from "../../components/spark/rules/prohibition";
import { podProhibitions, prohibitions } from "../../components/spark/rules/prohibitions";
import { crdShapes } from "../../components/spark/rules/validate";
import { webhookProhibitions } from "../../components/spark/rules/webhook";
import { versions } from "../../components/versions/versions";
import { definitionsOf, sparkOperator } from "../crds/sources";
import { definitionSchemas, dialect, type JsonSchema } from "./json-schema";
import { withProhibitions } from "./prohibitions";
import { stackSchema } from "./stack-schema";

const definitionsFile = "spark-operator.json";

/** Every schema that editors are given, by its file in `schemas/`. */
export async function schemaFiles(): Promise<Record<string, string>> {
  const { definitions: described } = await definitionsOf(sparkOperator);
  const ofApplications = withProhibitions(definitionSchemas(crdShapes, described), "SparkApplicationSpec", [
    ...prohibitions,
    ...webhookProhibitions,
  ]);
  const definitions = withProhibitions(
    ofApplications,
    "SparkConnectSpec",
    propertiesOf(ofServers([...podProhibitions, ...webhookProhibitions])),
  );
  return {
    [definitionsFile]: text({
      $schema: dialect,
      title: `Fields of spark-operator ${versions.sparkOperatorChart}, and what the workshop's rules say of them`,
      definitions,
    }),
    ...Object.fromEntries(
      Object.entries(apiVersions).map(([kind, version]) => [`${kind}.json`, text(kindSchema(kind, version))]),
    ),
    "stack.json": text(stackSchema(readProjectFile(projectFolder), fileKeys)),
  };
}

/** Without the pod templates, which have one definition for all kinds. */
function propertiesOf(table: readonly Prohibition[]): Prohibition[] {
  return table.map((one) => ({ ...one, places: one.places.filter((place) => "conf" in place) }));
}

/** Where a schema is kept. */
export function schemaPath(file: string): string {
  return join(projectFolder, "schemas", file);
}

function kindSchema(kind: string, version: string): JsonSchema {
  const definition = (name: string) => ({ $ref: `${definitionsFile}#/definitions/${name}` });
  return {
    $schema: dialect,
    title: kind,
    type: "object",
    properties: {
      apiVersion: { const: version },
      kind: { const: kind },
      metadata: { allOf: [definition("PodTemplateSpecMetadata"), { required: ["name"] }] },
      spec: definition(`${kind}Spec`),
      // The operator's own.
      status: {},
    },
    required: ["apiVersion", "kind", "metadata", "spec"],
    additionalProperties: false,
  };
}

/** One definition or property a line, so that a diff after an upgrade shows what has changed. */
function text(schema: JsonSchema): string {
  const lines = (part: object) =>
    Object.entries(part)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n");
  const { definitions, ...rest } = schema;
  return definitions
    ? `{\n${lines(rest)},\n"definitions": {\n${lines(definitions as object)}\n}\n}\n`
    : `${JSON.stringify(schema, null, 2)}\n`;
}

/** Writes the files; with `--check` only says which are not what would be written. */
async function main(check: boolean): Promise<void> {
  for (const [file, schema] of Object.entries(await schemaFiles())) {
    const path = schemaPath(file);
    if (!check) await writeFile(path, schema);
    else if (schema !== (await readFile(path, "utf8"))) process.exitCode = 1;
    console.error(`${check ? "looked at" : "wrote"} ${path}`);
  }
}

if (require.main === module) void main(process.argv.includes("--check"));
