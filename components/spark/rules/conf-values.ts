import type { Problem } from "../../errors";
import { sparkValueFault } from "../../units/spark-values";
import { keyed, type Rule } from "./subject";

/** Properties whose value Spark cannot read: the driver would end with a NumberFormatException before the job's first line. */
export const confValueRules: Rule = ({ spec, at }) => [
  ...Object.entries<string | undefined>({ ...spec.sparkConf }).flatMap(([property, value]) =>
    value === undefined ? [] : faultOf(property, value, keyed(`${at}.sparkConf`, property)),
  ),
  // spark-submit is given it as this property.
  ...(spec.memoryOverheadFactor === undefined
    ? []
    : faultOf(
        "spark.kubernetes.memoryOverheadFactor",
        spec.memoryOverheadFactor,
        `${at}.memoryOverheadFactor`,
      )),
];

function faultOf(property: string, value: string, path: string): Problem[] {
  const fault = sparkValueFault(property, value);
  return fault ? [{ path, value, ...fault }] : [];
}
