/**
 * Property values as Pulumi's protocol carries them: JSON in which secrets and unknowns are marked.
 * The marks are the protocol's own constants (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go).
 */

/** A value of a property, marks included. */
export type Value = null | boolean | number | string | Value[] | Properties;

/** The properties of a resource, or one nested object of them. */
export interface Properties {
  [key: string]: Value;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Stands for a value that a preview cannot know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: Value | undefined): value is Properties {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** The value marked secret; a secret stays as it is. */
export function secret(value: Value): Value {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value: reveal(value) };
}

/** A copy without the secret marks, at any depth. */
export function reveal<T extends Value | undefined>(value: T): T;
export function reveal(value: Value | undefined): Value | undefined {
  if (isSecret(value)) return reveal(value.value);
  if (Array.isArray(value)) return value.map((item) => reveal(item));
  if (isObject(value)) return mapValues(value, (item) => reveal(item));
  return value;
}

export function hasSecret(value: Value | undefined): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isObject(value) && Object.values(value).some(hasSecret);
}

export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/**
 * Marks in `outs` what is secret in `ins`: object by object, so that one secret leaf does not hide the whole;
 * an array with a secret anywhere becomes secret as a whole, since its order may not last.
 */
export function copySecrets(outs: Properties, ins: Properties): Properties {
  return mapValues(outs, (out, key) => {
    const value = ins[key];
    if (value === undefined) return out;
    if (isObject(out) && isObject(value) && !isSecret(out) && !isSecret(value))
      return copySecrets(out, value);
    return hasSecret(value) ? secret(out) : out;
  });
}

/** Whether two values are the same, whatever the order of their keys. Marks count. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
  }
  return a === b;
}

/** An object with the same keys and other values. */
export function mapValues(object: Properties, change: (value: Value, key: string) => Value): Properties {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** The string at a key, or "" where there is none. */
export function text(properties: Properties | undefined, key: string): string {
  const value = reveal(properties?.[key]);
  return typeof value === "string" ? value : "";
}
