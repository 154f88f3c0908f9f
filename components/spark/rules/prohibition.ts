import type { SparkApplicationSpec, SparkConnectSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { keyed, type RuleSubject } from "./subject";

/** A place in the spec of a SparkApplication or a SparkConnect, without the `spec.` before it. */
export type Place =
  /** One field. */
  | { readonly field: string }
  /** Each entry of a list, or one field of each. */
  | { readonly each: string; readonly field?: string }
  /** The Spark properties whose key matches. */
  | { readonly conf: string };

type AnySpec = SparkApplicationSpec | SparkConnectSpec;

/** What may not stand there. Patterns mean the same to JavaScript and to RE2. */
export type Bad =
  | { readonly is: readonly (string | boolean)[] }
  | { readonly isNot: readonly string[] }
  | { readonly unlike: string }
  /** Keys of an object. */
  | { readonly keysBut: readonly string[] }
  | "anything"
  | "another namespace";

/**
 * What an application may not say, as data: the preview reads it, and the API server is given the same as a
 * ValidatingAdmissionPolicy.
 */
export interface Prohibition {
  readonly places: readonly Place[];
  readonly bad: Bad;
  readonly reason: string;
  readonly cure: string;
}

/** What of an application, or of a server, is prohibited. */
export function prohibited(
  table: readonly Prohibition[],
  subject: Pick<RuleSubject, "at" | "namespace"> & { readonly spec: AnySpec },
): Problem[] {
  return table.flatMap((prohibition) =>
    prohibition.places.flatMap((place) =>
      found(subject.spec, place)
        .filter(({ value }) => isBad(prohibition.bad, value, subject.namespace))
        .map(({ path, value }): Problem => {
          const { reason, cure } = prohibition;
          const whole = `${subject.at}.${path}`;
          // The value of a property that may not be there at all may be a token: it is not repeated.
          return "conf" in place && prohibition.bad === "anything"
            ? { path: whole, reason, cure }
            : { path: whole, value, reason, cure };
        }),
    ),
  );
}

function isBad(bad: Bad, value: unknown, namespace: string): boolean {
  if (bad === "anything") return true;
  if (bad === "another namespace") return value !== namespace;
  if ("is" in bad) return bad.is.includes(value as string | boolean);
  if ("isNot" in bad) return !bad.isNot.includes(value as string);
  if ("keysBut" in bad) return Object.keys(value as object).some((key) => !bad.keysBut.includes(key));
  return !new RegExp(bad.unlike).test(String(value));
}

function found(spec: AnySpec, place: Place): { path: string; value: unknown }[] {
  if ("conf" in place) {
    const key = new RegExp(place.conf);
    return Object.entries(spec.sparkConf ?? {})
      .filter(([name, value]) => key.test(name) && value !== undefined)
      .map(([name, value]) => ({ path: keyed("sparkConf", name), value }));
  }
  const listed = "each" in place ? place.each : undefined;
  if (listed === undefined) return present(place.field ?? "", reach(spec, place.field ?? ""));
  const entries = (reach(spec, listed) ?? []) as readonly unknown[];
  return entries.flatMap((entry, i) =>
    place.field === undefined
      ? present(`${listed}[${i}]`, entry)
      : present(`${listed}[${i}].${place.field}`, reach(entry, place.field)),
  );
}

function present(path: string, value: unknown): { path: string; value: unknown }[] {
  return value === undefined ? [] : [{ path, value }];
}

function reach(from: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], from);
}
