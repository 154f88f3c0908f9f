import type { SparkApplicationSpecDriver } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import type { Rule } from "./subject";

/**
 * Devices that a role asks for and is not given: the operator passes over them with a word in its own log.
 *
 * @see addGPU in internal/webhook/sparkpod_defaulter.go of spark-operator 2.5.2
 */
export const deviceWarnings: Rule = ({ spec, at }) =>
  (["driver", "executor"] as const).flatMap((role): Problem[] => {
    const { gpu } = spec[role] as Pick<SparkApplicationSpecDriver, "gpu">;
    if (gpu === undefined) return [];
    const path = `${at}.${role}.gpu`;
    const reason = "gives the pod no device, and the operator passes over it in silence";
    const none = {
      path: `${path}.quantity`,
      value: gpu.quantity,
      reason,
      cure: "Use 1 or more, or remove gpu.",
    };
    const nameless = {
      path: `${path}.name`,
      value: gpu.name,
      reason,
      cure: "Name one such as nvidia.com/gpu.",
    };
    return [...(gpu.quantity <= 0 ? [none] : []), ...(gpu.name === "" ? [nameless] : [])];
  });
