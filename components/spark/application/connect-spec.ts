import type { SparkConnectSpec } from "../../crds/generated/spark-operator";
import { refuse } from "../../errors";
import { mebibytes, mebibytesOf } from "../../units/memory-size";
import { decommissionConf, executorGraceSeconds } from "../conf/decommission";
import { imageVersions, namespaceSparkConf } from "../platform-facts";
import { validateConnect } from "../rules/connect";
import type { RuleFindings } from "../rules/validate";
import { scratch } from "../scratch";
import type { SparkConnectArgs } from "../spark-connect";
import { mapArgProblems } from "./args-problems";
import { argsShapeProblems } from "./args-shape";
import { containerOf } from "./connect-as-application";
import {
  executorSizeConf,
  serverEnv,
  serverEnvOf,
  serverReadiness,
  serverResources,
  trustVolume,
} from "./connect-defaults";
import { mergeSpec } from "./merge-spec";
import { type PodsRequest, planPods, podsProblems } from "./pods";
import { restricted } from "./spec";

/**
 * Decides everything about a server, without creating anything.
 *
 * @throws {InvalidInput} with what is wrong with the arguments themselves; what rules say of the spec is returned.
 */
export function planConnect(
  name: string,
  args: SparkConnectArgs,
  subject: string,
): { spec: SparkConnectSpec } & RuleFindings {
  const { platform, namespace } = args;
  const spec = connectSpec(name, args, subject);
  const findings = validateConnect({
    name,
    namespace: namespace.namespace,
    annotations: args.annotations,
    labels: args.labels,
    // The platform's image is an Output and known to be there.
    spec: { ...spec, image: spec.image ?? "the-platforms" },
    groups: platform.cluster.nodeGroups,
    buckets: Object.values(platform.storage.buckets).map((bucket) => bucket.name),
    claimsCure: platform.cluster.claimsCure,
    driverOnSpot: args.server?.capacityType === "spot",
    versions: args.spec?.image ? undefined : imageVersions(platform),
  });
  return { spec, ...findings };
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
  refuse(subject, [...mapArgProblems(args), ...podsProblems(request, { driver: "server" })]);
  // The server is a JVM; Python functions of its clients run in the executors.
  const planned = planPods(request, `${namespace.namespace}/${name}`, subject, {
    driver: "jvm",
    executor: "python",
  });
  const { driver: server, executor } = planned;
  // A heap that `spec` asks for is the pod's too: nobody else adds them up.
  const heapMiB = mebibytesOf(args.spec?.server?.memory ?? "") ?? server.size.heapMiB;
  const trust = trustVolume(namespace.trust);
  const own = args.spec?.server as SparkConnectSpec["server"] | undefined;
  const requested = containerOf(own?.template, "driver")?.resources?.requests?.memory;
  const container = {
    env: namespace.access.env as { name: string }[],
    securityContext: restricted,
    volumeMounts: [...scratch, ...trust.volumeMounts],
  };
  const pod = {
    volumes: [...scratch.map(({ name }) => ({ name, emptyDir: {} })), ...trust.volumes],
    securityContext: { fsGroup: 185 },
  };
  const decided: SparkConnectSpec = {
    sparkVersion: platform.sparkVersion,
    hadoopConf: { ...platform.storage.s3a },
    sparkConf: {
      ...(executor.spot ? decommissionConf : {}),
      ...namespaceSparkConf({ platform, namespace }),
      ...executorSizeConf(executor.size),
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
              env: [...container.env, ...serverEnvOf(platform.sparkConf), ...serverEnv],
              resources: serverResources(server.size.cpuMillis, heapMiB, requested),
              readinessProbe: serverReadiness,
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
