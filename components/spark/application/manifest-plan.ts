import { type Problem, refuse } from "../../errors";
import type { PlanContext } from "../platform-facts";
import { scheduledNameProblems, scheduleProblems } from "../rules/schedule";
import { runOf } from "../run/run-of";
import { matchingZones } from "../scheduling/node-match";
import { scheduling } from "../scheduling/scheduling";
import type { RunArgs } from "./args";
import type { Manifest, SparkApplicationManifest } from "./manifest";
import type { ManifestOptions } from "./manifest-args";
import type { ApplicationPlan } from "./plan";
import { planManifestConnect } from "./plan-manifest-connect";
import { type ManifestPlanArgs, planManifestSpec } from "./plan-manifest-spec";
import type { PlannedConfigMap } from "./planned-config-maps";

/** A manifest as it is sent, and what is said of it. */
export interface PlannedManifest<M extends Manifest = Manifest> {
  readonly manifest: M;
  /** What would be refused or would fail later. */
  readonly problems: readonly Problem[];
  /** What is more likely wrong than right. */
  readonly warnings: readonly Problem[];
  /** ConfigMaps that go with it: code of the project, log levels of its own. */
  readonly configMaps: readonly PlannedConfigMap[];
}

/** A manifest, checked, and nothing changed in it but what its placement adds. */
export function planManifest(
  args: PlanContext & ManifestOptions<SparkApplicationManifest> & Pick<RunArgs, "run">,
  subject: string,
): ApplicationPlan {
  const waits = runOf(args.run, args.manifest.spec) === "wait";
  const { manifest, problems, warnings, configMaps } = planManifestOf(args, waits);
  refuse(subject, problems);
  const { spec } = manifest;
  return {
    spec,
    warnings,
    zone: matchingZones(scheduling({ spec }, "driver"), args.platform.cluster.nodeGroups).join(", "),
    division: "as the manifest says",
    configMaps,
  };
}

/**
 * A manifest of any kind, checked and placed: what its component sends, but for the image that is not known yet.
 *
 * @param waits whether an update waits for the end of its run.
 */
export function planManifestOf<M extends Manifest>(
  args: ManifestPlanArgs<M>,
  waits: boolean,
): PlannedManifest<M> {
  const manifest: Manifest = args.manifest;
  switch (manifest.kind) {
    case "SparkApplication": {
      const { spec, ...said } = planManifestSpec(args, manifest.spec, "spec", waits);
      return { manifest: { ...args.manifest, spec }, ...said };
    }
    case "ScheduledSparkApplication": {
      const { template, ...schedule } = manifest.spec;
      const { spec, problems, ...said } = planManifestSpec(args, template, "spec.template", false);
      return {
        manifest: { ...args.manifest, spec: { ...schedule, template: spec } },
        problems: [
          ...scheduledNameProblems(manifest.metadata.name),
          ...scheduleProblems(schedule),
          ...problems,
        ],
        ...said,
      };
    }
    case "SparkConnect": {
      const { spec, problems, warnings } = planManifestConnect(args, manifest.spec);
      return { manifest: { ...args.manifest, spec }, problems, warnings, configMaps: [] };
    }
  }
}
