import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { unknownMark } from "./read";
import type { Subject } from "./rule";

/**
 * The resources of a run as the engine shows them to the pack, for rules that read what the program declares.
 *
 * A rule about the whole stack is shown outputs. In a first preview there are none where the provider cannot be set up
 * yet, as for all that goes into a cluster still to come; so what a resource declared is kept from when it was shown alone.
 */
export class EngineResources {
  private readonly declared = new Map<string, Subject["props"]>();

  /** A resource before it is made. */
  declare({
    urn,
    type,
    name,
    props,
  }: Pick<ResourceValidationArgs, "urn" | "type" | "name" | "props">): Subject {
    const known = readable(props) as Subject["props"];
    this.declared.set(urn, known);
    return { urn, type, name, props: known };
  }

  /** A resource at the end of a run. One that was not declared in it, such as one outside `--target`, by its outputs. */
  atTheEnd({
    urn,
    type,
    name,
    props,
    propertyDependencies,
  }: Pick<PolicyResource, "urn" | "type" | "name" | "props" | "propertyDependencies">): Subject {
    return {
      urn,
      type,
      name,
      props: this.declared.get(urn) ?? (readable(props) as Subject["props"]),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, from]) => [
          property,
          from.map((one) => one.urn),
        ]),
      ),
    };
  }
}

/**
 * A copy with the mark in the place of every unknown. The SDK's own view of properties throws when an unknown is touched,
 * which ends the rule there, with nothing found in what is known.
 */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, i) => entry(value, i));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, entry(value, key)]));
}

function entry(holder: object, key: string | number): unknown {
  let value: unknown;
  try {
    value = Reflect.get(holder, key);
  } catch (error) {
    // The SDK does not export the class.
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return unknownMark;
    throw error;
  }
  return readable(value);
}
