import * as pulumi from "@pulumi/pulumi";
import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { checkRunOutcome, RunFailed } from "../run/check-outcome";
import { liveApplication } from "../run/live-applications";
import { runIsOver } from "../run/outcome";
import { restartingPaths } from "../run/restarting-fields";
import { runHooks } from "../run/run-hooks";
import type { RunName } from "../run/run-name";
import { runOf } from "../run/run-of";
import { RunRecord } from "../run/run-record";
import { changeInWords, restartingChanges, unknownPaths } from "../run/spec-changes";
import { cannotStart } from "../run/start/end-run";
import { failureEvidence } from "../run/start/observe";
import { startTriggerOf } from "../run/start/trigger";
import type { Code, JobArgs, RunArgs } from "./args";
import type { JobContext } from "./config-maps";
import { sparkDefaults } from "./defaults";
import { type JobCommands, jobCommands } from "./kubectl-commands";
import type { WithOutputs } from "./late-texts";
import type { SparkApplicationManifest } from "./manifest";
import type { ManifestFile, ManifestOptions } from "./manifest-args";
import { planManifest } from "./manifest-plan";
import { planApplication } from "./plan";
import { argsOfFile, planJob } from "./planned-job";
import { SparkApplicationResource } from "./spark-application-resource";

/** A job in the workshop's words: what is not said has the workshop's default. */
export type SparkApplicationArgs = JobArgs & RunArgs & Code;

/** A job in the CRD's words: nothing is added to it but the image, when it names none. */
export interface SparkApplicationManifestArgs
  extends JobContext,
    RunArgs,
    ManifestOptions<SparkApplicationManifest> {}

/** A manifest in a file. */
export interface SparkApplicationFileArgs
  extends ManifestFile,
    Omit<SparkApplicationManifestArgs, "manifest" | "objects"> {}

/**
 * A Spark job: the SparkApplication and the ConfigMaps with its code, settings and log levels.
 *
 * Waits for the end of the run, unless told otherwise. COMPLETED makes the resource; FAILED fails the update at once with
 * the operator's message and the last lines of the driver's log. An edit of the spec, or of the code, replaces the
 * resource, and the preview warns of it by field: the run is killed and the job runs again. Log levels, `suspend` and
 * the time to live change in place. Depends on operator, storage and namespace. Lifecycle: deleted before the cluster.
 *
 * @throws {InvalidInput} with all that the webhook, the API server, the scheduler or Spark would refuse.
 *
 * @example
 * ```ts
 * import { SparkApplication } from "spark-workshop-components";
 *
 * const { landing, lake } = platform.storage.buckets;
 * const job = new SparkApplication("orders", {
 *   platform,
 *   namespace,
 *   python: "apps/orders/orders.py",
 *   arguments: ["--input", `${landing.uri}/orders`, "--output", `${lake.uri}/orders`],
 *   executor: { instances: 2, memory: "512m" },
 * });
 * export const state = job.state;
 * ```
 *
 * @example
 * ```ts
 * import * as aws from "@pulumi/aws";
 * import * as pulumi from "@pulumi/pulumi";
 * import { SparkApplication } from "spark-workshop-components";
 *
 * const bucket = new aws.s3.Bucket("exports");
 * new SparkApplication("exports", {
 *   platform,
 *   namespace,
 *   python: "apps/orders/orders.py",
 *   arguments: ["--output", pulumi.interpolate`s3a://${bucket.bucket}/orders`],
 *   settings: { REGION: bucket.region },
 * });
 * ```
 */
export class SparkApplication extends pulumi.ComponentResource {
  /** Name of the SparkApplication in its namespace. */
  readonly name: string;
  /** Zone of the job. */
  readonly zone: string;
  /** Namespace that it runs in. */
  readonly namespace: string;
  /** How its executors divide their nodes, in words. */
  readonly division: string;
  /** State of the finished run, or what is known of one that was not waited for. Resources that depend on what the job wrote take this as an input. */
  readonly state: pulumi.Output<string>;
  /** Commands that show the job: its UI while it runs, its logs. */
  readonly commands: JobCommands;

