import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Schema } from "./schema";

/** Where the Kubernetes client has one file for each type of the API, with its documentation. */
const models = join(
  dirname(require.resolve("@kubernetes/client-node/package.json")),
  "dist",
  "gen",
  "models",
);

/** Properties whose text is a quantity, which the client's types do not say. */
const quantities = new Set(["divisor", "limits", "overhead", "requests", "sizeLimit"]);

/**
 * The schema of `v1.PodTemplateSpec`. The CRDs leave pod templates without one ("preserve unknown fields"), so the API
 * server takes any typo in them and the operator drops it.
 */
export function podTemplateSchema(): Schema {
  return objectSchema("V1PodTemplateSpec");
}

function objectSchema(model: string): Schema {
  const text = readFileSync(join(models, `${model}.d.ts`), "utf8");
  const body = text.slice(
    text.indexOf("export declare class"),
    text.indexOf("static readonly discriminator"),
  );
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [, description = "", name = "", optional, type = ""] of body.matchAll(
    /(?:\/\*\*\s*\*\s*((?:(?!\*\/)[\s\S])*?)\s*\*\/\s*)?'_?([\w$]+)'(\?)?: ([\s\S]*?);\n(?= {4}(?:\/\*\*|'|$))/g,
  )) {
    // The API server's own notes, which no manifest carries.
    if (name === "managedFields") continue;
    properties[name] = { description, ...typeSchema(type.replace(/\s+/g, " "), name) };
    if (!optional) required.push(name);
  }
  if (Object.keys(properties).length === 0) throw new Error(`${model} has no properties`);
  return { type: "object", properties, required };
}

function typeSchema(type: string, name: string): Schema {
  const [, item] = /^Array<(.+)>$/.exec(type) ?? [];
  if (item) return { type: "array", items: typeSchema(item, name) };
  const [, value] = /^\{ \[key: string\]: (.+); \}$/.exec(type) ?? [];
  if (value) return { type: "object", additionalProperties: typeSchema(value, name) };
  if (type === "IntOrString") return { "x-kubernetes-int-or-string": true };
  if (type === "number") return { type: "integer" };
  if (type === "boolean") return { type };
  if (type === "string" || type === "Date") {
    return quantities.has(name)
      ? { "x-kubernetes-int-or-string": true, pattern: "quantity" }
      : { type: "string" };
  }
  return objectSchema(type);
}
