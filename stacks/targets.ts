import { defaultDisposable, eks } from "./targets/eks/facts";
import { existing } from "./targets/existing/facts";
import type { TargetFacts } from "./targets/facts";
import { kind } from "./targets/kind/facts";

/**
 * Where stacks can run: the values of a stack file's key `target`. A new one is a line here and a folder
 * `targets/NAME/` with its facts, its program and what is known of its platform (`facts.ts`, `program.ts`, `platform.ts`).
 */
export const targets = { kind, eks, existing } as const satisfies Record<string, TargetFacts>;

/** The name of a target. */
export type Target = keyof typeof targets;

/** Names of the targets, for the key's own check. */
export const targetNames = Object.keys(targets) as [Target, ...Target[]];

/** Nothing is known of a place that is none of the targets: it is neither this machine nor an account. */
const unknown: TargetFacts = { onThisMachine: false };

/** What is known of a target, by the text that a stack file has. */
export function factsOf(target: string | undefined): TargetFacts {
  return target !== undefined && Object.hasOwn(targets, target) ? targets[target as Target] : unknown;
}

/** Keys of a stack file that a target does not read, with those targets that do. */
export function foreignKeys(target: string): ReadonlyMap<string, readonly string[]> {
  const { keys: own = [] } = factsOf(target);
  const readers = new Map<string, string[]>();
  for (const [name, { keys = [] }] of Object.entries<TargetFacts>(targets)) {
    for (const key of keys.filter((one) => !own.includes(one)))
      readers.set(key, [...(readers.get(key) ?? []), name]);
  }
  return readers;
}

/**
 * Whether the data of a stack may go with it.
 *
 * @param get a key's text in the stack's configuration.
 */
export function mayLoseData(get: (key: string) => string | undefined): boolean {
  const { disposableIn } = factsOf(get("target"));
  if (disposableIn === undefined) return true;
  try {
    const settings = JSON.parse(get(disposableIn) || "{}") as { disposable?: boolean };
    return settings.disposable ?? defaultDisposable;
  } catch {
    return false;
  }
}
