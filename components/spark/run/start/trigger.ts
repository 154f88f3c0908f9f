import * as pulumi from "@pulumi/pulumi";
import type { SparkApplicationSpec } from "../../../crds/generated/spark-operator";
import { type LiveApplication, liveApplication } from "../live-applications";
import { withOperatorDefaults } from "../operator-defaults";
import type { RunName } from "../run-name";
import { restartingChanges, unknownPaths } from "../spec-changes";
import { cannotStart } from "./end-run";

/** Stands for any run that begins for another reason than that the last one could not. */
const newRun = "run";

/**
 * Value of Pulumi's `replacementTrigger` of an application, by which a run that could not start begins anew with the next update, also
 * when nothing but its surroundings has changed.
 *
 * The engine replaces a resource when the value differs from the one that was recorded with it, and when neither is null
 * (`shouldTriggerReplace` in pkg/resource/deploy/step_generator.go of Pulumi 3.250). So a value stands wherever this update
 * makes a new run, to be compared with later; it is null for a run that is left alone; and a run that could not start
 * has one that no earlier run had.
 *
 * @param live the application as it is, `null` when there is none, `undefined` when that is not known.
 * @param spec as the program has it.
 */
export function startTrigger(
  live: LiveApplication | null | undefined,
  spec: SparkApplicationSpec,
): string | null {
  if (live === undefined) return null;
  if (live === null) return newRun;
  if (live.metadata.annotations?.[cannotStart] !== undefined) return `again, after ${live.metadata.uid}`;
  const resumed = live.spec.suspend === true && !spec.suspend;
  // The operator's webhook fills in its defaults; where it is not there, its absence is no change.
  const edited = restartingChanges(withOperatorDefaults(live.spec), spec, unknownPaths(spec)).length > 0;
  return resumed || edited ? newRun : null;
}

/**
 * The same by the cluster that an application lives in, for `replacementTrigger`. Nothing in a preview that does not know
 * the cluster, or all of the spec, yet: the engine would take what is unknown for a change.
 */
export function startTriggerOf(
  kubeconfig: pulumi.Output<string>,
  run: RunName,
  spec: pulumi.Output<SparkApplicationSpec>,
): pulumi.Output<string | null> {
  const asked = pulumi.all([kubeconfig, spec]);
  // Not among the public types, and the only way to ask without waiting for ever.
  const { isKnown } = asked as unknown as { readonly isKnown: Promise<boolean> };
  const trigger = isKnown.then((known) =>
    known
      ? asked.apply(async ([config, next]) =>
          startTrigger(await liveApplication(config, run), next as SparkApplicationSpec),
        )
      : null,
  );
  // What it says is nothing secret; only the kubeconfig is by which it was asked.
  return pulumi.unsecret(pulumi.output(trigger));
}
