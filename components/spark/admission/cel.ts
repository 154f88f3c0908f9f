import { sentence } from "../../errors";
import type { Bad, Place, Prohibition } from "../rules/prohibition";

/** A validation of a ValidatingAdmissionPolicy. */
export interface Validation {
  /** True for what is admitted. */
  readonly expression: string;
  /** What is said of what is not. */
  readonly messageExpression: string;
}

/**
 * Variables that {@link validationsOf} reads: the spec of a SparkApplication, or of those that a ScheduledSparkApplication makes, and
 * where it stands.
 */
export const variables = [
  {
    name: "at",
    expression: 'object.kind == "ScheduledSparkApplication" ? "spec.template" : "spec"',
  },
  {
    name: "spec",
    expression: 'object.kind == "ScheduledSparkApplication" ? object.spec.template : object.spec',
  },
  { name: "conf", expression: "variables.spec.?sparkConf.orValue({})" },
] as const;

/** The same of a SparkConnect. */
export const connectVariables = [
  { name: "at", expression: '"spec"' },
  { name: "spec", expression: "object.spec" },
  { name: "conf", expression: "variables.spec.?sparkConf.orValue({})" },
] as const;

/** A prohibition in CEL: a validation for each place, with the prohibition's own words. */
export function validationsOf(prohibition: Prohibition): Validation[] {
  return prohibition.places.map((place) => ({
    expression: admitted(place, prohibition.bad),
    messageExpression: `variables.at + ${words(place, prohibition)}`,
  }));
}

function admitted(place: Place, bad: Bad): string {
  if ("conf" in place) {
    return `variables.conf.all(k, ${offending(place.conf, bad)} == false)`;
  }
  if ("each" in place) {
    const entry = place.field === undefined ? test("x", bad) : optional(select("x", place.field), bad);
    const list = `${select("variables.spec", place.each)}.orValue([])`;
    return place.field === undefined && bad === "anything"
      ? `size(${list}) == 0`
      : `${list}.all(x, ${entry})`;
  }
  return optional(select("variables.spec", place.field), bad);
}

/** Whether a property is one of those that are not admitted. */
function offending(key: string, bad: Bad): string {
  const ofPlace = `k.matches(${literal(key)})`;
  return bad === "anything" ? ofPlace : `(${ofPlace} && !(${test("variables.conf[k]", bad)}))`;
}

/** Admits a field that is not there. */
function optional(field: string, bad: Bad): string {
  if (bad === "anything") return `!${field}.hasValue()`;
  return `${field}.optMap(x, ${test("x", bad)}).orValue(true)`;
}

/** Whether a value is admitted. */
function test(value: string, bad: Bad): string {
  if (bad === "anything") return "false";
  if (bad === "another namespace") return `${value} == namespaceObject.metadata.name`;
  if ("is" in bad) return `!(${value} in ${literal(bad.is)})`;
  if ("isNot" in bad) return `${value} in ${literal(bad.isNot)}`;
  if ("keysBut" in bad) return `${value}.all(key, key in ${literal(bad.keysBut)})`;
  return `${value}.matches(${literal(bad.unlike)})`;
}

/** `a.?b.?c`: nothing where a part is missing. */
function select(from: string, path: string): string {
  return [from, ...path.split(".")].join(".?");
}

/** The sentence behind `spec`: of a property with the key that was found. */
function words(place: Place, { bad, reason, cure }: Prohibition): string {
  if (!("conf" in place)) {
    const path = "each" in place ? `${place.each}${place.field ? `[].${place.field}` : ""}` : place.field;
    return literal(sentence({ path: `.${path}`, reason, cure }));
  }
  const key = `variables.conf.filter(k, ${offending(place.conf, bad)})[0]`;
  return `${literal('.sparkConf["')} + ${key} + ${literal(sentence({ path: '"]', reason, cure }))}`;
}

/** CEL reads strings and lists of JSON. */
function literal(value: unknown): string {
  return JSON.stringify(value);
}
