import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";

/**
 * A spec with the values that the operator's webhook fills in, which is how the cluster gives it back.
 *
 * @see `SetSparkApplicationDefaults` in api/v1beta2/defaults.go of spark-operator 2.5.2
 */
export function withOperatorDefaults(spec: SparkApplicationSpec): SparkApplicationSpec {
  const conf = spec.sparkConf ?? {};
  const has = (key: string): boolean => key in conf;
  const policy = spec.restartPolicy ?? {};
  const retries = policy.type !== undefined && policy.type !== "Never";
  const { dynamicAllocation: allocation } = spec;
  return {
    ...spec,
    mode: spec.mode ?? "cluster",
    restartPolicy: {
      type: "Never",
      ...(retries ? { onFailureRetryInterval: 5, onSubmissionFailureRetryInterval: 5 } : {}),
      ...policy,
    },
    driver: {
      ...(has("spark.driver.cores") ? {} : { cores: 1 }),
      ...(has("spark.driver.memory") ? {} : { memory: "1g" as const }),
      ...spec.driver,
    },
    executor: {
      ...(has("spark.executor.cores") ? {} : { cores: 1 }),
      ...(has("spark.executor.memory") ? {} : { memory: "1g" as const }),
      ...(has("spark.executor.instances") || allocation?.enabled ? {} : { instances: 1 }),
      ...spec.executor,
    },
    ...(allocation?.enabled ? { dynamicAllocation: { shuffleTrackingEnabled: true, ...allocation } } : {}),
  };
}
