import {
  hasRemoteWildcard,
  submissionCoreSite,
  submissionFiles,
  submissionValues,
} from "../../../components/spark/submission";

const values = submissionValues();
const envOf = ({ env }: typeof values) =>
  Object.fromEntries((env as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
const env = envOf(values);

test("spark-submit finds Hadoop's configuration where the volume is mounted", () => {
  const mounts = values.volumeMounts as { mountPath: string }[];
  expect(mounts.map(({ mountPath }) => mountPath)).toContain(env.SPARK_DIST_CLASSPATH);
  expect(submissionCoreSite).toContain("<name>fs.s3a.impl</name>");
});

test("its JVM compiles for seconds, not for hours, and waits a minute for the API server, as the driver does", () => {
  expect(env.SPARK_SUBMIT_OPTS?.split(" ")).toEqual([
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Dspark.kubernetes.submission.connectionTimeout=60000",
    "-Dspark.kubernetes.submission.requestTimeout=60000",
    "-Dspark.kubernetes.driver.connectionTimeout=60000",
    "-Dspark.kubernetes.driver.requestTimeout=60000",
  ]);
});

test("in a company's network spark-submit trusts what jobs trust, for their packages", () => {
  const network = { authorities: "" };
  expect(submissionFiles().binaryData).toBeUndefined();
  expect(Object.keys(submissionFiles(network).binaryData ?? {})).toEqual(["truststore.jks"]);
  expect(envOf(submissionValues(network)).SPARK_SUBMIT_OPTS).toBe(
    `${env.SPARK_SUBMIT_OPTS} -Djavax.net.ssl.trustStore=/etc/spark-submission/truststore.jks`,
  );
});

test("it gets packages from the mirror that drivers ask", () => {
  const maven = "https://mirror.example.com/maven2";
  const said = envOf(submissionValues({ maven }));
  expect(said).toEqual({ ...env, DEFAULT_ARTIFACT_REPOSITORY: maven });
});

test.each([
  ["s3a://lake/jars/*.jar", true],
  ["s3a://lake/jars/one.jar#a*", false],
  ["local:///opt/jars/*.jar", false],
])("wildcard in %s: %s", (uri, found) => {
  expect(hasRemoteWildcard(uri)).toBe(found);
});
