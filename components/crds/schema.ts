import type { JSONSchema } from "json-schema-to-typescript";

/** A node of a CRD's `openAPIV3Schema`. */
export interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
  "x-kubernetes-int-or-string"?: boolean;
  "x-kubernetes-preserve-unknown-fields"?: boolean;
  [validation: string]: unknown;
}

/**
 * Fields that the CRD leaves without a schema because Kubernetes has one: the type to use instead, by property name.
 *
 * @see `schemaless` markers in spark-operator's api/v1beta2/sparkapplication_types.go
 */
const schemaless: Readonly<Record<string, string>> = { template: "types.input.core.v1.PodTemplateSpec" };

/**
 * Rewrites a CRD schema for json-schema-to-typescript: no open objects, quantities as `string | number`, and every object
 * that occurs more than once under one name, so that the driver's and the executor's affinity are one type.
 */
export class Definitions {
  readonly definitions: Record<string, JSONSchema> = {};
  private readonly names = new Map<string, string>();

  /** @param root schema of one kind. @param name its interface's name. */
  add(root: Schema, name: string): void {
    this.names.set(shapeOf(root), name);
    this.definitions[name] = this.object(root, name);
  }

  private convert(schema: Schema, name: string, property: string): JSONSchema {
    const description = schema.description;
    if (schema["x-kubernetes-int-or-string"]) return { description, tsType: "string | number" };
    if (schema.properties) return { description, tsType: this.named(schema, name) };
    if (schema.items) {
      const items = this.convert(schema.items, name.replace(/s$/, ""), property);
      return { description, type: "array", items: { ...items, description: undefined } };
    }
    if (typeof schema.additionalProperties === "object") {
      const value = this.convert(schema.additionalProperties, name, property);
      return { description, type: "object", additionalProperties: { ...value, description: undefined } };
    }
    if (schema.type === "object") {
      const type = schemaless[property];
      if (!type)
        throw new Error(`${name}: an object without a schema; name its type in components/crds/schema.ts`);
      return { description, tsType: type };
    }
    const type = schema.type === "integer" ? "number" : schema.type;
    // biome-ignore lint/suspicious/noExplicitAny: the library's own type for `enum` values
    return { description, type: type as any, ...(schema.enum ? { enum: schema.enum as any } : {}) };
  }

  private object(schema: Schema, name: string): JSONSchema {
    const properties: Record<string, JSONSchema> = {};
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      properties[key] = this.convert(child, `${name}${key[0]?.toUpperCase()}${key.slice(1)}`, key);
    }
    return {
      type: "object",
      description: schema.description,
      properties,
      required: schema.required ?? [],
      additionalProperties: false,
    };
  }

  /** The definition of this shape: an equal shape that was met before keeps the name it got then. */
  private named(schema: Schema, suggestion: string): string {
    const shape = shapeOf(schema);
    const known = this.names.get(shape);
    if (known) return known;
    let name = shorten(suggestion);
    for (let n = 2; name in this.definitions; n++) name = `${shorten(suggestion)}${n}`;
    this.names.set(shape, name);
    this.definitions[name] = {}; // taken, before its own children look for names
    this.definitions[name] = this.object(schema, suggestion);
    return name;
  }
}

function shapeOf(schema: Schema): string {
  return JSON.stringify({ properties: schema.properties, required: schema.required });
}

/** The last words of a path are enough to tell a type; the whole path is unreadable in an editor. */
function shorten(path: string): string {
  const words = path.split(/(?=[A-Z])/);
  return words.length <= 6 ? path : `${words.slice(0, 2).join("")}${words.slice(-4).join("")}`;
}
