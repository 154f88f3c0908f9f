import * as pulumi from "@pulumi/pulumi";
import type { SparkConnectSpec } from "../crds/generated/spark-operator";
import { refuse } from "../errors";
import type { DeepPartial, DriverArgs, ExecutorArgs } from "./application/args";
import type { JobContext } from "./application/config-maps";
import { connectAsApplication, serviceNameOf } from "./application/connect-as-application";
import { connectPort } from "./application/connect-defaults";
import { planConnect } from "./application/connect-spec";
import type { WithOutputs } from "./application/late-texts";
import type { SparkConnectManifest } from "./application/manifest";
import type { ManifestFile, ManifestOptions } from "./application/manifest-args";
import type { SparkConfOverrides } from "./application/merge-spec";
import { planManifestConnect } from "./application/plan-manifest-connect";
import { argsOfFile, planJob } from "./application/planned-job";
import { SparkConnectResource } from "./application/resources";
import { matchingZones } from "./scheduling/node-match";
import { scheduling } from "./scheduling/scheduling";

/** A Spark Connect server in the workshop's words. */
export interface SparkConnectArgs extends JobContext {
  /**
   * Labels of the SparkConnect itself. Those of its pods stand in the templates of `spec`.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the SparkConnect itself.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
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

/**
 * A Spark Connect server: a driver that stays, for clients in notebooks and programs elsewhere.
 *
 * An update waits until the server listens; of one from a manifest, until its pod is ready as its own probe has it.
 * Edits of executors and properties reach only a server that is started anew.
 * The operator makes its Service, `<name>-server` unless the spec names one. Depends on operator, storage and namespace. Lifecycle: deleted before the cluster.
 *
 * @throws {InvalidInput} with all that the webhook or the scheduler would refuse.
 *
 * @example
 * ```ts
 * import { SparkConnect } from "spark-workshop-components";
 *
 * const server = new SparkConnect("notebooks", { platform, namespace, executor: { instances: 1 } });
 * export const url = server.url;
 * ```
 */
export class SparkConnect extends pulumi.ComponentResource {
  /** Name of the SparkConnect in its namespace. */
  readonly name: string;
  /** Namespace that it runs in. */
  readonly namespace: string;
  /** Zone of server and executors alike; empty when a manifest leaves it open. */
  readonly zone: string;
  /** Where clients inside the cluster connect. */
  readonly url: string;
  /** The command that brings the server to this machine, at `sc://localhost:15002`. */
  readonly commands: { readonly connect: string };

  constructor(
    name: string,
    args: WithOutputs<SparkConnectArgs> | SparkConnectManifestArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { plan, fill, metadata, createBefore } = planJob("SparkConnect", name, args, {
      args: (known: SparkConnectArgs, subject) => accepted(subject, planConnect(name, known, subject)),
      manifest: (own: SparkConnectManifestArgs, subject) =>
        accepted(subject, planManifestConnect(own, own.manifest.spec)),
    });
    const { platform, namespace } = args;
    const { spec } = plan;
    const sent = fill(spec);

    super(
      "workshop:spark:SparkConnect",
      name,
      {},
      pulumi.mergeOptions(platform.cluster.optionsForWorkloads(), opts),
    );
    this.name = metadata.name;
    this.namespace = namespace.namespace;
    const zones = matchingZones(
      scheduling({ spec: connectAsApplication(spec) }, "driver"),
      platform.cluster.nodeGroups,
    );
    this.zone = zones.join(", ");
    const service = serviceNameOf(metadata.name, spec);
    this.url = `sc://${service}.${namespace.namespace}:${connectPort}`;
    this.commands = {
      connect: `kubectl -n ${namespace.namespace} port-forward service/${service} ${connectPort}`,
    };
    new SparkConnectResource(
      name,
      {
        metadata: {
          ...metadata,
          namespace: namespace.namespace,
          annotations: { ...metadata.annotations, "pulumi.com/waitFor": "jsonpath={.status.state}=Ready" },
        },
        spec: { ...sent, image: sent.image ?? platform.image.reference },
      },
      { parent: this, dependsOn: createBefore(this) },
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
    return new SparkConnect(name, argsOfFile("SparkConnect", name, from), opts);
  }
}

/** A server, decided. */
type ConnectPlan = ReturnType<typeof planConnect>;

/** A plan with which nothing is wrong. */
function accepted(subject: string, plan: ConnectPlan): ConnectPlan {
  refuse(subject, plan.problems);
  return plan;
}
