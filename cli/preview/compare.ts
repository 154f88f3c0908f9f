import { type Declared, nameOf, type Options } from "./declared";
import { holdsUnknown, type PropertyChange, propertyChanges } from "./properties";
import { pathSteps, pathText, touches } from "./property-path";
import { losses, replacingPaths } from "./replacement";

/** What an update would do to a resource, the gravest first. */
export const operations = ["replace", "delete", "create", "update"] as const;
export type Operation = (typeof operations)[number];

/** A resource that an update would touch. */
export interface ResourceChange {
  readonly op: Operation;
  readonly before?: Declared;
  readonly after?: Declared;
  /** Properties that differ. */
  readonly properties: readonly PropertyChange[];
  /** Options that differ, as `protect: true → false`. */
  readonly options: readonly string[];
  /** Why it is replaced: property paths, or the resource that takes it along. Why it is updated, where that shows in no property. */
  readonly because: readonly string[];
  /** Whether it is replaced or updated for nothing of its own. */
  readonly takenAlong?: boolean;
}

/**
 * What an update from one state of the program to another would do, decided as the engine decides it: by URN and alias, by
 * the properties that force a replacement, and by what goes with what is replaced.
 */
export function compare(before: readonly Declared[], after: readonly Declared[]): ResourceChange[] {
  const pairs = match(before, after);
  const providers = new Map([...before, ...after].map((resource) => [resource.urn, resource]));
  const changes = new Map<string, ResourceChange>();
  for (const resource of after) {
    const old = pairs.get(resource.urn);
    changes.set(
      resource.urn,
      old
        ? changed(old, resource, providers.get(resource.provider))
        : { op: "create", after: resource, properties: [], options: [], because: [] },
    );
  }
  takeAlong(changes);
  passOn(changes);
  const kept = new Set([...pairs.values()].map(({ urn }) => urn));
  const gone = before
    .filter(({ urn }) => !kept.has(urn))
    .map(
      (resource): ResourceChange => ({
        op: "delete",
        before: resource,
        properties: [],
        options: [],
        because: [],
      }),
    );
  return [...[...changes.values()].filter(isChange), ...gone].sort(order);
}

/** What resource of before a resource of after is: the one with its URN, or with a URN that it was known by. */
function match(before: readonly Declared[], after: readonly Declared[]): Map<string, Declared> {
  const olds = new Map(before.map((resource) => [resource.urn, resource]));
  const news = new Map(after.map((resource) => [resource.urn, resource]));
  const former = new Map<string, readonly string[]>();
  const formerUrns = ({ urn, type, name, parent, options }: Declared): readonly string[] => {
    const known = former.get(urn);
    if (known) return known;
    const above = news.get(parent);
    const inheritedUrns = (above ? formerUrns(above) : []).map((old) => {
      const [head, project, chain] = old.split("::");
      return [head, project, `${chain}$${type}`, name].join("::");
    });
    const all = [...(options.aliases ?? []), ...inheritedUrns];
    former.set(urn, all);
    return all;
  };
  const pairs = new Map<string, Declared>();
  for (const resource of after) {
    const old = [resource.urn, ...formerUrns(resource)].map((urn) => olds.get(urn)).find((found) => found);
    if (old) pairs.set(resource.urn, old);
  }
  return pairs;
}

function changed(before: Declared, after: Declared, provider: Declared | undefined): ResourceChange {
  const ignored = (after.options.ignoreChanges ?? []).map(pathSteps);
  const properties = propertyChanges(before.inputs, after.inputs).filter(
    ({ path }) => !touches(path, ignored),
  );
  const replacing = after.custom ? replacingPaths(after, provider) : [];
  const lost = losses(after);
  const forcing = properties
    .filter((change) => touches(change.path, "after" in change ? replacing : [...replacing, ...lost]))
    .map(({ path }) => pathText(path));
  // Components are names for their parts: nothing is done to them, so a difference in what they are given is none.
  const own = after.custom ? properties : [];
  const options = after.custom ? optionChanges(before.options, after.options) : [];
  const moved =
    after.custom && before.provider !== after.provider && before.provider !== "" ? ["provider"] : [];
  const because = [...forcing, ...moved];
  return { op: because.length > 0 ? "replace" : "update", before, after, properties: own, options, because };
}

/** Replaces what the engine replaces with what is replaced: its provider's, what it goes with, and what it is made from. */
function takeAlong(changes: Map<string, ResourceChange>): void {
  for (let again = true; again; ) {
    again = false;
    for (const [urn, change] of changes) {
      const { op, after } = change;
      if (op !== "update" || !after?.custom) continue;
      const cause = causes(after).find((other) => changes.get(other)?.op === "replace");
      if (cause === undefined) continue;
      changes.set(urn, {
        ...change,
        op: "replace",
        because: [`${nameOf(cause)} is replaced`],
        takenAlong: true,
      });
      again = true;
    }
  }
  function causes(resource: Declared): string[] {
    const { options, provider } = resource;
    const replacing = replacingPaths(resource, changes.get(provider)?.after);
    const from = madeFrom(resource, (property) => touches([property], replacing));
    return [provider, options.deletedWith ?? "", ...(options.replaceWith ?? []), ...from];
  }
}

/** Updates what has a value of something that is replaced: a new id, which is known only afterwards. */
function passOn(changes: Map<string, ResourceChange>): void {
  for (const [urn, change] of changes) {
    const { op, after } = change;
    if (op !== "update" || !after?.custom || isChange(change)) continue;
    const ignored = (after.options.ignoreChanges ?? []).map(pathSteps);
    const from = madeFrom(after, (property) => !ignored.some((path) => path.join() === property));
    const cause = from.find((other) => changes.get(other)?.op === "replace");
    if (cause === undefined) continue;
    changes.set(urn, { ...change, because: [`${nameOf(cause)} is replaced`], takenAlong: true });
  }
}

/** URNs of what a resource has values of that are not known yet, in properties that count. */
function madeFrom(
  { propertyDependencies, inputs }: Declared,
  counts: (property: string) => boolean,
): string[] {
  return Object.entries(propertyDependencies)
    .filter(([property]) => counts(property) && holdsUnknown(inputs[property]))
    .flatMap(([, urns]) => urns);
}

/** Options whose change a reviewer should see although the engine does nothing about it yet. */
const watched = ["protect", "retainOnDelete", "deletedWith"] as const;

function optionChanges(before: Options, after: Options): string[] {
  const text = (value: string | boolean | undefined) =>
    typeof value === "string" ? nameOf(value) : String(value ?? "not set");
  return watched
    .filter((key) => (before[key] || undefined) !== (after[key] || undefined))
    .map((key) => `${key}: ${text(before[key])} → ${text(after[key])}`);
}

function isChange({ op, properties, options, because }: ResourceChange): boolean {
  return op !== "update" || properties.length + options.length + because.length > 0;
}

function order(a: ResourceChange, b: ResourceChange): number {
  const rank = operations.indexOf(a.op) - operations.indexOf(b.op);
  return rank !== 0 ? rank : subjectOf(a).urn < subjectOf(b).urn ? -1 : 1;
}

/** The resource as it will be, or as it was. */
export function subjectOf({ after, before }: ResourceChange): Declared {
  const resource = after ?? before;
  if (!resource) throw new Error("a change without a resource");
  return resource;
}
