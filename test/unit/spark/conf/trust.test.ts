import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { packagesConf } from "../../../../components/spark/conf/packages";
import { trustConf, trustFiles } from "../../../../components/spark/conf/trust";
import { javaTrustStore } from "../../../../components/units/java-trust-store";
import { inspectingProxy } from "../../../support/inspecting-proxy";
import { temporaryFolder } from "../../toolchain/fakes";

/** What a trust store in Java's form has, as Java reads it. */
function certificatesIn(store: Buffer): X509Certificate[] {
  let at = 0;
  const bytes = (length: number) => {
    at += length;
    return store.subarray(at - length, at);
  };
  const text = () => bytes(bytes(2).readUInt16BE()).toString();
  expect(bytes(8).toString("hex")).toBe("feedfeed00000002");
  const count = bytes(4).readInt32BE();
  const all = Array.from({ length: count }, (_, i) => {
    expect([bytes(4).readInt32BE(), text(), bytes(8).length, text()]).toEqual([
      2,
      `authority-${i + 1}`,
      8,
      "X.509",
    ]);
    return new X509Certificate(bytes(bytes(4).readInt32BE()));
  });
  expect(store.length - at).toBe(20);
  return all;
}

test("jobs trust the public authorities and a company's, each once, in PEM and in Java's form", async () => {
  const folder = temporaryFolder();
  const proxy = await inspectingProxy(folder, "maven.example", () => "");
  await proxy.close();
  const company = readFileSync(proxy.authority, "utf8");
  const { data, binaryData } = trustFiles(`${company}\n${rootCertificates[0]}\n${company}`);
  const all = [...rootCertificates, company].map((pem) => new X509Certificate(pem).fingerprint256);
  const inPem = (data["ca-bundle.pem"] ?? "").match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  expect(inPem.map((pem) => new X509Certificate(pem).fingerprint256)).toEqual(all);
  const store = Buffer.from(binaryData["truststore.jks"] ?? "", "base64");
  expect(certificatesIn(store).map(({ fingerprint256 }) => fingerprint256)).toEqual(all);
  // A ConfigMap holds 1 MiB: there is room for a company's file of the largest size.
  expect(store.length + (data["ca-bundle.pem"] ?? "").length).toBeLessThan(400 * 1024);
});

test("a trust store is sealed with the password of Java's own, and is the same for the same certificates", () => {
  const empty = javaTrustStore([]);
  // keytool of OpenJDK 17 lists it with -storepass changeit, and with no other.
  expect(empty.toString("hex")).toBe("feedfeed0000000200000000e2686e45fb43dfa4d992dd41ceb6b21c6330d792");
  expect(javaTrustStore([Buffer.from("a")])).toEqual(javaTrustStore([Buffer.from("a")]));
});

test("a job's own JVM options stand beside it: where nothing is to be trusted, jobs have no property of it", () => {
  expect(trustConf()).toEqual({});
  const pem = "/opt/spark/trust/ca-bundle.pem";
  expect(trustConf({ authorities: "" })).toEqual({
    "spark.driver.defaultJavaOptions": "-Djavax.net.ssl.trustStore=/opt/spark/trust/truststore.jks",
    "spark.executor.defaultJavaOptions": "-Djavax.net.ssl.trustStore=/opt/spark/trust/truststore.jks",
    "spark.kubernetes.driverEnv.SSL_CERT_FILE": pem,
    "spark.kubernetes.driverEnv.REQUESTS_CA_BUNDLE": pem,
    "spark.kubernetes.driverEnv.AWS_CA_BUNDLE": pem,
    "spark.executorEnv.SSL_CERT_FILE": pem,
    "spark.executorEnv.REQUESTS_CA_BUNDLE": pem,
    "spark.executorEnv.AWS_CA_BUNDLE": pem,
  });
});

test("drivers ask a company's Maven repository for packages, where it has one", () => {
  expect(packagesConf()).toEqual({});
  expect(packagesConf({ authorities: "" })).toEqual({});
  expect(packagesConf({ maven: "https://maven.example" })).toEqual({
    "spark.kubernetes.driverEnv.DEFAULT_ARTIFACT_REPOSITORY": "https://maven.example",
  });
});
