import * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse, sentence } from "../../errors";
import type { JobArgs } from "./args";
import { type ArgumentsName, argsShapeProblems, refuseFaultyArgs } from "./args-shape";
import { createJobConfigMaps, type JobContext, ownMetadata } from "./config-maps";
import { type LatePlan, type Plan, planWithOutputs, type WithOutputs, wholePlan } from "./late-texts";
import { type Manifest, readManifest } from "./manifest";
import type { ManifestFile, ManifestOptions } from "./manifest-args";
import { createManifestObjects } from "./manifest-objects";

/** An object of the operator, decided: by the arguments of its component or by its manifest. */
export interface PlannedJob<P> extends LatePlan<P> {
  readonly metadata: Manifest["metadata"];
  /** Makes what must exist before the object is sent, and says the plan's warnings. */
  createBefore(parent: pulumi.Resource): pulumi.Resource[];
}

/**
 * Decides an object of the operator, whichever way it is written.
 *
 * @param by how arguments become a plan, and how a manifest does; both throw {InvalidInput} for what is wrong.
 */
export function planJob<
  A extends JobContext & Pick<JobArgs, "labels" | "annotations">,
  M extends JobContext & ManifestOptions<Manifest>,
  P extends Plan,
>(
  kind: M["manifest"]["kind"],
  name: string,
  args: NoInfer<WithOutputs<A> | M>,
  by: { args(known: A, subject: string): P; manifest(args: M, subject: string): P },
): PlannedJob<P> {
  const subject = `${kind} ${name}`;
  refuseFaultyArgs(subject, kind, args);
  const own = args as A | M;
  const warn = (warning: Problem, about?: pulumi.Resource) =>
    pulumi.log.warn(`${subject}: ${sentence(warning)}`, about);
  const written = isManifest<M>(own);
  const { plan, fill } = written
    ? wholePlan(by.manifest(own, subject))
    : planWithOutputs<A, P>(subject, args as WithOutputs<A>, (known) => by.args(known, subject), warn);
  return {
    metadata: written ? own.manifest.metadata : ownMetadata(name, own),
    plan,
    fill,
    createBefore(parent) {
      const { namespace } = own;
      for (const warning of plan.warnings) warn(warning, parent);
      const objects = written ? (own.objects ?? []) : [];
      return [
        ...createJobConfigMaps(name, own, plan.configMaps ?? [], parent, fill),
        ...createManifestObjects(name, objects, namespace.namespace, { parent, dependsOn: [namespace] }),
      ];
    },
  };
}

const isManifest = <M extends object>(args: object): args is M => "manifest" in args;

/**
 * The arguments of an object whose manifest stands in a file.
 *
 * @throws {InvalidInput} for what is wrong with the arguments, and for a file that does not hold the object.
 */
export function argsOfFile<K extends Manifest["kind"], F extends ManifestFile>(
  kind: K,
  name: string,
  from: F,
) {
  const shape: ArgumentsName = `${kind}FileArgs`;
  refuse(`${kind} ${name}`, argsShapeProblems(shape, from));
  const { file, select, ...args } = from;
  const { manifest, others: objects } = readManifest(kind, file, select);
  return { ...args, manifest, objects };
}
