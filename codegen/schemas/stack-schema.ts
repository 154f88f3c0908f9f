import { z } from "zod";
import type { ProjectFile } from "../../cli/stack/project-file";
import { settings } from "../../stacks/config";
import { dialect, type JsonSchema } from "./json-schema";

/** What Pulumi itself writes for an encrypted value. */
const encrypted = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

/**
 * The schema of `Pulumi.<stack>.yaml`: the keys that the program reads, with what each may hold, its default and its description.
 *
 * @param keys the keys of Pulumi's own beside `config`.
 */
export function stackSchema(project: ProjectFile, keys: readonly string[]): JsonSchema {
  const { properties = {} } = z.toJSONSchema(z.strictObject(settings), {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  }) as JsonSchema;
  const described = Object.entries(properties).map(([key, schema]): [string, JsonSchema] => {
    const { description } = (project.config[key] ?? {}) as { readonly description?: string };
    return [key, { ...(description ? { description } : {}), ...asWritten(key, schema) }];
  });
  return {
    $schema: dialect,
    title: "A stack of the workshop",
    type: "object",
    properties: {
      ...Object.fromEntries(keys.map((key) => [key, {}])),
      config: {
        type: ["object", "null"],
        properties: Object.fromEntries([
          ...described.map(([key, schema]) => [`${project.name}:${key}`, schema]),
          // Pulumi takes a key without a namespace for the project's.
          ...described.map(([key]) => [
            key,
            { $ref: `#/properties/config/properties/${project.name}:${key}` },
          ]),
        ]),
        // Of other projects and providers, and an older way to write a key.
        patternProperties: { [`^(?!${project.name}:)[^:]+:|^[^:]+:config:`]: {} },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  };
}

/** What may stand in the file: `pulumi config set` writes numbers and booleans as text, and a secret as an object. */
function asWritten(key: string, schema: JsonSchema): JsonSchema {
  if (schema.type === "boolean") return { ...schema, type: undefined, enum: [true, false, "true", "false"] };
  if (schema.type === "integer") return { ...schema, type: ["integer", "string"], pattern: "^\\d+$" };
  if (key === "pullSecret") return { ...schema, type: undefined, anyOf: [{ type: "string" }, encrypted] };
  return schema;
}