  constructor(
    name: string,
    args: WithOutputs<SparkApplicationArgs> | SparkApplicationManifestArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { plan, fill, metadata, createBefore } = planJob("SparkApplication", name, args, {
      args: (known: SparkApplicationArgs, subject) => planApplication(name, known, subject),
      manifest: (own: SparkApplicationManifestArgs, subject) => planManifest(own, subject),
    });
    const { platform, namespace } = args;
    const timeout = args.timeout ?? sparkDefaults.timeout;
    const run = runOf(args.run, plan.spec);

    super(
      "workshop:spark:SparkApplication",
      name,
      {},
      pulumi.mergeOptions(platform.cluster.optionsForWorkloads(), opts),
    );
    this.name = metadata.name;
    this.zone = plan.zone;
    this.namespace = namespace.namespace;
    this.division = plan.division;
    this.commands = jobCommands(metadata.name, this.namespace, plan.spec);
    const kubeconfig = platform.cluster.kubeconfig;
    const at = { name: metadata.name, namespace: this.namespace };
    // `undefined` and not `false`: what never was suspended need not say so.
    const spec = fill({ ...plan.spec, suspend: run === "suspended" ? true : undefined });
    const planned = pulumi.output(fill(plan.spec)) as pulumi.Output<SparkApplicationSpec>;
    const application = new SparkApplicationResource(
      name,
      {
        metadata: {
          ...metadata,
          namespace: this.namespace,
          ...(run === "wait"
            ? { annotations: { ...metadata.annotations, "pulumi.com/waitFor": runIsOver } }
            : {}),
        },
        spec: { ...spec, image: spec.image ?? platform.image.reference },
      },
      {
        parent: this,
        dependsOn: createBefore(this),
        replaceOnChanges: [...restartingPaths],
        deleteBeforeReplace: true,
        hooks: runHooks(kubeconfig, at, this),
        replacementTrigger: run === "wait" ? startTriggerOf(kubeconfig, at, planned) : undefined,
        customTimeouts: { create: timeout, update: timeout },
      },
    );
    if (plan.spec.timeToLiveSeconds !== undefined) {
      new RunRecord(`${name}-record`, { application, ...at, kubeconfig }, { parent: this });
    }
    const sent = { ...at, resource: application };
    if (pulumi.runtime.isDryRun()) warnOfRestart(sent, planned, kubeconfig);
    this.state =
      run === "wait"
        ? awaitOutcome(sent, kubeconfig)
        : pulumi.output(run === "start" ? "SUBMITTED" : "SUSPENDED");
    this.registerOutputs({ zone: this.zone, division: this.division, state: this.state });
  }

  /**
   * A job whose manifest is there already. Every field of it reaches the cluster; one that the CRD does not have is refused.
   *
   * @throws {InvalidInput} also for a file that holds no SparkApplication, or several of which none is selected.
   */
  static fromManifest(
    name: string,
    from: SparkApplicationFileArgs,
    opts?: pulumi.ComponentResourceOptions,
  ): SparkApplication {
    return new SparkApplication(name, argsOfFile("SparkApplication", name, from), opts);
  }
}

/** An application that was sent. */
interface Sent extends RunName {
  readonly resource: SparkApplicationResource;
}

/** Says in a preview which fields are the reason why a run will be killed and the job run again. */
function warnOfRestart(
  { name, namespace, resource }: Sent,
  planned: pulumi.Output<SparkApplicationSpec>,
  kubeconfig: pulumi.Output<string>,
): void {
  pulumi.all([kubeconfig, planned]).apply(async ([config, known]) => {
    const spec = known as SparkApplicationSpec;
    const live = await liveApplication(config, { namespace, name });
    const changes = live ? restartingChanges(live.spec, spec, unknownPaths(spec)) : [];
    if (!live || changes.length === 0) return;
    const state = live.status?.applicationState?.state || "not yet begun";
    const fields = changes.map(changeInWords).join("; ");
    const warning = `${namespace}/${name} (${state}): the run is killed and the job runs again, because of ${fields}`;
    await pulumi.log.warn(warning, resource);
  });
}

/**
 * A failed run as an error that the SDK shows as it is. It comes when the program has long returned, and of such an error
 * the SDK shows the stack trace, with the name of the property on whose way it met it.
 */
function toResourceError(
  { message }: RunFailed,
  application: SparkApplicationResource,
): pulumi.ResourceError {
  const error = new pulumi.ResourceError(message, application, true);
  error.stack = message;
  return error;
}

/** The run's last state; fails the program when it is not COMPLETED. */
function awaitOutcome({ resource, ...run }: Sent, kubeconfig: pulumi.Output<string>): pulumi.Output<string> {
  // An application that `--target` leaves out has no ID, and so no state: what has not run has not failed.
  const ended = pulumi.all([resource.status, resource.metadata, kubeconfig, resource.id]);
  const state = ended.apply(async ([status, metadata, config]) => {
    try {
      return await checkRunOutcome(
        { ...run, status, cannotStart: metadata.annotations?.[cannotStart] },
        {
          preview: pulumi.runtime.isDryRun(),
          evidence: () => failureEvidence(config, run),
          warn: (message) => pulumi.log.warn(message, resource),
        },
      );
    } catch (error) {
      if (error instanceof RunFailed) throw toResourceError(error, resource);
      throw error;
    }
  });
  // The state says nothing secret; only the kubeconfig that could be needed on the way is.
  return pulumi.unsecret(state);
}
