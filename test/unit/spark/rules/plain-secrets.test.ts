import { createContext, Script } from "node:vm";
import type { SparkApplicationSpec } from "../../../../components/crds/generated/spark-operator";
import { sentence } from "../../../../components/errors";
import { asPodTemplates } from "../../../../components/spark/application/pod-template-form";
import {
  butPlainText,
  plainTextAnnotation,
  secretsOf,
  settingProblems,
  withPlainText,
} from "../../../../components/spark/rules/secrets";
import { secretIn } from "../../../../components/units/plain-secrets";

test.each([
  ["password", "hunter2"],
  ["DB_PASSWORD", "hunter2"],
  ["spark.app.senha", "hunter2"],
  ["SENHA_DO_BANCO", "hunter2"],
  ["segredo", "hunter2"],
  ["chave-secreta", "hunter2"],
  ["CHAVE_DE_ACESSO", "hunter2"],
  ["chave_api", "hunter2"],
  ["PGPASSWORD", "123456"],
  ["API_TOKEN", "abc"],
  ["API_TOKEN_PROD", "abc"],
  ["client.secret", "abc"],
  ["spark.authenticate.secret", "abc"],
  ["spark.ssl.keyPassword", "abc"],
  ["fs.s3a.secret.key", "wJalr"],
  ["fs.azure.account.key.lake.dfs.core.windows.net", "abc=="],
  ["fs.azure.account.oauth2.client.secret.lake.dfs.core.windows.net", "abc"],
  ["fs.azure.sas.container.lake.blob.core.windows.net", "sv=2024"],
  ["spark.sql.catalog.lake.credential", "id:secret"],
  ["note", "use AKIAIOSFODNN7EXAMPLE"],
  ["note", `ghp_${"a".repeat(36)}`],
  ["note", "-----BEGIN RSA PRIVATE KEY-----\nabc"],
  ["header", "Bearer abcdefghijklmnop0123"],
  ["", "jdbc:postgresql://u:hunter2@h/db"],
  ["", "jdbc:postgresql://h/db?user=a&password=hunter2"],
  ["", "jdbc:sqlserver://h:1433;user=a;senha=hunter2"],
  ["", "jdbc:oracle:thin:scott/tiger@//h:1521/x"],
  ["kafka.sasl.jaas.config", 'PlainLoginModule required username="a" password="hunter2";'],
  ["", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdefghijklmnop0123=="],
])("%s=%s is a secret in plain text", (name, value) => {
  expect(secretIn(name, value)).toBeDefined();
});

test.each([
  ["TOKENIZERS_PARALLELISM", "false"],
  ["max-tokens", "512"],
  ["max-token", "512"],
  ["eos-token", "</s>"],
  ["tokenizer", "bert"],
  ["token-column", "c"],
  ["chave", "id_cliente"],
  ["key", "id"],
  ["secret-arn", "arn:aws:secretsmanager:us-east-1:1:secret:x"],
  ["secret-id", "prod/db"],
  ["password-env", "DB_PASSWORD"],
  ["password-file", "pw.txt"],
  ["spark.kubernetes.driver.secrets.db", "/etc/db"],
  ["spark.kubernetes.driver.secrets.password", "/etc/password"],
  ["spark.kubernetes.executor.secretKeyRef.DB_PASSWORD", "database:password"],
  ["spark.hadoop.javax.jdo.option.ConnectionPassword", `\${env.DB_PASSWORD}`],
  ["jdbc.password", `\${env:DB_PASSWORD}`],
  ["spark.sql.catalog.lake.credential", "env:CREDENTIAL"],
  ["spark.ssl.keyPasswordFile", "/mnt/password"],
  ["spark.hadoop.fs.s3a.aws.credentials.provider", "org.example.Provider"],
  ["password", ""],
  ["password", "[known after up]"],
  ["password", "[secret]"],
  ["", `jdbc:postgresql://h/db?user=a&password=\${DB_PASSWORD}`],
  ["", `https://user:\${TOKEN}@host/path`],
  ["", "s3a://lake/flights"],
  ["flights.py", 'password = os.environ["DB_PASSWORD"]\nprint(1)'],
  ["values.passwordReset.image.tag", "1.2"],
])("%s=%s is none", (name, value) => {
  expect(secretIn(name, value)).toBeUndefined();
});

test("URLs of code without a login are none", () => {
  const mainApplicationFile = "s3a://lake/job.py";
  const deps = {
    jars: ["https://host/a.jar?version=2"],
    packages: ["a:b:1"],
    archives: ["s3a://lake/e.tgz#e"],
  };
  expect(secretsOf({ mainApplicationFile, deps }, "spec")).toEqual([]);
});

const secret = { name: "DB_SENHA", value: "hunter2" };

test("every place of a spec is looked at, and the value is in no message", () => {
  const problems = secretsOf(
    {
      sparkConf: {
        "spark.app.senha": "hunter2",
        "spark.executor.extraJavaOptions": "-Xss4m -Djavax.net.ssl.trustStorePassword=hunter2",
      },
      hadoopConf: { "fs.azure.account.key.lake.dfs.core.windows.net": "hunter2" },
      arguments: [
        "--senha=hunter2",
        "--password",
        "hunter2",
        "jdbc:postgresql://u:hunter2@h/db",
        "db.password=hunter2",
      ],
      mainApplicationFile: "https://host/job.py?token=hunter2",
      deps: {
        jars: ["local:///opt/a.jar", "https://u:hunter2@host/b.jar"],
        repositories: ["https://u:hunter2@nexus.example/maven"],
      },
      driver: {
        env: [secret],
        javaOptions: "-Dapp.password=hunter2",
        sidecars: [{ name: "logs", env: [secret], command: ["ship", "--password=hunter2"] }],
        template: { spec: { containers: [{ name: "spark-kubernetes-driver", env: [secret] }] } },
      },
      executor: { envVars: { DB_PASSWORD: "hunter2" }, initContainers: [{ name: "wait", env: [secret] }] },
    },
    "spec",
  );
  expect(problems.map(({ path }) => path)).toEqual([
    'spec.hadoopConf["fs.azure.account.key.lake.dfs.core.windows.net"]',
    'spec.sparkConf["spark.app.senha"]',
    'spec.sparkConf["spark.executor.extraJavaOptions"]',
    "spec.arguments[0]",
    "spec.arguments[2]",
    "spec.arguments[3]",
    "spec.arguments[4]",
    "spec.mainApplicationFile",
    "spec.deps.jars[1]",
    "spec.deps.repositories[0]",
    "spec.driver.env[0].value",
    "spec.driver.javaOptions",
    "spec.driver.sidecars[0].env[0].value",
    "spec.driver.sidecars[0].command[1]",
    "spec.driver.template.spec.containers[0].env[0].value",
    'spec.executor.envVars["DB_PASSWORD"]',
    "spec.executor.initContainers[0].env[0].value",
  ]);
  expect(JSON.stringify(problems)).not.toContain("hunter2");
});

test.each([
  [["--max-tokens", "512", "--tokenizer", "x", "--token-column", "c"]],
  [["--secret-arn=arn:aws:secretsmanager:us-east-1:1:secret:x", "--secret-id", "prod/db"]],
  [["--password-env", "DB_PASSWORD", "--input", "s3a://lake/in"]],
  [["--password", "--verbose"]],
])("the arguments %j hold none", (args) => {
  expect(secretsOf({ arguments: args }, "spec")).toEqual([]);
});

test("a setting that is a secret is told where it belongs", () => {
  expect(settingProblems({ COLOUR: "blue", DB_PASSWORD: "hunter2" })).toEqual([
    {
      path: 'settings["DB_PASSWORD"]',
      reason: "holds a secret in plain text",
      cure: 'Use secrets: { DB_PASSWORD: { secret: "NAME", key: "KEY" } }.',
    },
  ]);
});

test.each([
  ["spark.hadoop.fs.azure.account.key.a.dfs.core.windows.net", `Write \${env.NAME}, which Hadoop reads`],
  ["spark.sql.catalog.lake.credential", "An Iceberg REST catalog reads env:NAME"],
  ["spark.ssl.keyPassword", `Write \${env:NAME}, which Spark expands in its own properties`],
  ["spark.app.password", "read that in the job's code"],
  ["spark.hadoop.fs.s3a.secret.key", "the namespace grants access to storage"],
])("the cure for %s is one that its reader understands", (key, cure) => {
  const [problem] = secretsOf({ sparkConf: { [key]: "hunter2" } }, "spec");
  expect(problem?.cure).toContain(cure);
});

test.each(["-eyJaaaaaa", "jdbc:oracle:a:b/", "a://b:", "-----BEGIN A", "?a=", ' a="'])(
  "a quarter of a megabyte of %j takes no more than its length",
  (piece) => {
    const value = piece.repeat(240_000 / piece.length);
    // A pattern that goes over the rest of the text at each place takes minutes, and is cut off.
    const look = new Script("secretIn('note', value)");
    expect(() => look.runInContext(createContext({ secretIn, value }), { timeout: 30_000 })).not.toThrow();
  },
  60_000,
);

describe("what its author says is no secret", () => {
  const found = secretsOf({ arguments: ["--password", "changes-nothing"] }, "spec");

  test("is named by its path, and not told", () => {
    expect(withPlainText(found, { [plainTextAnnotation]: " spec.arguments[1], " })).toEqual([]);
  });

  test("is named where a scheduled application has it", () => {
    const at = "spec.template";
    const nightly = secretsOf(
      { arguments: ["--password", "column"], sparkConf: { "spark.app.password": "x" } },
      at,
    );
    const paths = `${at}.arguments[1],${at}.sparkConf["spark.app.password"]`;
    expect(withPlainText(nightly, { [plainTextAnnotation]: paths })).toEqual([]);
  });

  test("is named by its field where the job is sent with pod templates", () => {
    const guess = (name: string) => ({ name, env: [{ name: "API_TOKEN", value: "x" }] });
    const spec = {
      driver: { env: guess("").env, sidecars: [guess("a")], initContainers: [guess("b")] },
    } as object;
    const paths = secretsOf(spec, "spec").map(({ path }) => path);
    expect(paths).toHaveLength(3);
    const { driver, executor } = asPodTemplates({ executor: {}, ...spec } as SparkApplicationSpec);
    const sent = secretsOf({ driver, executor }, "spec");
    expect(sent).toHaveLength(3);
    expect(butPlainText(sent, { [plainTextAnnotation]: paths.join() })).toEqual([]);
  });

  test("is told otherwise, with the way to say so", () => {
    expect(withPlainText(found).map(sentence)).toEqual([
      expect.stringMatching(
        /^spec\.arguments\[1\] holds a secret .* annotation spark-workshop\/plain-text\.$/,
      ),
    ]);
  });

  test("is told as well when the path leads to something else", () => {
    expect(withPlainText(found, { [plainTextAnnotation]: "spec.arguments[0]" }).map(sentence)).toEqual([
      expect.stringMatching(/^spec\.arguments\[1\] holds a secret/),
      'metadata.annotations["spark-workshop/plain-text"] ("spec.arguments[0]") is not the path of a value that looks like a secret. Remove it.',
    ]);
  });
});
