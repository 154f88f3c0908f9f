import type { Environment } from "../components/spark/conf/environment";

/** How strict a rule is: it only says so, it stops the update, or it is not asked. */
export type Level = "advisory" | "mandatory" | "disabled";

/** A resource as rules see it, whoever shows it to them: the engine, or the preview without one. */
export interface Subject {
  readonly urn: string;
  /** Type, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly name: string;
  /** Properties as declared; what is not known yet by its mark, see `read.ts`. */
  readonly props: Readonly<Record<string, unknown>>;
  /** URNs of the resources whose outputs a property was made from, by property; left out where nobody says so. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What rules may know of the stack besides its resources. */
export interface StackFacts {
  readonly environment: Environment;
  /** Whether everything in the stack may be thrown away, data included. */
  readonly disposable: boolean;
}

/** Something that breaks a rule. */
export interface Finding {
  /** URN of the resource. */
  readonly urn: string;
  /** What is wrong and what to write instead, in one or two sentences. */
  readonly message: string;
}

interface RuleBase {
  /** Name by which it is configured: `drivers-on-demand`. */
  readonly name: string;
  /** What must hold, as a sentence. */
  readonly description: string;
  /** Why, with the source where there is one. */
  readonly reason: string;
  /** How strict it is, by what the installation is for. */
  readonly level: Readonly<Record<Environment, Level>>;
}

/** A rule about one resource at a time; the engine asks it before the resource is made. */
export interface ResourceRule extends RuleBase {
  readonly about: "resource";
  check(resource: Subject, facts: StackFacts): string[];
}

/** A rule about how resources fit together; the engine asks it when it knows them all, at the end of a preview or of an update. */
export interface StackRule extends RuleBase {
  readonly about: "stack";
  check(resources: readonly Subject[], facts: StackFacts): Finding[];
}

/** A rule of the platform. */
export type Rule = ResourceRule | StackRule;

/** Everywhere the same. */
export function always(level: Level): Readonly<Record<Environment, Level>> {
  return { dev: level, hom: level, prod: level };
}

/** Said in the workshop, binding where others rely on the installation. */
export const bindingBeyondDev: Readonly<Record<Environment, Level>> = {
  dev: "advisory",
  hom: "mandatory",
  prod: "mandatory",
};
