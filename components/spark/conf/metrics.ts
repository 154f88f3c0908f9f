import type { SparkConf } from "../../units/spark-conf";

/** Port of the Spark UI, which serves the metrics too. @see `spark.ui.port` */
export const uiPort = 4040;

/** Where the driver's UI shows metrics in Prometheus' format. */
export const metricsPaths = {
  driver: "/metrics/driver/prometheus/",
  executors: "/metrics/executors/prometheus/",
} as const;

/**
 * Spark's own Prometheus endpoints. The driver shows its metrics and, from their heartbeats, those of all executors: one scrape
 * target a job, no agent in the JVMs.
 *
 * @see https://spark.apache.org/docs/latest/monitoring.html#executor-metrics
 */
export const metricsConf: SparkConf = {
  "spark.ui.prometheus.enabled": "true",
  "spark.executor.processTreeMetrics.enabled": "true",
  "spark.metrics.conf.driver.sink.prometheusServlet.class": "org.apache.spark.metrics.sink.PrometheusServlet",
  "spark.metrics.conf.driver.sink.prometheusServlet.path": metricsPaths.driver,
};

/** Annotations by which Prometheus finds the driver pod. */
export const metricsAnnotations: Readonly<Record<string, string>> = {
  "prometheus.io/scrape": "true",
  "prometheus.io/port": String(uiPort),
  "prometheus.io/path": metricsPaths.executors,
};
