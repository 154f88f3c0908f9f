import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../components/errors";
import type { Committer as AnyCommitter } from "../components/spark/conf/committer";
import type { Environment as AnyEnvironment } from "../components/spark/conf/environment";

/** What an installation is for: dev logs INFO, hom WARN, prod ERROR. */
export const Environment = { Dev: "dev", Hom: "hom", Prod: "prod" } as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** How a job's output becomes visible, all of it or nothing. */
export const Committer = { Magic: "magic", File: "file", Iceberg: "iceberg", Delta: "delta" } as const;
export type Committer = (typeof Committer)[keyof typeof Committer];

/** The components' own words are these: the analyzer knows no `satisfies`. */
export type Agreed = [Same<Environment, AnyEnvironment>, Same<Committer, AnyCommitter>];
type Same<A, B extends A> = B extends A ? (A extends B ? true : never) : never;

/** A map whose fields are checked when the program runs, against the CRD: a schema has no word for it but JSON's any value. */
export type FreeForm = ReturnType<typeof JSON.parse>;

/** How many executors, and what each gets. */
export interface ExecutorInfo {
  /** @default 2 */
  instances?: number;
  /** How many share a node; their size follows. @default 2 */
  perNode?: number;
}

/** A list or map that may be an Output of the whole, such as another component's: its value once it is known. */
export function whole<T extends object>(given: pulumi.Input<T> | undefined): pulumi.Output<T | undefined> {
  const late = pulumi.Output.isInstance(given) || given instanceof Promise;
  return pulumi.output(late ? given : undefined) as pulumi.Output<T | undefined>;
}

/**
 * The CRD's fields with the image among them.
 *
 * @throws {InvalidInput} where both name one.
 */
export function withImage(
  subject: string,
  spec: FreeForm,
  image: pulumi.Input<string> | undefined,
): FreeForm {
  if (image === undefined || image === null) return spec;
  const twice = spec?.image !== undefined && spec.image !== null;
  const cure = "Give one of the two.";
  refuse(subject, twice ? [{ path: "image", reason: "stands in spec.image too", cure }] : []);
  return { ...spec, image };
}
