import type {
  PodTemplateSpec,
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { mebibytes, mebibytesOf } from "../../units/memory-size";
import { mebibytesOfQuantity } from "../../units/quantity";
import { templateAccount } from "../rules/service-account";
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
      serviceAccount: templateAccount(server?.template),
    },
    executor: {
      ...fieldsOf(executor),
      instances: executor?.instances,
      serviceAccount: templateAccount(executor?.template),
    },
  };
}

/**
 * Name of the Service that clients connect to.
 *
 * @see `GetServerServiceName` in internal/controller/sparkconnect/util.go of spark-operator 2.5.2
 */
export function serviceNameOf(name: string, { server }: SparkConnectSpec): string {
  return server.service ? (server.service.metadata?.name ?? "") : `${name}-server`;
}

/** Where a server's pod templates have what an application says in fields of its roles. */
const inTemplate: Readonly<Record<string, string>> = {
  affinity: "template.spec.affinity",
  image: "template.spec.containers[0].image",
  podSecurityContext: "template.spec.securityContext",
  priorityClassName: "template.spec.priorityClassName",
  securityContext: "template.spec.containers[0].securityContext",
  serviceAccount: "template.spec.serviceAccountName",
  terminationGracePeriodSeconds: "template.spec.terminationGracePeriodSeconds",
};

/** A path of {@link connectAsApplication} as the manifest has it: `spec.driver.memory` is `spec.server.memory`. */
export function connectPath(path: string): string {
  return path.replace(/^spec\.(driver|executor)(?:\.(\w+))?/, (_, role, field) =>
    rolePath("spec.", role, field),
  );
}

/** A sentence about fields of an application as one about those of a server. */
export function connectWords(text: string): string {
  return text.replace(/(?<![\w.])(spec\.)?(driver|executor)\.(\w+)/g, (_, before = "", role, field) =>
    rolePath(before, role, field),
  );
}

function rolePath(before: string, role: string, field: string | undefined): string {
  const own = role === "driver" ? "server" : role;
  return [`${before}${own}`, ...(field === undefined ? [] : [inTemplate[field] ?? field])].join(".");
}

/** Spark's own container in a pod template, as the operator finds it: by its name, or else the first. */
export function containerOf(template: PodTemplateSpec | undefined, role: Role) {
  const containers = template?.spec?.containers ?? [];
  return containers.find(({ name }) => name === sparkContainers[role]) ?? containers[0];
}

function fieldsOf(pod: SparkConnectSpec["server"] | undefined) {
  return { cores: pod?.cores, memory: pod?.memory, template: pod?.template };
}
