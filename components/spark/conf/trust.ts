import { rootCertificates } from "node:tls";
import type { CompanyNetwork } from "../../cluster/company-network";
import { certificatesOf } from "../../images/ca-bundle";
import { javaTrustStore } from "../../units/java-trust-store";
import type { SparkConf } from "../../units/spark-conf";

/** Name of the ConfigMap with what jobs trust, in each namespace of jobs; none where they trust what their image does. */
export function jobTrust({ authorities }: CompanyNetwork = {}): string | undefined {
  return authorities === undefined ? undefined : "spark-trust";
}

/** Where it is mounted in drivers and executors. */
export const trustPath = "/opt/spark/trust";

/** Its files: for everything that reads PEM, and for Java. */
const pem = "ca-bundle.pem";
const trustStore = "truststore.jks";

/** By which Python's `ssl`, requests, and boto3 find authorities; what takes the place of their own. */
const variables = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE"] as const;

/**
 * What jobs trust, as the content of a ConfigMap: the public authorities and a company's. Whoever names authorities takes the place of those
 * that an image has, so the public ones are Mozilla's, as Node.js has them.
 *
 * @param authorities PEM.
 */
export function trustFiles(authorities: string): {
  data: Record<string, string>;
  binaryData: Record<string, string>;
} {
  const certificates = certificatesOf(`${rootCertificates.join("\n")}\n${authorities}`);
  return {
    data: { [pem]: `${certificates.map((certificate) => certificate.toString().trim()).join("\n")}\n` },
    binaryData: {
      [trustStore]: javaTrustStore(certificates.map(({ raw }) => raw)).toString("base64"),
    },
  };
}

/** The option by which a JVM reads a trust store. */
export function trustStoreOption(folder: string): string {
  return `-Djavax.net.ssl.trustStore=${folder}/${trustStore}`;
}

/**
 * Spark properties by which drivers and executors trust what is mounted at {@link trustPath}. `defaultJavaOptions` stand before those of a
 * job, which has its own.
 */
export function trustConf({ authorities }: CompanyNetwork = {}): SparkConf {
  if (authorities === undefined) return {};
  return {
    "spark.driver.defaultJavaOptions": trustStoreOption(trustPath),
    "spark.executor.defaultJavaOptions": trustStoreOption(trustPath),
    ...Object.fromEntries(
      variables.flatMap((variable) => [
        [`spark.kubernetes.driverEnv.${variable}`, `${trustPath}/${pem}`],
        [`spark.executorEnv.${variable}`, `${trustPath}/${pem}`],
      ]),
    ),
  };
}
