/**
 * Spark properties. A key that does not begin with `spark.` is not a property: spark-submit ignores it, with a warning in a log that
 * nobody reads.
 */
export interface SparkConf {
  readonly [key: `spark.${string}`]: string;
}
