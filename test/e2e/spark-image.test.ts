import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { projectFolder, pulledImages, sparkImage } from "../../components/images/catalog";
import { ensureImage } from "../../components/images/docker";
import { versions } from "../../components/versions/versions";

const minutes = (n: number) => n * 60_000;
const image = sparkImage(versions);
const { s3 } = pulledImages(versions);
const name = `workshop-image-test-${process.pid}`;

/** What the pods of the stack are held to, and a user that the image does not know besides. */
const confined = ["--read-only", "--tmpfs=/tmp:exec", "--cap-drop=ALL", "--security-opt=no-new-privileges"];
const stranger = ["--user=12345:0"];

let folder: string;

beforeAll(async () => {
  await ensureImage(image, () => {});
  folder = mkdtempSync(join(tmpdir(), "spark-image-"));
  chmodSync(folder, 0o755);
}, minutes(20));
afterAll(() => rmSync(folder, { recursive: true }));

function docker(args: readonly string[], input = ""): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync("docker", args, {
    encoding: "utf8",
    input,
    timeout: minutes(5),
  });
  return { code: status, text: `${stdout}${stderr}` };
}

/** Runs a command in a container of the image. */
function run(options: readonly string[], command: readonly string[], input?: string) {
  return docker(
    [
      "run",
      "--rm",
      "--interactive",
      `--volume=${folder}:/given:ro`,
      ...confined,
      ...options,
      image.reference,
      ...command,
    ],
    input,
  );
}

/** Puts a program where a container finds it as `/given/<name>`. */
function give(file: string, text: string): string {
  writeFileSync(join(folder, file), text);
  chmodSync(join(folder, file), 0o755);
  return `/given/${file}`;
}

test(
  "a job with Python workers, codecs and images runs for a user without a name, on a read-only root",
  () => {
    const script = give(
      "job.py",
      `
import struct, zlib
from pyspark.sql import SparkSession, functions as F
spark = SparkSession.builder.getOrCreate()
print("user=" + spark.sparkContext.sparkUser())
double = F.udf(lambda n: 2 * n, "int")
print("sum=%d" % spark.range(10).select(F.sum(double(F.col("id").cast("int")))).first()[0])
for codec in "zstd", "snappy", "lz4_raw", "gzip":
    spark.range(7).write.parquet("/tmp/" + codec, mode="overwrite", compression=codec)
    print(codec + "=%d" % spark.read.parquet("/tmp/" + codec).count())
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
header = struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)
with open("/tmp/one.png", "wb") as file:
    file.write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(20))) + chunk(b"IEND", b""))
print("image=%dx%d" % spark.read.format("image").load("/tmp/one.png").select("image.width", "image.height").first())
`,
    );
    const { code, text } = run(stranger, [
      "spark-submit",
      "--master",
      "local[2]",
      "--conf",
      "spark.log.level=WARN",
      script,
    ]);
    expect(text).toContain("user=spark");
    for (const line of ["sum=90", "zstd=7", "snappy=7", "lz4_raw=7", "gzip=7", "image=3x2"])
      expect(text).toContain(line);
    expect(code).toBe(0);
  },
  minutes(5),
);

test.each([
  ["spark-sql", ["spark-sql", "--master", "local[1]", "-e", "select 'answer=' || (6 * 7)"], ""],
  ["spark-shell", ["spark-shell", "--master", "local[1]"], 'println("answer=" + spark.range(42).count())\n'],
  // Python runs its start-up file, which makes the session, only when it talks to a person.
  [
    "pyspark",
    ["env", "PYSPARK_DRIVER_PYTHON_OPTS=-i", "pyspark", "--master", "local[1]"],
    'print("answer=%d" % spark.range(42).count())\n',
  ],
])(
  "%s answers",
  (_, command, input) => {
    // Hive's own metastore, which spark-sql starts, is a folder where it is started.
    expect(run(["--workdir=/tmp"], command, input).text).toContain("answer=42");
  },
  minutes(5),
);

test(
  "the properties that Spark registers are those that misspelt ones are compared with",
  () => {
    const made = ["codegen", "spark-properties", "spark_properties.py"];
    const script = give("spark_properties.py", readFileSync(join(projectFolder, ...made), "utf8"));
    // Its result comes first, and then what Spark has said of itself.
    const [known = ""] = run([], ["python3", script]).text.split(/(?<=^}\n)/m);
    expect(known).toBe(
      readFileSync(join(projectFolder, "components", "units", "spark-properties.json"), "utf8"),
    );
  },
  minutes(2),
);

