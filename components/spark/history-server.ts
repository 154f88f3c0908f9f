import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { closedNamespace } from "../cluster/network-policy";
import { restricted } from "../cluster/pod-security";
import type { SparkPlatform } from "./platform";
import { historyServerNamespace, historyServerUses } from "./platform-access";

/** What a {@link HistoryServer} is made with. */
export interface HistoryServerArgs {
  /** Cluster, storage with the event logs, and the Spark image. */
  readonly platform: SparkPlatform;
  /**
   * Port of every node on which the History Server answers.
   * @default none: it is reached inside the cluster only
   */
  readonly nodePort?: number;
}

/** The History Server's own port. @see `spark.history.ui.port` */
const port = 18080;
/** Name of its Service, which is that of its namespace. */
const serviceName = historyServerNamespace;

/** Where a person finds the UI, as outputs of a stack. */
export interface HistoryServerPlace {
  /** Address of the UI. */
  readonly historyServer: pulumi.Input<string>;
  /** The command that must run for {@link historyServer} to answer. @default none */
  readonly historyServerForward?: string;
}

/**
 * Where the UI is while a command brings it from a Service that has no port on any node.
 *
 * @param options.context of the cluster. @default kubectl's current one
 * @param options.localPort port of this machine. @default the server's own
 */
export function forwardedHistoryServer(
  options: { readonly context?: string; readonly localPort?: number } = {},
): HistoryServerPlace & { readonly historyServer: string } {
  const { context, localPort = port } = options;
  const where = context === undefined ? "" : ` --context ${context}`;
  const ports = localPort === port ? port : `${localPort}:${port}`;
  return {
    historyServer: `http://localhost:${localPort}`,
    historyServerForward: `kubectl${where} -n ${serviceName} port-forward service/${serviceName} ${ports}`,
  };
}

/** Where its configuration is mounted. */
const confDir = "/opt/spark/history-conf";

/**
 * The Spark History Server over the bucket of event logs: the Spark UI of applications that have ended.
 *
 * Owns its namespace, configuration, Deployment and Service. Depends on the buckets and the Spark image. Keeps nothing: it
 * reads the bucket again whenever it starts. Lifecycle: deleted with the cluster.
 *
 * @example
 * ```ts
 * import { HistoryServer } from "spark-workshop-components";
 *
 * new HistoryServer("history", { platform, nodePort: 30080 });
 * ```
 */
export class HistoryServer extends pulumi.ComponentResource {
  constructor(name: string, args: HistoryServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, storage, image } = args.platform;
    super(
      "workshop:spark:HistoryServer",
      name,
      {},
      pulumi.mergeOptions(cluster.optionsForInClusterResources(), opts),
    );
    const metadata = { name: serviceName, namespace: serviceName };
    const labels = { app: metadata.name };

    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: metadata.namespace, labels: restricted } },
      { parent: this },
    );
    const inNamespace = { parent: this, dependsOn: [namespace] };
    if (args.nodePort === undefined) {
      // Every job's log is in it, and it asks nobody who they are: a person comes by kubectl port-forward, which no policy concerns.
      new k8s.networking.v1.NetworkPolicy(
        `${name}-network`,
        { metadata, spec: closedNamespace(cluster) },
        inNamespace,
      );
    }
    const access = storage.grant(
      `${name}-storage`,
      {
        namespace: metadata.namespace,
        serviceAccount: "default",
        uses: historyServerUses,
      },
      inNamespace,
    );
    const configuration = configurationOf(args.platform);
    const configMap = new k8s.core.v1.ConfigMap(
      `${name}-conf`,
      { metadata, data: { "spark-defaults.conf": configuration } },
      inNamespace,
    );
    const deployment = new k8s.apps.v1.Deployment(
      `${name}-server`,
      {
        metadata,
        spec: {
          replicas: 1,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              automountServiceAccountToken: false,
              nodeSelector: { ...cluster.platformPods.nodeSelector },
              tolerations: [...cluster.platformPods.tolerations],
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 185,
                fsGroup: 185,
                seccompProfile: { type: "RuntimeDefault" },
              },
              containers: [
                {
                  name: "history-server",
                  image: image.reference,
                  imagePullPolicy: "IfNotPresent",
                  args: [
                    "/opt/spark/bin/spark-class",
                    "org.apache.spark.deploy.history.HistoryServer",
                    "--properties-file",
                    `${confDir}/spark-defaults.conf`,
                  ],
                  env: [{ name: "SPARK_DAEMON_MEMORY", value: "512m" }, ...access.env],
                  ports: [{ name: "ui", containerPort: port }],
                  readinessProbe: { httpGet: { path: "/", port }, periodSeconds: 2, failureThreshold: 60 },
                  resources: { requests: { cpu: "100m", memory: "704Mi" }, limits: { memory: "1Gi" } },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                  },
                  volumeMounts: [
                    { name: "conf", mountPath: confDir },
                    { name: "tmp", mountPath: "/tmp" },
                  ],
                },
              ],
              volumes: [
                { name: "conf", configMap: { name: metadata.name } },
                { name: "tmp", emptyDir: {} },
              ],
            },
          },
        },
      },
      { parent: this, dependsOn: [configMap, ...access.ready, ...storage.ready, ...image.ready] },
    );
    new k8s.core.v1.Service(
      `${name}-service`,
      {
        metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
        spec: {
          type: args.nodePort === undefined ? "ClusterIP" : "NodePort",
          selector: labels,
          ports: [{ name: "ui", port, targetPort: port, nodePort: args.nodePort }],
        },
      },
      // Its pods are ready by then; the provider would settle for ten seconds more.
      { parent: this, dependsOn: [deployment] },
    );
    this.registerOutputs({});
  }
}

/** spark-defaults.conf of the server: where the logs are, and how to reach them. */
function configurationOf({ storage }: SparkPlatform): string {
  const properties = {
    "spark.history.fs.logDirectory": `${storage.buckets.events.uri}/`,
    "spark.history.fs.update.interval": `${storage.listingSeconds}s`,
    "spark.history.ui.port": String(port),
    ...Object.fromEntries(Object.entries(storage.s3a).map(([key, value]) => [`spark.hadoop.${key}`, value])),
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key} ${value}\n`)
    .join("");
}
