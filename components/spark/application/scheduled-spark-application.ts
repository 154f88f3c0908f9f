import * as pulumi from "@pulumi/pulumi";
import type { ScheduledSparkApplicationSpec } from "../../crds/generated/spark-operator";
import { type Problem, refuse } from "../../errors";
import type { CronSchedule } from "../../units/cron";
import type { TimeZone } from "../../units/time-zone";
import { scheduledNameProblems, scheduleProblems } from "../rules/schedule";
import type { Code, JobArgs } from "./args";
import { argsShapeProblems } from "./args-shape";
import type { JobContext } from "./config-maps";
import type { WithOutputs } from "./late-texts";
import type { ScheduledSparkApplicationManifest } from "./manifest";
import type { ManifestFile, ManifestOptions } from "./manifest-args";
import { planManifestOf } from "./manifest-plan";
import { planApplication } from "./plan";
import type { PlannedConfigMap } from "./planned-config-maps";
import { argsOfFile, planJob } from "./planned-job";
import { ScheduledSparkApplicationResource } from "./resources";

/** When a job runs, and what becomes of its runs. */
export interface ScheduleArgs {
  /** Five cron fields, a descriptor such as `@hourly`, or `@every 90s`. */
  readonly schedule: CronSchedule;
  /**
   * Time zone in which the schedule is read.
   * @default "UTC", and not the operator's `Local`, which is whatever its container says
   */
  readonly timeZone?: TimeZone;
  /**
   * What happens when a run is due and the last one has not ended.
   * @default "Forbid": it is passed over
   */
  readonly concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
  /**
   * Completed runs to keep.
   * @default 1
   */
  readonly successfulRunHistoryLimit?: number;
  /**
   * Failed runs to keep.
   * @default 1
   */
  readonly failedRunHistoryLimit?: number;
  /**
   * Whether no further run is started.
   * @default false
   */
  readonly suspend?: boolean;
}

/** A job in the workshop's words, with its schedule. */
export type ScheduledSparkApplicationArgs = JobArgs & Code & ScheduleArgs;

/** A scheduled job in the CRD's words: nothing is added to it but the image, when it names none. */
export interface ScheduledSparkApplicationManifestArgs
  extends JobContext,
    ManifestOptions<ScheduledSparkApplicationManifest> {}

/** A manifest in a file. */
export interface ScheduledSparkApplicationFileArgs
  extends ManifestFile,
    Omit<ScheduledSparkApplicationManifestArgs, "manifest" | "objects"> {}

/**
 * A Spark job that runs by a schedule.
 *
 * An update only defines it: nothing runs, and nothing is waited for, until the schedule says so. Every edit changes it in
 * place and holds from the next run on; a run in progress ends as it began. Owns the ConfigMaps with its code, settings
 * and log levels. Depends on operator, storage and namespace. Its runs die with it; it dies with the cluster, or first of all.
 *
 * @throws {InvalidInput} with all that the webhook, the operator, the scheduler or Spark would refuse.
 *
 * @example
 * ```ts
 * import { ScheduledSparkApplication } from "spark-workshop-components";
 *
 * new ScheduledSparkApplication("nightly", {
 *   platform,
 *   namespace,
 *   python: "apps/orders/orders.py",
 *   schedule: "0 3 * * *",
 *   timeZone: "America/Sao_Paulo",
 * });
 * ```
 */
export class ScheduledSparkApplication extends pulumi.ComponentResource {
  /** Name of the ScheduledSparkApplication in its namespace. */
  readonly name: string;
  /** Zone of every run; empty when a manifest leaves it open. */
  readonly zone: string;
  /** Namespace that it and its runs are in. */
  readonly namespace: string;
  /** The command that lists the runs. */
  readonly commands: { readonly runs: string };

  constructor(
    name: string,
    args: WithOutputs<ScheduledSparkApplicationArgs> | ScheduledSparkApplicationManifestArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { plan, fill, metadata, createBefore } = planJob("ScheduledSparkApplication", name, args, {
      args: (known: ScheduledSparkApplicationArgs, subject) => planSchedule(name, known, subject),
      manifest: planManifest,
    });
    const { platform, namespace } = args;

    super(
      "workshop:spark:ScheduledSparkApplication",
      name,
      {},
      pulumi.mergeOptions(platform.cluster.optionsForWorkloads(), opts),
    );
    this.name = metadata.name;
    this.zone = plan.zone;
    this.namespace = namespace.namespace;
    this.commands = {
      runs: `kubectl -n ${this.namespace} get sparkapplications -l sparkoperator.k8s.io/scheduled-app-name=${metadata.name}`,
    };
    const template = fill(plan.spec.template);
    new ScheduledSparkApplicationResource(
      name,
      {
        metadata: { ...metadata, namespace: this.namespace },
        spec: {
          ...plan.spec,
          template: { ...template, image: template.image ?? platform.image.reference },
        },
      },
      { parent: this, dependsOn: createBefore(this) },
    );
    this.registerOutputs({ zone: this.zone });
  }

  /**
   * A scheduled job whose manifest is there already. Every field of it reaches the cluster; one that the CRD does not have is refused.
   *
   * @throws {InvalidInput} also for a file that holds no ScheduledSparkApplication, or several of which none is selected.
   */
  static fromManifest(
    name: string,
    from: ScheduledSparkApplicationFileArgs,
    opts?: pulumi.ComponentResourceOptions,
  ): ScheduledSparkApplication {
    return new ScheduledSparkApplication(name, argsOfFile("ScheduledSparkApplication", name, from), opts);
  }
}

/** A scheduled application, decided. */
interface SchedulePlan {
  readonly zone: string;
  readonly spec: ScheduledSparkApplicationSpec;
  readonly configMaps: readonly PlannedConfigMap[];
  readonly warnings: readonly Problem[];
}

function planSchedule(name: string, args: ScheduledSparkApplicationArgs, subject: string): SchedulePlan {
  const schedule = scheduleOf(args);
  const also = scheduledNameProblems(name);
  // What is of another shape is told by the plan.
  const shaped = argsShapeProblems("ScheduledSparkApplicationArgs", args);
  if (shaped.length === 0) also.push(...scheduleProblems(schedule));
  const plan = planApplication(name, args, subject, "spec.template", also);
  return { ...plan, spec: { ...schedule, template: plan.spec } };
}

function scheduleOf(args: ScheduleArgs): Omit<ScheduledSparkApplicationSpec, "template"> {
  const { schedule, timeZone = "UTC", concurrencyPolicy = "Forbid" } = args;
  const { successfulRunHistoryLimit = 1, failedRunHistoryLimit = 1, suspend } = args;
  return {
    schedule,
    timeZone,
    concurrencyPolicy,
    successfulRunHistoryLimit,
    failedRunHistoryLimit,
    ...(suspend === undefined ? {} : { suspend }),
  };
}

function planManifest(args: ScheduledSparkApplicationManifestArgs, subject: string): SchedulePlan {
  const { manifest, problems, warnings, configMaps } = planManifestOf(args, false);
  refuse(subject, problems);
  return { zone: "", spec: manifest.spec, configMaps, warnings };
}
