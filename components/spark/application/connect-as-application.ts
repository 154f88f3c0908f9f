import type {
  PodTemplateSpec,
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { mebibytes, mebibytesOf } from "../../units/memory-size";
import { mebibytesOfQuantity } from "../../units/quantity";
import { sparkContainers } from "../rules/webhook";
import type { Role } from "../scheduling/placement";

/**
 * A Connect server as the application that it is to rules about pods: the server is its driver. What an application says in
 * fields of its own stands in a server's pod templates, which reach the pods without the webhook.
 *
 * Its overhead is what the server's container requests beyond the heap: no spark-submit works one out, since the operator
 * makes the pod from the template as it stands.
 *
 * @param spec of a SparkConnect; of one that is not checked yet, parts may be missing.
 * @see `mutateServerPod` in internal/controller/sparkconnect/reconciler.go of spark-operator 2.5.2
 */
export function connectAsApplication(spec: SparkConnectSpec): SparkApplicationSpec {
  const { server, executor, sparkConf, sparkVersion, hadoopConf, dynamicAllocation, image } = spec;
  const { cpu, memory } = containerOf(server?.template, "driver")?.resources?.requests ?? {};
  const heapMiB = mebibytesOf(server?.memory ?? "1g");
  const requestedMiB = memory === undefined ? undefined : (mebibytesOfQuantity(memory) ?? Number.NaN);
  const beyond =
    heapMiB === undefined || requestedMiB === undefined || !(requestedMiB >= heapMiB)
      ? undefined
      : mebibytes(Math.floor(requestedMiB - heapMiB));
  return {
    // A server is started in client mode from Spark's own class path: to Spark it is a JVM application.
    type: "Scala",
    mode: "cluster",
    mainApplicationFile: "spark-internal",
    sparkVersion,
    image,
    sparkConf,
    hadoopConf,
    dynamicAllocation,
    driver: {
      ...fieldsOf(server),
      ...(cpu === undefined ? {} : { coreRequest: String(cpu) as SparkApplicationSpecDriver["coreRequest"] }),
      ...(beyond === undefined ? {} : { memoryOverhead: beyond }),
      serviceAccount: server?.template?.spec?.serviceAccountName,
    },
    executor: { ...fieldsOf(executor), instances: executor?.instances },
  };
}

/** Spark's own container in a pod template, as the operator finds it: by its name, or else the first. */
export function containerOf(template: PodTemplateSpec | undefined, role: Role) {
  const containers = template?.spec?.containers ?? [];
  return containers.find(({ name }) => name === sparkContainers[role]) ?? containers[0];
}

function fieldsOf(pod: SparkConnectSpec["server"] | undefined) {
  return { cores: pod?.cores, memory: pod?.memory, template: pod?.template };
}
