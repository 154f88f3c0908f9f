import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../components/errors";
import { projectFolder } from "../../components/images/catalog";
import type { Manifest } from "../../components/spark/application/manifest";
import { stepsOf } from "../../components/spark/application/yaml-place";
import { meantName } from "../../components/units/similar";

/** What `npm run generate` writes of a field. */
interface FieldSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly $ref?: string;
  readonly items?: FieldSchema;
  readonly allOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: FieldSchema | boolean;
}

/** What a field of a kind is. */
export interface Field {
  /** What the CRD says of it, and what the rules refuse there. */
  readonly description: string;
  /** In words: `text`, `list of objects`. */
  readonly type: string;
  /** The values that there are, where they are few. */
  readonly values?: readonly unknown[];
  readonly required: boolean;
  /** Fields in it. */
  readonly fields?: readonly string[];
}

/** Looks fields up in the schemas. */
export class Fields {
  private readonly definitions: Readonly<Record<string, FieldSchema>>;
  private readonly root: FieldSchema;

  constructor(kind: Manifest["kind"]) {
    this.root = read(`${kind}.json`);
    this.definitions = read<{ readonly definitions: Readonly<Record<string, FieldSchema>> }>(
      "spark-operator.json",
    ).definitions;
  }

  /**
   * The field at a property path.
   *
   * @returns a problem with the nearest paths where there is no such field.
   */
  find(path: string): Field | Problem {
    let schema = this.root;
    let required = false;
    let description = "";
    const walked: string[] = [];
    for (const step of stepsOf(path)) {
      const owner = this.resolved(schema);
      const next = into(owner, step);
      if (next === undefined) return this.unknown(path, walked.join("."), step, owner);
      required = owner.required?.includes(step) ?? false;
      schema = next;
      description = schema.description ?? "";
      walked.push(step);
    }
    const { properties, enum: values, const: only } = this.resolved(schema);
    return {
      description,
      type: this.typeOf(schema),
      ...(only === undefined ? (values ? { values } : {}) : { values: [only] }),
      required,
      ...(properties ? { fields: Object.keys(properties) } : {}),
    };
  }

  private unknown(path: string, above: string, step: string, { properties = {} }: FieldSchema): Problem {
    const names = Object.keys(properties);
    const meant = meantName(step, names);
    const nearest = [
      ...(meant === undefined ? [] : [above === "" ? meant : `${above}.${meant}`]),
      ...this.named(step).filter((found) => found !== path),
    ];
    const there = names.length > 0 ? `Fields there are ${names.join(", ")}.` : `${above} has no fields.`;
    const asked = [...new Set(nearest)].slice(0, 5).join(", ");
    return { path, reason: "is not a field", cure: nearest.length > 0 ? `Is ${asked} meant?` : there };
  }

  /** Paths, not far from the root, of the fields of a name. */
  private named(name: string): string[] {
    const found: string[] = [];
    const look = (schema: FieldSchema, path: string, depth: number) => {
      for (const [key, child] of Object.entries(this.resolved(schema).properties ?? {})) {
        const at = path === "" ? key : `${path}.${key}`;
        if (key.toLowerCase() === name.toLowerCase()) found.push(at);
        if (depth > 1) look(child, at, depth - 1);
      }
    };
    look(this.root, "", 4);
    return found.sort((a, b) => a.split(".").length - b.split(".").length);
  }

  /** A schema with what it refers to. */
  private resolved(schema: FieldSchema): FieldSchema {
    const [, name = ""] = /#\/definitions\/(.+)$/.exec(schema.$ref ?? "") ?? [];
    const parts = [this.definitions[name] ?? {}, ...(schema.allOf ?? []).map((part) => this.resolved(part))];
    return Object.assign({}, ...parts, schema) as FieldSchema;
  }

  private typeOf(schema: FieldSchema): string {
    const { type, items, properties, additionalProperties, enum: values } = this.resolved(schema);
    if (items) return `list of ${plural(this.typeOf(items))}`;
    if (properties) return "object";
    if (typeof additionalProperties === "object")
      return `map of ${plural(this.typeOf(additionalProperties))}`;
    if (type === undefined) return values ? "text" : "object";
    return [type].flat().map(inWords).join(" or ");
  }
}

function into(schema: FieldSchema, step: string): FieldSchema | undefined {
  const { properties = {}, items, additionalProperties, patternProperties = {} } = schema;
  // An item by its number, or by its name.
  if (items) return items;
  if (Object.hasOwn(properties, step)) return properties[step];
  if (typeof additionalProperties !== "object") return undefined;
  const refused = Object.keys(patternProperties).find((pattern) => new RegExp(pattern).test(step));
  return refused === undefined
    ? additionalProperties
    : { ...additionalProperties, ...patternProperties[refused] };
}

function inWords(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "text",
    integer: "whole number",
    boolean: "true or false",
  };
  return words[type] ?? type;
}

function plural(type: string): string {
  return type === "text" || type === "true or false" ? type : `${type}s`;
}

function read<T = FieldSchema>(file: string): T {
  return JSON.parse(readFileSync(join(projectFolder, "schemas", file), "utf8")) as T;
}
