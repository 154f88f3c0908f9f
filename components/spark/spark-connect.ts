import * as pulumi from "@pulumi/pulumi";
import type { SparkConnectSpec } from "../crds/generated/spark-operator";
import { refuse, sentence } from "../errors";
import { overheadFactors, overheadMiB } from "../sizing/pod-size";
import { mebibytes, mebibytesOf } from "../units/memory-size";
import type { DeepPartial, DriverArgs, ExecutorArgs } from "./application/args";
import { argsShapeProblems, refuseFaultyArgs } from "./application/args-shape";
import { createJobConfigMaps, type JobContext } from "./application/config-maps";
import { connectAsApplication } from "./application/connect-as-application";
import { readManifest, type SparkConnectManifest } from "./application/manifest";
import type { ManifestFile, ManifestOptions } from "./application/manifest-args";
import { createManifestObjects } from "./application/manifest-objects";
import { planManifestOf } from "./application/manifest-plan";
import { mergeSpec, type SparkConfOverrides } from "./application/merge-spec";
import { type PodsRequest, planPods, podsProblems } from "./application/pods";
import { SparkConnectResource } from "./application/resources";
import { restricted } from "./application/spec";
import { decommissionConf, executorGraceSeconds } from "./conf/decommission";
import { connectProblems } from "./rules/connect";
import { matchingZones } from "./scheduling/node-match";
import { scheduling } from "./scheduling/scheduling";
import { scratch } from "./scratch";

/** A Spark Connect server in the workshop's words. */
export interface SparkConnectArgs extends JobContext {
  /**
   * Zone of server and executors alike.
   * @default one of the zones that have nodes for both, always the same for this server
   */
  readonly zone?: string;
  /** @default 1 core of which 500m are requested, 768m of heap, on-demand */
  readonly server?: DriverArgs;
  /** @default 2 instances, 2 per node, on spot */
  readonly executor?: ExecutorArgs;
  /**
   * More Spark properties. They win over the component's own; `null` takes one of those away.
   * @default none
   */
  readonly sparkConf?: SparkConfOverrides;
  /**
   * Any other field of the CRD; it wins over what the component decides.
   * @default none
   */
  readonly spec?: DeepPartial<SparkConnectSpec>;
}

/** A Spark Connect server in the CRD's words. */
export interface SparkConnectManifestArgs extends JobContext, ManifestOptions<SparkConnectManifest> {}

/** A manifest in a file. */
export interface SparkConnectFileArgs
  extends ManifestFile,
    Omit<SparkConnectManifestArgs, "manifest" | "objects"> {}

/** Port on which clients connect: `sc://<service>:15002`. */
const connectPort = 15002;

/**
 * A Spark Connect server: a driver that stays, for clients in notebooks and programs elsewhere.
 *
 * An update waits until the server listens; of one from a manifest, until its pod is ready as its own probe has it.
 * Edits of executors and properties reach only a server that is started anew.
 * The operator makes its Service, `<name>-server`. Depends on operator, storage and namespace. Lifecycle: deleted before the cluster.
 *
 * @throws {InvalidInput} with all that the webhook or the scheduler would refuse.
 */
export class SparkConnect extends pulumi.ComponentResource {
  /** Name of the SparkConnect in its namespace. */
  readonly name: string;
  readonly namespace: string;
  /** Zone of server and executors alike; empty when a manifest leaves it open. */
  readonly zone: string;
  /** Where clients inside the cluster connect. */
  readonly url: string;
  /** The command that brings the server to this machine, at `sc://localhost:15002`. */
  readonly commands: { readonly connect: string };

  constructor(
    name: string,
    args: SparkConnectArgs | SparkConnectManifestArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const subject = `SparkConnect ${name}`;
    refuseFaultyArgs(subject, "SparkConnect", args);
    const { platform, namespace } = args;
    const metadata = "manifest" in args ? args.manifest.metadata : { name };
    const spec = "manifest" in args ? args.manifest.spec : connectSpec(name, args, subject);
    // The platform's image is an Output and known to be there.
    const named = { ...spec, image: spec.image ?? "the platform's" };
    const objects = "manifest" in args ? (args.objects ?? []) : [];
    const verdict =
      "manifest" in args
        ? planManifestOf(args, false)
        : {
            problems: connectProblems({
              name,
              namespace: namespace.namespace,
              spec: named,
              groups: platform.cluster.nodeGroups,
              driverOnSpot: args.server?.capacityType === "spot",
            }),
            warnings: [],
          };
    refuse(subject, verdict.problems);

    super(
      "workshop:spark:SparkConnect",
      name,
      {},
      pulumi.mergeOptions(platform.cluster.optionsForWorkloads(), opts),
    );
    this.name = metadata.name;
    this.namespace = namespace.namespace;
    const zones = matchingZones(
      scheduling({ spec: connectAsApplication(named) }, "driver"),
      platform.cluster.nodeGroups,
    );
    this.zone = zones.join(", ");
    this.url = `sc://${metadata.name}-server.${namespace.namespace}:${connectPort}`;
    this.commands = {
      connect: `kubectl -n ${namespace.namespace} port-forward service/${metadata.name}-server ${connectPort}`,
    };
    for (const warning of verdict.warnings) pulumi.log.warn(`${subject}: ${sentence(warning)}`, this);
    const ready = createJobConfigMaps(name, args, [], this);
    const made = createManifestObjects(name, objects, namespace.namespace, {
      parent: this,
      dependsOn: [namespace],
    });
    new SparkConnectResource(
      name,
      {
        metadata: {
          ...metadata,
          namespace: namespace.namespace,
          annotations: { ...metadata.annotations, "pulumi.com/waitFor": "jsonpath={.status.state}=Ready" },
        },
        spec: { ...spec, image: spec.image ?? platform.image.reference },
      },
      { parent: this, dependsOn: [...ready, ...made] },
    );
    this.registerOutputs({ url: this.url });
  }

