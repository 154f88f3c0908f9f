import type {
  ScheduledSparkApplicationSpec,
  SparkApplicationSpec,
  SparkApplicationSpecDeps,
  SparkApplicationSpecDriver,
  SparkApplicationSpecDynamicAllocation,
  SparkApplicationSpecExecutor,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { dependencyLists } from "../rules/dependencies";
import { submittedAs } from "../rules/overruled-conf";
import { webhookRoleFields } from "../rules/webhook-fields";
import type { Role } from "../scheduling/placement";
import type { Manifest } from "./manifest";

/** Who acts upon a field. */
export interface FieldReader {
  /** `webhook` is the operator's, which writes fields into pods. */
  readonly by: "operator" | "webhook" | "Spark" | "nobody";
  /** Spark property, or option of spark-submit, as which the operator hands it on. */
  readonly as?: string;
  /** Who acts upon it in the pod. */
  readonly inPod?: "scheduler" | "kubelet";
}

const operator = { by: "operator" } as const;
const webhook = { by: "webhook", inPod: "kubelet" } as const;
const nobody = { by: "nobody" } as const;
const spark = (as: string) => ({ by: "Spark", as }) as const;

/** @see buildSparkSubmitArgs of spark-operator 2.5.2. The compiler keeps the table whole. */
const applicationFields: Readonly<
  Record<Exclude<keyof SparkApplicationSpec, "driver" | "executor">, FieldReader>
> = {
  arguments: spark("the arguments of the job"),
  batchScheduler: operator,
  batchSchedulerOptions: operator,
  deps: spark("lists of dependencies"),
  driverIngressOptions: operator,
  dynamicAllocation: spark("spark.dynamicAllocation.*"),
  failureRetries: nobody,
  hadoopConf: spark("spark.hadoop.*"),
  hadoopConfigMap: webhook,
  image: spark("spark.kubernetes.container.image"),
  imagePullPolicy: spark("spark.kubernetes.container.image.pullPolicy"),
  imagePullSecrets: spark("spark.kubernetes.container.image.pullSecrets"),
  mainApplicationFile: spark("the main file"),
  mainClass: spark("--class"),
  memoryOverheadFactor: spark("spark.kubernetes.memoryOverheadFactor"),
  mode: spark("--deploy-mode"),
  monitoring: operator,
  nodeSelector: { ...spark("spark.kubernetes.node.selector.*"), inPod: "scheduler" },
  proxyUser: spark("--proxy-user"),
  pythonVersion: spark("spark.kubernetes.pyspark.pythonVersion"),
  restartPolicy: operator,
  retryInterval: nobody,
  sparkConf: spark("--conf"),
  sparkConfigMap: webhook,
  sparkUIOptions: operator,
  sparkVersion: operator,
  suspend: operator,
  timeToLiveSeconds: operator,
  type: operator,
  volumes: webhook,
};

const scheduledFields: Readonly<
  Record<Exclude<keyof ScheduledSparkApplicationSpec, "template">, FieldReader>
> = {
  concurrencyPolicy: operator,
  failedRunHistoryLimit: operator,
  schedule: operator,
  successfulRunHistoryLimit: operator,
  suspend: operator,
  timeZone: operator,
};

/** @see options.go and reconciler.go of the operator's sparkconnect controller, which starts the server itself. */
const connectFields: Readonly<Record<Exclude<keyof SparkConnectSpec, "server" | "executor">, FieldReader>> = {
  dynamicAllocation: applicationFields.dynamicAllocation,
  hadoopConf: applicationFields.hadoopConf,
  image: operator,
  sparkConf: applicationFields.sparkConf,
  sparkVersion: operator,
};

const depsFields: Readonly<Record<keyof SparkApplicationSpecDeps, string>> = {
  ...dependencyLists,
  excludePackages: "spark.jars.excludes",
  packages: "spark.jars.packages",
  repositories: "spark.jars.repositories",
};

const allocationFields: Readonly<Record<keyof SparkApplicationSpecDynamicAllocation, string>> = {
  enabled: "enabled",
  initialExecutors: "initialExecutors",
  maxExecutors: "maxExecutors",
  minExecutors: "minExecutors",
  shuffleTrackingEnabled: "shuffleTracking.enabled",
  shuffleTrackingTimeout: "shuffleTracking.timeout",
};

/** Fields of a role that reach its pod as Spark properties, beside the sizes. */
const roleFields: Readonly<Record<string, (role: Role) => string>> = {
  annotations: (role) => `spark.kubernetes.${role}.annotation.*`,
  deleteOnTermination: () => "spark.kubernetes.executor.deleteOnTermination",
  envSecretKeyRefs: (role) => `spark.kubernetes.${role}.secretKeyRef.*`,
  envVars: (role) => (role === "driver" ? "spark.kubernetes.driverEnv.*" : "spark.executorEnv.*"),
  image: (role) => `spark.kubernetes.${role}.container.image`,
  instances: () => "spark.executor.instances",
  kubernetesMaster: () => "spark.kubernetes.driver.master",
  labels: (role) => `spark.kubernetes.${role}.label.*`,
  podName: () => "spark.kubernetes.driver.pod.name",
  secrets: (role) => `spark.kubernetes.${role}.secrets.*`,
  serviceAccount: (role) => `spark.kubernetes.authenticate.${role}.serviceAccountName`,
  serviceAnnotations: () => "spark.kubernetes.driver.service.annotation.*",
  serviceLabels: () => "spark.kubernetes.driver.service.label.*",
  template: (role) => `spark.kubernetes.${role}.podTemplateFile`,
} satisfies Partial<
  Record<keyof SparkApplicationSpecDriver | keyof SparkApplicationSpecExecutor, (role: Role) => string>
>;

/** What the scheduler decides by; the kubelet acts upon everything else of a pod. */
const schedulerFields = ["affinity", "nodeSelector", "priorityClassName", "schedulerName", "tolerations"];

/**
 * Who acts upon a field of a manifest, which is what decides whether a value counts.
 *
 * @param steps of its path, without `spec`: `["driver", "memory"]`.
 * @returns nothing for what is no field of the kind.
 */
export function readerOf(kind: Manifest["kind"], steps: readonly string[]): FieldReader | undefined {
  const [first = "", second, third] = steps;
  if (kind === "ScheduledSparkApplication") {
    return first === "template"
      ? steps.length === 1
        ? operator
        : readerOf("SparkApplication", steps.slice(1))
      : given(scheduledFields, first);
  }
  if (kind === "SparkConnect" && first === "server") return serverReader(second);
  if (first === "driver" || first === "executor") return roleReader(first, second, third);
  if (first === "sparkConf" && second !== undefined) return spark(second);
  if (first === "hadoopConf" && second !== undefined) return spark(`spark.hadoop.${second}`);
  if (first === "dynamicAllocation" && second !== undefined) {
    const name = given(allocationFields, second);
    return name === undefined ? undefined : spark(`spark.dynamicAllocation.${name}`);
  }
  if (first === "deps" && second !== undefined) {
    const property = given(depsFields, second);
    return property === undefined ? undefined : spark(property);
  }
  return given<FieldReader>(kind === "SparkConnect" ? connectFields : applicationFields, first);
}

function roleReader(role: Role, field: string | undefined, inner?: string): FieldReader | undefined {
  if (field === undefined) return operator;
  if (webhookRoleFields.includes(field)) return withScheduler(webhook, field);
  // Spark mounts its own scratch space; what else is mounted, the webhook mounts.
  const property = given({ ...submittedAs, ...roleFields }, field)?.(role);
  if (property === undefined) return undefined;
  const whole = inner === undefined ? property : property.replace(/\*$/, inner);
  return field === "template" ? { ...spark(whole), inPod: "kubelet" } : spark(whole);
}

/** The operator makes the server's pod; what it runs in it gets the sizes as properties. */
function serverReader(field: string | undefined): FieldReader | undefined {
  if (field === "cores" || field === "memory") return spark(submittedAs[field]("driver"));
  return field === "template" ? { ...operator, inPod: "kubelet" } : operator;
}

function withScheduler(reader: FieldReader, field: string): FieldReader {
  return schedulerFields.includes(field) ? { ...reader, inPod: "scheduler" } : reader;
}

/** An own entry of a table. */
function given<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
