import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { jobZones } from "../cluster/node-group";
import type { SparkApplicationSpec } from "../crds/generated/spark-operator";
import { type Problem, refuse } from "../errors";
import { applicationSpec, restartingPaths } from "./application-spec";
import { driverLog } from "./driver-log";
import type { JobNamespace } from "./job-namespace";
import { groupsFor, placement, zoneOf, zoneProblems } from "./placement";
import type { SparkPlatform } from "./platform";
import { overheadMiB, type PodSize, share, sizeProblems } from "./pod-size";
import { SparkApplicationResource } from "./spark-application-resource";
import { runIsOver } from "./terminal-state";
import { RunFailed, verdict } from "./verdict";

export interface SparkApplicationArgs {
  /** Cluster, storage, operator and image that the job runs with. */
  readonly platform: SparkPlatform;
  readonly namespace: JobNamespace;
  /** Path of the PySpark file, relative to the project. It travels in a ConfigMap, so a preview shows the edit. */
  readonly python: string;
  /**
   * Command-line arguments of the job.
   * @default none
   */
  readonly arguments?: readonly string[];
  /**
   * Zone of driver and executors alike.
   * @default the first zone that has nodes for both
   */
  readonly zone?: string;
  /**
   * Size of the driver. CPU in thousandths, heap in MiB.
   * @default 1 core of which 500m are requested, 768 MiB of heap
   */
  readonly driver?: { readonly cores?: number; readonly cpuMillis?: number; readonly heapMiB?: number };
  /**
   * Number of executors, and how many of them share a node; the size follows from what a node allocates.
   * @default 2 instances, 2 per node
   */
  readonly executor?: { readonly instances?: number; readonly perNode?: number };
  /**
   * More Spark properties. They win over the component's own.
   * @default none
   */
  readonly sparkConf?: Readonly<Record<string, string>>;
  /**
   * What the operator does when the job fails.
   * @default OnFailure: a failed submission is tried three times more, a failed run once
   */
  readonly restartPolicy?: NonNullable<SparkApplicationSpec["restartPolicy"]>;
  /**
   * Longest time to wait for the end of the run, as Pulumi writes durations.
   * @default "30m"
   */
  readonly timeout?: string;
}

/**
 * A Spark job: the SparkApplication and the ConfigMap with its code.
 *
 * Waits for the end of the run. COMPLETED makes the resource; FAILED fails the update at once with the operator's message
 * and the last lines of the driver's log. An edit of the spec, or of the code, replaces the resource: the run is killed
 * and the job runs again. Depends on operator, storage and namespace. Dies with the cluster, or first of all.
 *
 * @throws {InvalidInput} when no zone or no node fits.
 */
export class SparkApplication extends pulumi.ComponentResource {
  /** Zone of the job. */
  readonly zone: string;
  readonly namespace: string;
  /** State of the finished run. Resources that depend on what the job wrote take this as an input. */
  readonly state: pulumi.Output<string>;