test("the hook of a decommissioned executor tells it to go, and lasts until it has gone", () => {
  const { text, code } = run(
    [],
    [
      "bash",
      "-c",
      "cp /bin/sleep /tmp/java; /tmp/java 600 & until pgrep -x java >/dev/null; do :; done; /opt/decom.sh; pgrep -x java || echo gone; /opt/decom.sh && echo nothing to tell",
    ],
  );
  expect(code).toBe(0);
  expect(text).toMatch(/^gone\nnothing to tell$/m);
  expect(text).toContain("Power failure");
});

test("table formats are there, and on nobody's class path who does not ask for them", () => {
  const { text } = run([], ["bash", "-c", "ls /opt/spark/formats/*; ls /opt/spark/jars"]);
  const [formats, jars] = [text.split("\n"), text.slice(text.indexOf("HikariCP")).split("\n")];
  const { iceberg, delta } = versions.tableFormats;
  for (const jar of [`iceberg-spark-runtime-4.1_2.13-${iceberg}.jar`, `delta-spark_4.1_2.13-${delta}.jar`]) {
    expect(formats).toContain(jar);
    expect(jars).not.toContain(jar);
  }
});

test(
  "a JVM takes its classes from the image's archive, unless something stands before Spark's jars",
  () => {
    // The driver's log says where each class came from; an executor's command is to be seen.
    const log = "-Xlog:class+load:file=/tmp/loaded";
    const count = "grep -c 'shared objects file (top)' /tmp/loaded";
    const submitted = (...more: string[]) => {
      const submit = `spark-submit --driver-java-options ${log} ${more.join(" ")} --version`;
      const { text } = run([], ["bash", "-c", `${submit} >/dev/null 2>&1; ${count}`]);
      return Number(text.trim().split("\n").at(-1));
    };
    give(
      "nothing.py",
      "from pyspark.sql import SparkSession\nSparkSession.builder.getOrCreate().range(3).count()\n",
    );
    expect(submitted()).toBeGreaterThan(100);
    expect(submitted("--conf", "spark.driver.extraClassPath=/given")).toBe(0);
    const executor = [
      "SPARK_EXECUTOR_MEMORY",
      "SPARK_DRIVER_URL",
      "SPARK_EXECUTOR_ID",
      "SPARK_EXECUTOR_CORES",
    ];
    const rest = ["SPARK_APPLICATION_ID", "SPARK_EXECUTOR_POD_IP", "SPARK_RESOURCE_PROFILE_ID"];
    const told = [...executor, ...rest, "SPARK_EXECUTOR_POD_NAME"].map((name) => `--env=${name}=1`);
    give("echo", '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    const mounted = `--volume=${join(folder, "echo")}:/opt/java/bin/java:ro`;
    const said = run([...told, "--env=HADOOP_CONF_DIR=/hadoop", mounted], ["executor"]).text;
    expect(said).toContain("-XX:SharedArchiveFile=/opt/spark/shared-classes.jsa\n");
    expect(said).toMatch(/^\/opt\/spark\/jars\/HikariCP-.*\.jar:\/hadoop:\/opt\/spark\/conf$/m);
  },
  minutes(5),
);

test("driver and executor become what Spark on Kubernetes asks for", () => {
  give("echo", '#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n');
  const executor = Object.entries({
    JAVA_HOME: "/other/java",
    SPARK_JAVA_OPT_10: "-Dlast=1",
    SPARK_JAVA_OPT_2: "-Dfirst=a b",
    SPARK_CLASSPATH: "/extra/*",
    HADOOP_CONF_DIR: "/hadoop",
    SPARK_EXECUTOR_MEMORY: "512m",
    SPARK_DRIVER_URL: "spark://driver",
    SPARK_EXECUTOR_ID: "3",
    SPARK_EXECUTOR_CORES: "1",
    SPARK_APPLICATION_ID: "app",
    SPARK_EXECUTOR_POD_IP: "10.0.0.1",
    SPARK_RESOURCE_PROFILE_ID: "0",
    SPARK_EXECUTOR_POD_NAME: "pod",
  }).map(([key, value]) => `--env=${key}=${value}`);
  const mounted = (path: string) => [`--volume=${join(folder, "echo")}:${path}:ro`];
  expect(run([...executor, ...mounted("/other/java/bin/java")], ["executor"]).text.split("\n")).toEqual([
    "/other/java/bin/java",
    ...["-Dfirst=a b", "-Dlast=1", "-Xms512m", "-Xmx512m"],
    ...["-cp", "/hadoop:/opt/spark/conf:/extra/*:/opt/spark/jars/*"],
    "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
    ...["--driver-url", "spark://driver", "--executor-id", "3", "--cores", "1", "--app-id", "app"],
    ...["--hostname", "10.0.0.1", "--resourceProfileId", "0", "--podName", "pod", ""],
  ]);
  const driver = run(
    ["--env=SPARK_DRIVER_BIND_ADDRESS=10.0.0.2", ...mounted("/opt/spark/bin/spark-submit")],
    ["driver", "--class", "Main", "local:///a.jar"],
  );
  expect(driver.text.split("\n")).toEqual([
    "/opt/spark/bin/spark-submit",
    ...[
      "--conf",
      "spark.driver.bindAddress=10.0.0.2",
      "--conf",
      "spark.executorEnv.SPARK_DRIVER_POD_IP=10.0.0.2",
    ],
    ...["--deploy-mode", "client", "--class", "Main", "local:///a.jar", ""],
  ]);
});

describe("S3A", () => {
  const keys = ["--env=AWS_ACCESS_KEY_ID=workshop", "--env=AWS_SECRET_ACCESS_KEY=not-a-secret"];
  beforeAll(async () => {
    await ensureImage(s3, () => {});
    docker(["network", "create", name]);
    const root = ["--env=ROOT_ACCESS_KEY=workshop", "--env=ROOT_SECRET_KEY=not-a-secret"];
    const server = ["--port", ":7070", "posix", "/tmp"];
    const options = ["--detach", `--name=${name}`, `--network=${name}`, "--publish=127.0.0.1::7070", ...root];
    const { code, text } = docker(["run", ...options, s3.reference, ...server]);
    if (code !== 0) throw new Error(text);
    const client = new S3Client({
      endpoint: `http://${docker(["port", name, "7070"]).text.trim()}`,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "workshop", secretAccessKey: "not-a-secret" },
      // The server needs a moment to listen.
      maxAttempts: 8,
    });
    await client.send(new CreateBucketCommand({ Bucket: "lake" }));
    client.destroy();
  }, minutes(10));
  afterAll(() => {
    docker(["rm", "--force", "--volumes", name]);
    docker(["network", "rm", name]);
  });

  test(
    "writes with the magic committer, copies, streams and knows AWS' ways to credentials",
    () => {
      const script = give(
        "s3a.py",
        `
import json
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
jvm, conf = spark._jvm, spark._jsc.hadoopConfiguration()
path = jvm.org.apache.hadoop.fs.Path
fs = path("s3a://lake/").getFileSystem(conf)
spark.range(100).repartition(4).write.parquet("s3a://lake/magic")
success = jvm.org.apache.commons.io.IOUtils.toString(fs.open(path("s3a://lake/magic/_SUCCESS")), "UTF-8")
print("committer=" + json.loads(success)["committer"])
print("renamed=%s" % fs.rename(path("s3a://lake/magic"), path("s3a://lake/moved")))
print("read=%d" % spark.read.parquet("s3a://lake/moved").count())
conf.set("fs.s3a.input.stream.type", "analytics")
stream = jvm.org.apache.hadoop.fs.FileSystem.newInstance(path("s3a://lake/").toUri(), conf).open(path("s3a://lake/moved/_SUCCESS"))
print("analytics=%s" % chr(stream.read()))
for provider in "ContainerCredentialsProvider", "WebIdentityTokenFileCredentialsProvider":
    print(jvm.java.lang.Class.forName("software.amazon.awssdk.auth.credentials." + provider).getSimpleName())
print(jvm.java.lang.Class.forName("org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider").getSimpleName())
`,
      );
      const settings = Object.entries({
        endpoint: `http://${name}:7070`,
        "endpoint.region": "us-east-1",
        "path.style.access": "true",
        "bucket.lake.committer.magic.enabled": "true",
      }).flatMap(([key, value]) => ["--conf", `spark.hadoop.fs.s3a.${key}=${value}`]);
      const { code, text } = run(
        [`--network=${name}`, ...keys],
        ["spark-submit", "--master", "local[2]", "--conf", "spark.log.level=WARN", ...settings, script],
      );
      for (const line of ["committer=magic", "renamed=True", "read=100", "analytics={"])
        expect(text).toContain(line);
      expect(text).toMatch(/^ContainerCredentialsProvider$/m);
      expect(text).toMatch(/^WebIdentityTokenFileCredentialsProvider$/m);
      expect(text).toMatch(/^AssumedRoleCredentialProvider$/m);
      expect(code).toBe(0);
    },
    minutes(5),
  );
});
