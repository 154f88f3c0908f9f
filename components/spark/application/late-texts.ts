import * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "../../crds/inputs";
import { isMap } from "../../crds/shape";
import { type Problem, refuse } from "../../errors";
import { refusedInWords } from "../../refused-in-words";
import type { Dependencies } from "./args";
import type { PlannedConfigMap } from "./planned-config-maps";

/** A text that is known when the program runs, or an Output of another resource, such as the name of a bucket. */
export type LateText<T extends string = string> = T | Promise<string> | pulumi.OutputInstance<string>;

type LateUris = {
  readonly [K in keyof Dependencies]: K extends "jars" | "files" | "pyFiles" | "archives"
    ? readonly LateText[]
    : Dependencies[K];
};
type LateMain<M> = M extends { readonly file: infer F extends string }
  ? Omit<M, "file"> & { readonly file: LateText<F> }
  : M;
type LateImage<S> = S extends object ? Omit<S, "image"> & { readonly image?: LateText | null } : S;

/**
 * Arguments in which `arguments`, `settings`, `main.file`, the URIs of `deps` and `spec.image` may be Outputs. They are checked like any
 * other as soon as they are known; what a preview does not know yet it takes for right.
 */
export type WithOutputs<A> = A extends unknown
  ? {
      [K in keyof A]: K extends "arguments"
        ? readonly LateText[]
        : K extends "settings"
          ? Readonly<Record<string, LateText>>
          : K extends "deps"
            ? LateUris
            : K extends "main"
              ? LateMain<A[K]>
              : K extends "spec"
                ? LateImage<A[K]>
                : A[K];
    }
  : never;

/** What a plan comes to, as far as Outputs have a place in it. */
export interface Plan {
  readonly spec: object;
  readonly configMaps?: readonly PlannedConfigMap[];
  readonly warnings: readonly Problem[];
}

/** A plan in which stand-ins are where Outputs belong. */
export interface LatePlan<P> {
  readonly plan: P;
  /** Puts the Outputs into a part of the plan. Not before all of them are checked does what holds the first of them reach the engine. */
  fill<T extends object>(part: T): { [K in keyof T]: Inputs<T[K]> };
}

/**
 * Plans by arguments of which some are not known yet: at once with stand-ins for them, which no rule has anything against, and once more
 * when they are known, so that what is wrong with them is refused in the words that it always has.
 *
 * @param plan throws {InvalidInput} for what is wrong.
 * @param warn told of what the plan warns of once the Outputs are known.
 */
export function planWithOutputs<A extends object, P extends Plan>(
  subject: string,
  args: WithOutputs<A>,
  plan: (args: A) => P,
  warn: (warning: Problem) => void,
): LatePlan<P> {
  const late = new Map<string, pulumi.Output<string>>();
  const standFor = (place: string, text: pulumi.Input<string>) => {
    const standIn = standInOf[place]?.(late.size, args) ?? "";
    late.set(standIn, pulumi.output(text));
    return standIn;
  };
  const first = plan(replaced(args, standFor) as A);
  if (late.size === 0) return wholePlan(first);
  const standIns = [...late.keys()];
  const known = pulumi.all([...late.values()]).apply((values) => {
    const texts = new Map(standIns.map((standIn, i) => [standIn, values[i]]));
    const second = refusedInWords(() => {
      const rest = [...values];
      const again = plan(replaced(args, () => rest.shift()) as A);
      const names = namesOf(first, again);
      refuse(subject, layoutProblems(withTexts(first.spec, new Map([...texts, ...names])), again.spec));
      return { again, names };
    });
    for (const warning of second.again.warnings) {
      if (!first.warnings.some(({ path, reason }) => path === warning.path && reason === warning.reason))
        warn(warning);
    }
    return Object.fromEntries(second.names);
  });
  // What was checked is nothing secret by itself: each text is as secret as its own Output.
  const checked = pulumi.unsecret(known);
  const [gate] = standIns;
  const outputs = new Map<string, unknown>(
    [...late].map(([standIn, text]) => [
      standIn,
      standIn === gate ? pulumi.all([text, checked]).apply(([value]) => value) : text,
    ]),
  );
  for (const { name, data } of first.configMaps ?? []) {
    if (Object.values(data).some((text) => late.has(text)))
      outputs.set(
        name,
        checked.apply((names) => names[name] ?? name),
      );
  }
  return { plan: first, fill: (part) => withTexts(part, outputs) as never };
}

