import type { NodeGroup } from "../../cluster/node-group";
import type { PodTemplateSpec, SparkConnectSpec } from "../../crds/generated/spark-operator";
import { shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { matchingGroups } from "../scheduling/node-match";
import { allocationProblems } from "./application";
import { crdShapes } from "./validate";
import { confProblems, nameProblems } from "./webhook";

/** The Service of a server is called `<name>-server`. */
const longestName = 63 - "-server".length;

/** What the webhook would refuse of a Spark Connect server, and servers that may run on spot. @see sparkconnect_validator.go of spark-operator 2.5.2 */
export function connectProblems(
  name: string,
  namespace: string,
  spec: SparkConnectSpec,
  groups: readonly NodeGroup[],
): Problem[] {
  const shaped = shapeProblems(spec, "#SparkConnectSpec", crdShapes, "spec");
  if (shaped.length > 0) return shaped;
  return [
    ...nameProblems(name, longestName),
    ...imageProblems(spec),
    ...allocationProblems(spec.dynamicAllocation, spec.executor.instances, "spec.dynamicAllocation"),
    ...confProblems(spec.sparkConf ?? {}, namespace, "spec.sparkConf"),
    ...nodeProblems(spec, groups),
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

function nodeProblems({ server, executor }: SparkConnectSpec, groups: readonly NodeGroup[]): Problem[] {
  return (["server", "executor"] as const)
    .map((role) => ({ role, pod: (role === "server" ? server : executor).template?.spec ?? {} }))
    .filter(({ pod }) => groups.length > 0 && matchingGroups(pod, groups).length === 0)
    .map(({ role }) => ({
      path: `spec.${role}.template.spec`,
      reason: "asks for nodes that no group has, so its pods would stay pending",
      cure: "Mend nodeSelector, affinity or tolerations.",
    }));
}
