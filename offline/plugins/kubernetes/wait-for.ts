import { JSONPathEnvironment, type JSONPathQuery, type JSONValue } from "json-p3";
import { isObject, type Value } from "../protocol/values";
import { annotation, type KubeObject } from "./object";
import { conditions, isStale, pending, READY, type Verdict } from "./readiness";

/** Judges a live object. */
export type Judge = (live: KubeObject) => Verdict;

const environment = new JSONPathEnvironment();

/**
 * The condition that an object's `pulumi.com/waitFor` asks for: `jsonpath={...}`, `jsonpath={...}=value`,
 * `condition=Type`, `condition=Type=Status`, or a JSON array of these that must all hold. None without the annotation.
 *
 * @throws Error with the real provider's words when the annotation cannot be read.
 */
export function waitFor(object: KubeObject): Judge | undefined {
  const value = annotation(object, "waitFor");
  if (value === "") return undefined;
  const judges = expressions(value).map(parseExpression);
  if (judges.length === 0) throw new Error("at least one condition must be specified");
  return (live) => judges.map((judge) => judge(live)).find((verdict) => !verdict.ready) ?? READY;
}

function expressions(value: string): string[] {
  try {
    const parsed: unknown = JSON.parse(value);
    if (Array.isArray(parsed) && parsed.every((item) => typeof item === "string")) return parsed;
  } catch {
    // Not JSON: one expression.
  }
  return [value];
}

function parseExpression(expression: string): Judge {
  if (expression.startsWith("jsonpath=")) return jsonPathJudge(parseJsonPath(expression));
  if (expression.startsWith("condition=")) return conditionJudge(expression.slice("condition=".length));
  throw new Error(`expected a "jsonpath=" or "condition=" prefix, got ${JSON.stringify(expression)}`);
}

/** A JSONPath (RFC 9535), and the value that its first match must have; any, where that is empty. */
export interface JsonPath {
  /** As written, braces included. */
  readonly path: string;
  readonly value: string;
  readonly query: JSONPathQuery;
}

/** @throws Error when it is not in `kubectl get -o jsonpath`'s strict form: `{.path}` or `{.path}=value`. */
export function parseJsonPath(expression: string): JsonPath {
  const raw = expression.replace(/^jsonpath=/, "");
  const [path = "", value, ...rest] = raw.split(/(?<!=)=(?!=)/);
  if (rest.length > 0)
    throw new Error(`format should be {.path}=value or {.path}, got ${JSON.stringify(raw)}`);
  if (value === "") throw new Error(`${path}= requires a value`);
  if (/^'.*'$/.test(path)) throw new Error(`${path} should omit shell quotes`);
  const inner = /\{\s*(.*?)\s*\}/.exec(path)?.[1];
  if (inner === undefined) throw new Error(`${path} should be wrapped in brackets { ... }`);
  try {
    const query = environment.compile(inner.startsWith("$") ? inner : `$${inner}`);
    return { path, value: value ?? "", query };
  } catch (error) {
    throw new Error(`parsing ${JSON.stringify(path)}: ${(error as Error).message}`);
  }
}

function jsonPathJudge({ path, value, query }: JsonPath): Judge {
  const wanted = value ? `${path}=${value}` : path;
  return (live) => {
    if (isStale(live)) return pending(`Waiting for ${wanted}`);
    const [found] = query.query(live as JSONValue).values() as Value[];
    if (found === undefined) return pending(`${path} selected nothing`);
    if (value === "") return READY;
    if (Array.isArray(found) || isObject(found)) {
      return pending(`"${path}" has a non-primitive value (${JSON.stringify(found)})`);
    }
    return String(found) === value ? READY : pending(`Waiting for ${wanted} (found "${found}")`);
  };
}

function conditionJudge(expression: string): Judge {
  const [type = "", wanted = "True"] = expression.split(/=(.*)/);
  return (live) => {
    const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
    const condition = conditions(live).find((item) => same(item.type, type));
    if (!condition) return pending(`Has no condition ${type}`);
    const generation = Number(live.metadata?.generation ?? 0);
    const observed = condition.observedGeneration;
    if (observed === undefined ? isStale(live) : observed < generation) {
      return pending(`Waiting for generation ${generation} to be observed`);
    }
    if (same(condition.status, wanted)) return READY;
    return pending(`Resource has condition ${type}=${condition.status} (want ${wanted})`);
  };
}
