import type { Environment } from "../../components/spark/conf/environment";
import { secretMark, unknownMark } from "../../policies/read";

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Properties of a resource. */
export type Properties = Readonly<Record<string, Json>>;

/** What the program says about a resource besides its properties, as far as it decides what an update does. */
export interface Options {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** URN of the resource it goes with. */
  readonly deletedWith?: string;
  /** URNs of resources whose replacement replaces it. */
  readonly replaceWith?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** Property paths whose change replaces it. */
  readonly replaceOnChanges?: readonly string[];
  /** Property paths whose change is not looked at. */
  readonly ignoreChanges?: readonly string[];
  /** URNs by which the state may know it. */
  readonly aliases?: readonly string[];
}

/** A resource as the program declares it: what the engine would be told, and nothing that a provider adds. */
export interface Declared {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the component that it is a part of; empty at the top. */
  readonly parent: string;
  /** Whether a provider makes it, or a plugin all its parts; another component is only a name for its parts. */
  readonly custom: boolean;
  /** URN of its provider; empty for a component and for a default provider. */
  readonly provider: string;
  /** Its properties; secrets and unknown values by their marks. */
  readonly inputs: Properties;
  readonly options: Options;
  /** URNs of all that it waits for, sorted. */
  readonly dependsOn: readonly string[];
  /** The same by property, for those properties that hold an output of another resource. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What a program declares for one stack. */
export interface Rendering {
  readonly stack: string;
  /** The config's `environment` and `target`. */
  readonly environment: Environment;
  readonly target: string;
  /** Whether the config says that everything in it may be thrown away. */
  readonly disposable: boolean;
  /** By URN. */
  readonly resources: readonly Declared[];
  /** What the stack costs, as the program says it. */
  readonly cost?: string;
  /** What the program warned of. */
  readonly warnings: readonly string[];
  /** Why the program refused, if it did. */
  readonly error?: string;
}

/** Pulumi's marks on the wire. @see sdk/nodejs/runtime/rpc.ts */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownValues = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * A value from the wire as a reviewer may see it: keys sorted, secrets and unknowns by their marks, no path of this
 * machine.
 *
 * @param root folder of the program, which stands as `.` in what is returned.
 */
export function cleaned(value: unknown, root: string): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return unknownValues.has(value) ? unknownMark : value.replaceAll(root, ".");
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map((entry) => cleaned(entry, root));
  if (typeof value !== "object") return String(value);
  const object = value as Record<string, unknown>;
  if (object[signature] === secretSignature) return secretMark;
  if (object[signature] === referenceSignature) return String(object.urn);
  if (object[signature] === outputSignature) {
    if (object.secret === true) return secretMark;
    return "value" in object ? cleaned(object.value, root) : unknownMark;
  }
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .filter((key) => object[key] !== undefined && key !== signature)
      .map((key) => [key, cleaned(object[key], root)]),
  );
}

/** The last part of a URN: the resource's name in the program. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/**
 * Hands options down as the engine does: children inherit what their parent says of protection and death.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/source_eval.go `inheritFromParent`
 */
export function inherited(resources: readonly Declared[]): Declared[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, Options>();
  const optionsOf = (urn: string): Options => {
    const found = known.get(urn);
    if (found) return found;
    const resource = byUrn.get(urn);
    if (!resource) return {};
    const above = optionsOf(resource.parent);
    const { protect, retainOnDelete, deletedWith } = resource.options;
    const options: Options = {
      ...resource.options,
      ...present({
        protect: protect ?? above.protect,
        retainOnDelete: retainOnDelete ?? above.retainOnDelete,
        deletedWith: deletedWith ?? above.deletedWith,
      }),
    };
    known.set(urn, options);
    return options;
  };
  return resources.map((resource) => ({ ...resource, options: optionsOf(resource.urn) }));
}

/** The members that have a value. */
export function present<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