/** A plan of which everything is known: a manifest's. */
export function wholePlan<P>(plan: P): LatePlan<P> {
  return { plan, fill: (part) => part as never };
}

/** What stands for the texts of each place. The mark in the first is one in which no rule sees a secret. */
const standInOf: Readonly<Record<string, (n: number, args: object) => string>> = {
  arguments: (n) => `[known after up] ${n}`,
  settings: (n) => `[known after up] ${n}`,
  main: (n, args) => {
    const endings: Readonly<Record<string, string>> = { Python: ".py", R: ".R" };
    const type = String(Reflect.get(Object(Reflect.get(args, "main")), "type"));
    return `local:///known-after-up/${n}${endings[type] ?? ".jar"}`;
  },
  jars: (n) => `local:///known-after-up/${n}.jar`,
  files: (n) => `local:///known-after-up/${n}`,
  pyFiles: (n) => `local:///known-after-up/${n}.zip`,
  archives: (n) => `local:///known-after-up/${n}.zip`,
  image: (n) => `known-after-up:${n}`,
};

/** The arguments with something else for each Output, always in the same order. What holds the platform stays as it is. */
function replaced(args: object, other: (place: string, text: pulumi.Input<string>) => unknown): object {
  const one = (place: string, value: unknown): unknown => {
    const late = pulumi.Output.isInstance(value) || value instanceof Promise;
    return late ? other(place, value as pulumi.Input<string>) : value;
  };
  const all = (place: string, texts: unknown): unknown =>
    Array.isArray(texts)
      ? texts.map((text) => one(place, text))
      : isPlain(texts)
        ? mapped(texts, (text) => one(place, text))
        : texts;
  return mapped(args, (value, key) => {
    if (key === "arguments" || key === "settings") return all(key, value);
    if (!isPlain(value)) return value;
    if (key === "deps") return mapped(value, (uris, kind) => (kind in standInOf ? all(kind, uris) : uris));
    if (key === "main") return mapped(value, (text, field) => (field === "file" ? one(key, text) : text));
    if (key === "spec") return mapped(value, (text, field) => (field === "image" ? one(field, text) : text));
    return value;
  });
}

/** A copy of a value with other texts for those of the map. */
function withTexts(value: unknown, texts: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string") return texts.has(value) ? texts.get(value) : value;
  if (Array.isArray(value)) return value.map((part) => withTexts(part, texts));
  return isPlain(value) ? mapped(value, (part) => withTexts(part, texts)) : value;
}

/** The names of the first plan's ConfigMaps, and those that they have by the second: a name holds a digest of the content. */
function namesOf(first: Plan, second: Plan): [string, string][] {
  return (first.configMaps ?? []).map(({ part, name }): [string, string] => [
    name,
    second.configMaps?.find((one) => one.part === part)?.name ?? name,
  ]);
}

/** A main file in the working directory of the image, which must stay as it is: that decides about volumes, and is asked at once. */
function layoutProblems(filled: unknown, known: object): Problem[] {
  if (JSON.stringify(filled) === JSON.stringify(known)) return [];
  const reason = "is known too late to decide how the pods are made";
  return [{ path: "main, deps, spec", reason, cure: "Write it as text, and not as an Output." }];
}

function isPlain(value: unknown): value is object {
  return isMap(value) && !pulumi.Output.isInstance(value);
}

function mapped(object: object, change: (value: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