  /**
   * A server whose manifest is there already. Every field of it reaches the cluster; one that the CRD does not have is refused.
   *
   * @throws {InvalidInput} also for a file that holds no SparkConnect, or several of which none is selected.
   */
  static fromManifest(
    name: string,
    from: SparkConnectFileArgs,
    opts?: pulumi.ComponentResourceOptions,
  ): SparkConnect {
    refuse(`SparkConnect ${name}`, argsShapeProblems("SparkConnectFileArgs", from));
    const { file, select, ...args } = from;
    const { manifest, others: objects } = readManifest("SparkConnect", file, select);
    return new SparkConnect(name, { ...args, manifest, objects }, opts);
  }
}

/** The spec in the CRD's words. There is no webhook for these pods: all that is said of them stands in their templates. */
function connectSpec(name: string, args: SparkConnectArgs, subject: string): SparkConnectSpec {
  const { platform, namespace } = args;
  refuse(subject, argsShapeProblems("SparkConnectArgs", args));
  const request: PodsRequest = {
    groups: platform.cluster.nodeGroups,
    zone: args.zone,
    driver: args.server,
    executor: args.executor,
  };
  refuse(subject, podsProblems(request, { driver: "server" }));
  // The server is a JVM; Python functions of its clients run in the executors.
  const planned = planPods(request, `${namespace.namespace}/${name}`, subject, {
    driver: "jvm",
    executor: "python",
  });
  const { driver: server, executor } = planned;
  // A heap that `spec` asks for is the pod's too: nobody else adds them up.
  const heapMiB = mebibytesOf(args.spec?.server?.memory ?? "") ?? server.size.heapMiB;
  const memory = `${heapMiB + overheadMiB(heapMiB, overheadFactors.jvm)}Mi` as const;
  const container = {
    env: namespace.access.env as { name: string }[],
    securityContext: restricted,
    volumeMounts: [...scratch],
  };
  const pod = {
    volumes: scratch.map(({ name }) => ({ name, emptyDir: {} })),
    securityContext: { fsGroup: 185 },
  };
  const decided: SparkConnectSpec = {
    sparkVersion: platform.sparkVersion,
    hadoopConf: { ...platform.storage.s3a },
    sparkConf: {
      ...(executor.spot ? decommissionConf : {}),
      ...platform.sparkConf,
      "spark.kubernetes.executor.request.cores": `${executor.size.cpuMillis}m`,
      "spark.executor.memoryOverhead": mebibytes(executor.size.overheadMiB),
    },
    server: {
      cores: server.size.cores,
      memory: mebibytes(server.size.heapMiB),
      template: {
        metadata: { annotations: { "karpenter.sh/do-not-disrupt": "true" } },
        spec: {
          ...pod,
          ...server.placement,
          serviceAccountName: namespace.serviceAccount,
          containers: [
            {
              name: "spark-kubernetes-driver",
              ...container,
              // The server's script writes a log and a pid, and the root file system is read-only.
              env: [
                ...container.env,
                { name: "SPARK_LOG_DIR", value: "/tmp" },
                { name: "SPARK_PID_DIR", value: "/tmp" },
              ],
              resources: { requests: { cpu: `${server.size.cpuMillis}m`, memory } },
              // The operator calls the server ready when its pod is, and a pod without a probe is ready before Spark has begun.
              readinessProbe: { tcpSocket: { port: connectPort }, periodSeconds: 2 },
            },
          ],
        },
      },
    },
    executor: {
      cores: executor.size.cores,
      instances: executor.instances,
      memory: mebibytes(executor.size.heapMiB),
      template: {
        spec: {
          ...pod,
          ...executor.placement,
          ...(executor.spot ? { terminationGracePeriodSeconds: executorGraceSeconds } : {}),
          containers: [{ name: "spark-kubernetes-executor", ...container }],
        },
      },
    },
  };
  return mergeSpec(mergeSpec(decided, { sparkConf: args.sparkConf }), args.spec) as SparkConnectSpec;
}
