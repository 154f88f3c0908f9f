import type { Values } from "../charts/values";
import type { CompanyNetwork } from "../cluster/company-network";
import { repositoryVariable } from "./conf/packages";
import { trustFiles, trustStoreOption } from "./conf/trust";

/**
 * Schemes of which the operator's spark-submit needs to know no more than that a URI stands as it is: what lies there is
 * for the driver, which has the credentials.
 */
export const remoteSchemes = ["s3a", "gs", "abfs", "abfss"] as const;

/** Where the configuration is mounted in the operator. */
const folder = "/etc/spark-submission";

/** Name of the ConfigMap and of its volume. */
export const submissionConfigMap = "spark-operator-submission";

/**
 * Hadoop's configuration of the operator's own spark-submit.
 *
 * Before it creates the driver, spark-submit looks for wildcards in `deps.jars`, `files`, `pyFiles` and `archives`, with the file
 * system of each URI: in the operator's pod, which has neither S3A nor a job's credentials, so that the submission fails.
 * HttpFileSystem says of any path that it is there and asks nobody; the driver's spark-submit then resolves the same URIs
 * with the job's rights. Wildcards are refused beforehand, since HttpFileSystem lists no folder.
 *
 * @see `resolveGlobPaths` of DependencyUtils, Spark 4.1.2; AbstractHttpFileSystem of Hadoop 3.4.2
 */
export const submissionCoreSite = `<?xml version="1.0"?>
<configuration>
${remoteSchemes
  .map(
    (scheme) =>
      `  <property><name>fs.${scheme}.impl</name><value>org.apache.hadoop.fs.http.HttpFileSystem</value></property>`,
  )
  .join("\n")}
</configuration>
`;

/** The files of {@link submissionConfigMap}: Hadoop's configuration, and what spark-submit trusts in a company's network. */
export function submissionFiles({ authorities }: CompanyNetwork = {}): {
  data: Record<string, string>;
  binaryData?: Record<string, string>;
} {
  const data = { "core-site.xml": submissionCoreSite };
  if (authorities === undefined) return { data };
  const { binaryData } = trustFiles(authorities);
  return { data, binaryData };
}

/**
 * Options of spark-submit's JVM in the operator. It lives for seconds: compiled by C1 alone it takes half the time of the
 * processor. The client of Spark gives an API server 10 seconds to answer, which a laptop with a few jobs does not always
 * keep; submission or driver then fail for nothing. A property of the same name in `sparkConf` wins.
 *
 * @see `buildSparkSubmitCommand` of SparkSubmitCommandBuilder for SPARK_SUBMIT_OPTS, `toSparkConf` of SparkSubmitArguments
 * for system properties, "Configuration" of Spark's "Running on Kubernetes" for the time-outs
 */
const submissionJvmOptions = [
  "-XX:TieredStopAtLevel=1",
  "-XX:+UseSerialGC",
  ...["submission", "driver"].flatMap((client) =>
    ["connectionTimeout", "requestTimeout"].map((name) => `-Dspark.kubernetes.${client}.${name}=60000`),
  ),
];

/**
 * The chart's values that put {@link submissionCoreSite} on the class path of spark-submit. Not by HADOOP_CONF_DIR or
 * SPARK_CONF_DIR: what lies there is copied into the driver's pod. spark-submit downloads a job's packages before the driver does, so it
 * trusts what jobs trust, and asks the mirror that they ask.
 *
 * @see `buildClassPath` of AbstractCommandBuilder, HadoopConfDriverFeatureStep and KubernetesClientUtils of Spark 4.1.2
 */
export function submissionValues({ authorities, maven }: CompanyNetwork = {}): Values {
  const trusted = authorities === undefined ? [] : [trustStoreOption(folder)];
  return {
    env: [
      { name: "SPARK_DIST_CLASSPATH", value: folder },
      { name: "SPARK_SUBMIT_OPTS", value: [...submissionJvmOptions, ...trusted].join(" ") },
      ...(maven === undefined ? [] : [{ name: repositoryVariable, value: maven }]),
    ],
    volumes: [
      // The chart's own, since a list takes the place of the chart's.
      { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
      { name: submissionConfigMap, configMap: { name: submissionConfigMap } },
    ],
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp", readOnly: false },
      { name: submissionConfigMap, mountPath: folder, readOnly: true },
    ],
  };
}

/** Whether a URI has a wildcard that spark-submit would look up in the operator. */
export function hasRemoteWildcard(uri: string): boolean {
  return new RegExp(`^(${remoteSchemes.join("|")})://[^#]*[*?\\[{]`).test(uri);
}
