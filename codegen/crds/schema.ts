import type { JSONSchema } from "json-schema-to-typescript";
import type { Shape, Shapes } from "../../components/crds/shape";

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
  minimum?: number;
  maximum?: number;
  default?: unknown;
  pattern?: string;
  "x-kubernetes-int-or-string"?: boolean;
  "x-kubernetes-list-type"?: string;
  "x-kubernetes-list-map-keys"?: string[];
  "x-kubernetes-preserve-unknown-fields"?: boolean;
  [validation: string]: unknown;
}

/** A field as a type and as what is checked at run time. */
interface Field {
  readonly json: JSONSchema;
  readonly shape: Shape;
}

/**
 * Texts that the CRD leaves unchecked and that something further on reads: Spark, the kubelet, Go's cron and time zones.
 * By property name; what is checked at run time carries the type's name.
 */
const checked: Readonly<Record<string, Shape>> = {
  coreLimit: "CpuQuantity",
  coreRequest: "CpuQuantity",
  memory: "MemorySize",
  memoryLimit: "MemorySize",
  memoryOverhead: "MemorySize",
  schedule: "CronSchedule",
  timeZone: "TimeZone",
  sparkConf: "SparkConf",
  concurrencyPolicy: { enum: ["Allow", "Forbid", "Replace"] },
  imagePullPolicy: { enum: ["Always", "IfNotPresent", "Never"] },
  serviceType: { enum: ["ClusterIP", "NodePort", "LoadBalancer"] },
};

/**
 * Rewrites a CRD schema for json-schema-to-typescript, and for the check at run time: no open objects, checked types for
 * quantities and sizes, and every object that occurs more than once under one name, so that the driver's and the
 * executor's affinity are one type.
 */
export class Definitions {
  readonly definitions: Record<string, JSONSchema> = {};
  readonly shapes: Record<string, Shapes[string]> = {};
  private readonly names = new Map<string, string>();

  /** @param schemaless schemas of fields that the CRD leaves without one because Kubernetes has it, by property name. */
  constructor(private readonly schemaless: Readonly<Record<string, { name: string; schema: Schema }>>) {}

  /** @param root schema of one kind. @param name its interface's name. */
  add(root: Schema, name: string): void {
    this.names.set(shapeOf(root), name);
    this.define(root, name, name);
  }

  private convert(schema: Schema, name: string, property: string): Field {
    const { description } = schema;
    if (schema["x-kubernetes-int-or-string"]) {
      return schema.pattern === undefined
        ? { json: { description, tsType: "string | number" }, shape: "intOrString" }
        : { json: { description, tsType: "Quantity" }, shape: "Quantity" };
    }
    const known = checked[property];
    if (known && (schema.type === "string" || known === "SparkConf")) {
      const tsType = typeof known === "string" ? known : literals((known as { enum: string[] }).enum);
      return { json: { description, tsType }, shape: known };
    }
    if (schema.properties) return this.reference(description, this.named(schema, name));
    if (schema.items) {
      const { json, shape } = this.convert(schema.items, name.replace(/s$/, ""), property);
      return {
        json: { description, type: "array", items: { ...json, description: undefined } },
        shape: { list: shape, ...keysOf(schema) },
      };
    }
    if (typeof schema.additionalProperties === "object") {
      const { json, shape } = this.convert(schema.additionalProperties, name, property);
      return {
        json: { description, type: "object", additionalProperties: { ...json, description: undefined } },
        shape: { map: shape },
      };
    }
    if (schema.type === "object") {
      const elsewhere = this.schemaless[property];
      if (!elsewhere) {
        throw new Error(`${name}: an object without a schema; name its type in codegen/crds/generate.ts`);
      }
      return this.reference(description, this.named(elsewhere.schema, elsewhere.name));
    }
    return scalar(schema);
  }

  private reference(description: string | undefined, name: string): Field {
    return { json: { description, tsType: name }, shape: `#${name}` };
  }

  private define(schema: Schema, name: string, path: string): void {
    const properties: Record<string, JSONSchema> = {};
    const required = schema.required ?? [];
    const shapes: Record<string, Shape> = {};
    this.definitions[name] = {}; // taken, before its own children look for names
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      const { json, shape } = this.convert(child, `${path}${key[0]?.toUpperCase()}${key.slice(1)}`, key);
      properties[key] = json;
      shapes[key] = shape;
    }
    this.definitions[name] = {
      type: "object",
      description: schema.description,
      properties,
      required,
      additionalProperties: false,
    };
    this.shapes[name] = required.length > 0 ? { fields: shapes, required } : { fields: shapes };
  }

  /** The definition of this shape: an equal shape that was met before keeps the name it got then. */
  private named(schema: Schema, suggestion: string): string {
    const shape = shapeOf(schema);
    const known = this.names.get(shape);
    if (known) return known;
    let name = shorten(suggestion);
    for (let n = 2; name in this.definitions; n++) name = `${shorten(suggestion)}${n}`;
    this.names.set(shape, name);
    this.define(schema, name, suggestion);
    return name;
  }
}

/** The fields by which the API server tells items of a list apart, with what it takes for one that is not there. */
function keysOf(schema: Schema): { keys?: Record<string, string> } {
  if (schema["x-kubernetes-list-type"] !== "map") return {};
  const keys = schema["x-kubernetes-list-map-keys"] ?? [];
  const { properties } = schema.items ?? {};
  return { keys: Object.fromEntries(keys.map((key) => [key, String(properties?.[key]?.default ?? "")])) };
}

function scalar(schema: Schema): Field {
  const { description, minimum, maximum = schema.format === "int32" ? 2 ** 31 - 1 : undefined } = schema;
  if (schema.enum) {
    const values = schema.enum.map(String);
    return { json: { description, tsType: literals(values) }, shape: { enum: values } };
  }
  if (schema.type === "integer") {
    const shape = {
      integer: {
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      },
    };
    return { json: { description, type: "number" }, shape };
  }
  if (schema.type === "string" && schema.pattern !== undefined) {
    return { json: { description, type: "string" }, shape: { pattern: schema.pattern } };
  }
  if (schema.type === "string" || schema.type === "boolean") {
    return { json: { description, type: schema.type }, shape: schema.type };
  }
  if (schema.type === undefined && schema["x-kubernetes-preserve-unknown-fields"])
    return { json: { description, tsType: "unknown" }, shape: "any" };
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function literals(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(" | ");
}

function shapeOf(schema: Schema): string {
  return JSON.stringify({ properties: schema.properties, required: schema.required });
}

/** The last words of a path are enough to tell a type; the whole path is unreadable in an editor. */
function shorten(path: string): string {
  const words = path.split(/(?=[A-Z])/);
  return words.length <= 6 ? path : `${words.slice(0, 2).join("")}${words.slice(-4).join("")}`;
}
