import {
  hasRemoteWildcard,
  submissionCoreSite,
  submissionValues,
} from "../../../components/spark/submission";

const env = Object.fromEntries(
  (submissionValues.env as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
);

test("spark-submit finds Hadoop's configuration where the volume is mounted", () => {
  const mounts = submissionValues.volumeMounts as { mountPath: string }[];
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

test.each([
  ["s3a://lake/jars/*.jar", true],
  ["s3a://lake/jars/one.jar#a*", false],
  ["local:///opt/jars/*.jar", false],
])("wildcard in %s: %s", (uri, found) => {
  expect(hasRemoteWildcard(uri)).toBe(found);
});
