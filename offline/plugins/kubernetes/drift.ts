import { equal, isObject, type Properties, reveal, type Value } from "../protocol/values";
import type { KubeObject } from "./object";

/**
 * The live object, cut down to what the inputs name: what the inputs would be if they said what is there.
 * Where the server only writes the same thing in another way (`1000m` as `1`, no empty list), the input stays.
 */
export function observedInputs(inputs: Properties, live: KubeObject): Properties {
  const compared = inputs.kind === "Secret" ? withStringData(inputs, live) : live;
  return prune(inputs, compared) as Properties;
}

function prune(input: Value, live: Value | undefined): Value | undefined {
  const plain = reveal(input);
  if (live === undefined) return isEmpty(plain) ? input : undefined;
  if (sameThing(plain, live)) return input;
  if (isObject(plain) && isObject(live)) {
    const pruned = Object.entries(plain).map(([key, value]) => [key, prune(value, live[key])] as const);
    return Object.fromEntries(pruned.filter((pair): pair is [string, Value] => pair[1] !== undefined));
  }
  if (Array.isArray(plain) && Array.isArray(live)) {
    const pruned = plain.map((value, i) => (i < live.length ? prune(value, live[i]) : undefined));
    return pruned.filter((value): value is Value => value !== undefined);
  }
  return live;
}

function sameThing(a: Value, b: Value): boolean {
  if (equal(a, b)) return true;
  if (!isScalar(a) || !isScalar(b)) return false;
  const [left, right] = [quantity(a), quantity(b)];
  return left !== undefined && left === right;
}

/** A number with a unit of Kubernetes' (`500m`, `1Gi`) in its base unit, or nothing for what is no such number. */
export function quantity(value: string | number | boolean | null): number | undefined {
  const match = /^([+-]?[0-9.]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?$/.exec(String(value));
  if (!match) return undefined;
  const [, digits, unit = ""] = match;
  if (/^[eE][+-]?[0-9]/.test(unit)) return Number(`${digits}${unit}`);
  const exponent = "num kMGTPE".indexOf(unit.charAt(0).replace("K", "k")) - 3;
  const factor = unit === "" ? 1 : unit.endsWith("i") ? 1024 ** exponent : 10 ** (3 * exponent);
  return Number((Number(digits) * factor).toPrecision(12));
}

function withStringData(inputs: Properties, live: KubeObject): KubeObject {
  const [wanted, data] = [reveal(inputs.stringData), live.data];
  if (!isObject(wanted) || !isObject(data)) return live;
  const decoded = Object.keys(wanted)
    .filter((key) => data[key] !== undefined)
    .map((key) => [key, Buffer.from(String(data[key]), "base64").toString("utf8")]);
  return { ...live, stringData: Object.fromEntries(decoded) };
}

function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isEmpty);
  return value === null || value === "" || value === 0 || value === false;
}

function isScalar(value: Value): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}
