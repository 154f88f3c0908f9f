import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { meantProperty } from "../../units/spark-properties";
import { sparkValueFault } from "../../units/spark-values";
import { keyed, type Rule } from "./subject";

/** Properties whose value Spark cannot read, or refuses: the driver would end before the job's first line. */
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
  ...taskProblems(spec, at),
];

/** Heap that Spark would share out beyond what there is: it begins, and ends without memory once it is used. */
export const memoryShareWarnings: Rule = ({ spec, at }) => {
  const property = "spark.memory.fraction";
  const value = spec.sparkConf?.[property];
  if (value === undefined || sparkValueFault(property, value)) return [];
  const share = Number.parseFloat(value);
  if (!(share <= 0 || share >= 1)) return [];
  const reason = "is not a share of the heap between 0 and 1";
  return [{ path: keyed(`${at}.sparkConf`, property), value, reason, cure: 'Write it as "0.6".' }];
};

/** Properties that Spark does not know, and that are written almost as one that it knows: it passes over them in silence. */
export const misspeltConfWarnings: Rule = ({ spec, at }) =>
  Object.entries<string | undefined>({ ...spec.sparkConf }).flatMap(([property, value]): Problem[] => {
    const meant = value === undefined || property !== property.trim() ? undefined : meantProperty(property);
    if (meant === undefined) return [];
    const reason = "is no property that Spark knows";
    return [{ path: keyed(`${at}.sparkConf`, property), value, reason, cure: `Is ${meant} meant?` }];
  });

/** @see validateTaskCpusLargeEnough of ResourceUtils, Spark 4.1 */
function taskProblems({ sparkConf = {}, executor }: SparkApplicationSpec, at: string): Problem[] {
  const property = "spark.task.cpus";
  const value = sparkConf[property];
  const cores = executor.cores ?? Number(sparkConf["spark.executor.cores"] ?? 1);
  if (value === undefined || !(Number(value) > cores)) return [];
  const reason = `is more than the executors' cores (${cores}), so that none could run a task`;
  const cure = `Use ${cores} or less, or raise executor.cores.`;
  return [{ path: keyed(`${at}.sparkConf`, property), value, reason, cure }];
}

function faultOf(property: string, value: string, path: string): Problem[] {
  const fault = sparkValueFault(property, value);
  return fault ? [{ path, value, ...fault }] : [];
}
