import type { PodTemplateSpec, SparkConnectSpec } from "../../crds/generated/spark-operator";
import { shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { minOverheadMiB } from "../../sizing/pod-size";
import { mebibytesOf } from "../../units/memory-size";
import { mebibytesOfQuantity } from "../../units/quantity";
import { connectAsApplication, containerOf } from "../application/connect-as-application";
import { allocationProblems } from "./application";
import { nodeRules } from "./nodes";
import { secretsOf } from "./secrets";
import { keyed, type RuleSubject } from "./subject";
import { crdShapes } from "./validate";
import { confProblems, ignoredConf, nameProblems } from "./webhook";

/** The Service of a server is called `<name>-server`. */
const longestName = 63 - "-server".length;

/** A server as its rules see it. */
export interface ConnectSubject extends Pick<RuleSubject, "name" | "namespace" | "groups" | "driverOnSpot"> {
  readonly spec: SparkConnectSpec;
}

/**
 * What the webhook would refuse of a Spark Connect server, what fits on no node, and servers that may run on spot.
 *
 * @see sparkconnect_validator.go of spark-operator 2.5.2
 */
export function connectProblems(subject: ConnectSubject): Problem[] {
  const { name, namespace, spec } = subject;
  const shaped = shapeProblems(spec, "#SparkConnectSpec", crdShapes, "spec");
  if (shaped.length > 0) return shaped;
  return [
    ...nameProblems(name, longestName),
    ...imageProblems(spec),
    ...allocationProblems(spec.dynamicAllocation, spec.executor.instances, "spec.dynamicAllocation"),
    ...confProblems(spec.sparkConf ?? {}, namespace, "spec.sparkConf"),
    ...ignoredConf(spec.sparkConf ?? {}, "spec.sparkConf"),
    ...shellProblems(spec),
    ...memoryProblems(spec),
    ...sharedProblems(subject),
  ];
}

function imageProblems({ image, server, executor }: SparkConnectSpec): Problem[] {
  const has = (template: PodTemplateSpec | undefined): boolean =>
    template?.spec?.containers.some((container) => container.image) ?? false;
  if (image || (has(server.template) && has(executor.template))) return [];
  return [
    {
      path: "spec.image",
      value: image,
      reason: "is missing, and the templates of server and executors do not both name one",
      cure: "Name the image.",
    },
  ];
}

/**
 * References that the server's shell would take for its own: the operator starts a server by `bash -c` with all properties in
 * one unquoted line, where `${env.NAME}` is a bad substitution and `${env:NAME}` an empty text.
 *
 * @see `mutateServerPod` in internal/controller/sparkconnect/reconciler.go of spark-operator 2.5.2
 */
function shellProblems(spec: SparkConnectSpec): Problem[] {
  return (["sparkConf", "hadoopConf"] as const).flatMap((field) =>
    Object.entries(spec[field] ?? {})
      .filter(([, value]) => /(^|[^\\])\$\{env[.:]/.test(String(value)))
      .map(([key, value]) => ({
        path: keyed(`spec.${field}`, key),
        value,
        reason: "is expanded by the shell that starts the server, before Spark or Hadoop reads it",
        cure: "Write a backslash before the dollar sign.",
      })),
  );
}

/** A heap beyond what the pod requests or may use. The operator hands `server.memory` to the JVM and looks no further. */
function memoryProblems({ server }: SparkConnectSpec): Problem[] {
  const heapMiB = mebibytesOf(server.memory ?? "1g");
  const resources = containerOf(server.template, "driver")?.resources;
  if (heapMiB === undefined) return [];
  return (["requests", "limits"] as const).flatMap((kind): Problem[] => {
    const memory = resources?.[kind]?.memory;
    const given = memory === undefined ? undefined : mebibytesOfQuantity(memory);
    if (given === undefined || given >= heapMiB) return [];
    return [
      {
        path: `spec.server.template.spec.containers[${containerOf(server.template, "driver")?.name}].resources.${kind}.memory`,
        value: memory,
        reason: `is less than the heap of ${heapMiB}m that spec.server.memory asks for`,
        cure: `Use ${heapMiB + minOverheadMiB}Mi or more.`,
      },
    ];
  });
}

/** What rules about any application's pods say of a server's, by the server's own paths. */
function sharedProblems({ spec, ...subject }: ConnectSubject): Problem[] {
  const application = connectAsApplication(spec);
  const paths = { driver: "spec.server", executor: "spec.executor" };
  const shared = { ...subject, spec: application, at: "spec", buckets: [], versions: undefined };
  const onNodes = nodeRules(shared).map((problem) => ({
    ...problem,
    path: problem.path.replace(/^spec\.driver\b/, paths.driver),
  }));
  return [...secretsOf(application, "spec", paths), ...onNodes];
}