  constructor(name: string, args: SparkApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    const { platform } = args;
    const groups = platform.cluster.nodeGroups;
    const sizes = decideSizes(name, args);

    super("workshop:spark:SparkApplication", name, {}, pulumi.mergeOptions(platform.cluster.holding(), opts));
    this.zone = zoneOf(args.zone, groups);
    this.namespace = args.namespace.namespace;

    const file = basename(args.python);
    const code = readFileSync(args.python, "utf8");
    // A new name for new code: the run in progress keeps what it started with.
    const codeName = `${name}-code-${createHash("sha256").update(code).digest("hex").slice(0, 8)}`;
    const configMap = new k8s.core.v1.ConfigMap(
      `${name}-code`,
      { metadata: { name: codeName, namespace: this.namespace }, immutable: true, data: { [file]: code } },
      { parent: this, dependsOn: [args.namespace] },
    );

    const spec = applicationSpec({
      sparkVersion: platform.sparkVersion,
      serviceAccount: args.namespace.serviceAccount,
      file,
      codeConfigMap: codeName,
      loggingConfigMap: args.namespace.logging,
      arguments: args.arguments ?? [],
      driver: { size: sizes.driver, placement: placement("driver", this.zone, groups) },
      executor: {
        size: sizes.executor,
        placement: placement("executor", this.zone, groups),
        instances: args.executor?.instances ?? 2,
      },
      env: args.namespace.access.env as SparkApplicationSpec["driver"]["env"],
      sparkConf: { ...platform.sparkConf, ...args.sparkConf },
      hadoopConf: platform.storage.s3a,
      restartPolicy: args.restartPolicy ?? {
        type: "OnFailure",
        onSubmissionFailureRetries: 3,
        onSubmissionFailureRetryInterval: 5,
        onFailureRetries: 1,
        onFailureRetryInterval: 5,
      },
    });
    const application = new SparkApplicationResource(
      name,
      {
        metadata: {
          name,
          namespace: this.namespace,
          annotations: { "pulumi.com/waitFor": runIsOver },
        },
        spec: { ...spec, image: platform.image.reference },
      },
      {
        parent: this,
        dependsOn: [
          configMap,
          args.namespace,
          ...platform.operator.ready,
          ...platform.storage.ready,
          ...platform.image.ready,
          ...args.namespace.access.ready,
        ],
        replaceOnChanges: [...restartingPaths],
        deleteBeforeReplace: true,
        customTimeouts: { create: args.timeout ?? "30m", update: args.timeout ?? "30m" },
      },
    );
    this.state = settle(name, this.namespace, application, platform.cluster.kubeconfig);
    this.registerOutputs({ zone: this.zone, state: this.state });
  }
}

/** Sizes of both roles, refused when nothing in the job's zone can hold them. */
function decideSizes(name: string, args: SparkApplicationArgs): { driver: PodSize; executor: PodSize } {
  const groups = args.platform.cluster.nodeGroups;
  const problems: Problem[] = zoneProblems(args.zone, groups);
  const zones = args.zone ? [args.zone] : jobZones(groups).slice(0, 1);
  const rooms = (role: "driver" | "executor") =>
    groupsFor(role, groups)
      .filter((group) => group.zones.some((zone) => zones.includes(zone)))
      .map((group) => group.allocatable);

  const heapMiB = args.driver?.heapMiB ?? 768;
  const driver: PodSize = {
    cores: args.driver?.cores ?? 1,
    cpuMillis: args.driver?.cpuMillis ?? 500,
    heapMiB,
    overheadMiB: overheadMiB(heapMiB),
  };
  const [room] = rooms("executor").sort((a, b) => b.memoryMiB - a.memoryMiB);
  const executor = share(room ?? { cpuMillis: 0, memoryMiB: 0 }, args.executor?.perNode ?? 2);
  if (problems.length === 0) {
    problems.push(...sizeProblems("driver", driver, rooms("driver")));
    problems.push(...sizeProblems("executor", executor, rooms("executor")));
  }
  const instances = args.executor?.instances ?? 2;
  if (!Number.isInteger(instances) || instances < 1) {
    problems.push({
      path: "executor.instances",
      value: instances,
      reason: "is no number of executors",
      cure: "Use 1 or more.",
    });
  }
  refuse(`SparkApplication ${name}`, problems);
  return { driver, executor };
}

/** The run's last state; fails the program when it is not COMPLETED. */
function settle(
  name: string,
  namespace: string,
  application: SparkApplicationResource,
  kubeconfig: pulumi.Output<string>,
): pulumi.Output<string> {
  const state = pulumi.all([application.status, kubeconfig]).apply(async ([status, config]) => {
    try {
      return await verdict(name, namespace, status, {
        preview: pulumi.runtime.isDryRun(),
        driverLog: (pod) => driverLog(config, namespace, pod),
        warn: (message) => pulumi.log.warn(message, application),
      });
    } catch (error) {
      if (error instanceof RunFailed) throw new pulumi.ResourceError(error.message, application, true);
      throw error;
    }
  });
  // The state says nothing secret; only the kubeconfig that could be needed on the way is.
  return pulumi.unsecret(state);
}
