import { sentence } from "../../../../components/errors";
import { planApplication } from "../../../../components/spark/application/plan";
import { catalogPlan, type IcebergCatalog } from "../../../../components/spark/conf/iceberg-catalog";
import { s3aOfPods, s3aOfServer } from "../../../../components/storage/s3a";
import { platformFor } from "../../../support/platform";

const local = s3aOfServer("http://s3.storage:7070", "us-east-1");
const onAws = s3aOfPods("sa-east-1");
const plan = (catalog: IcebergCatalog, s3a = local) => catalogPlan(catalog, "s3a://lake", { s3a });

test("hadoop: the bucket is the catalog, by S3A", () => {
  expect(plan({ type: "hadoop" })).toEqual({
    conf: {
      "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
      "spark.sql.catalog.lake.type": "hadoop",
      "spark.sql.catalog.lake.warehouse": "s3a://lake/iceberg",
    },
    env: {},
    s3FileIo: false,
    problems: [],
  });
});

test("rest: the server by its URL, files by S3FileIO, the credential by reference", () => {
  const credential = { secret: "catalog", key: "credential" };
  const { conf, env, s3FileIo } = plan({
    type: "rest",
    uri: "http://catalog:8181",
    name: "prod",
    credential,
  });
  expect(conf).toEqual({
    "spark.sql.catalog.prod": "org.apache.iceberg.spark.SparkCatalog",
    "spark.sql.catalog.prod.type": "rest",
    "spark.sql.catalog.prod.uri": "http://catalog:8181",
    "spark.sql.catalog.prod.credential": "env:ICEBERG_CREDENTIAL",
    "spark.sql.catalog.prod.io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
    "spark.sql.catalog.prod.client.region": "us-east-1",
    "spark.sql.catalog.prod.s3.endpoint": "http://s3.storage:7070",
    "spark.sql.catalog.prod.s3.path-style-access": "true",
  });
  expect(env).toEqual({ ICEBERG_CREDENTIAL: credential });
  expect(s3FileIo).toBe(true);
});

test("glue: the account's catalog, with S3 of the region", () => {
  expect(plan({ type: "glue", accountId: "123456789012" }, onAws)).toMatchObject({
    conf: {
      "spark.sql.catalog.lake.type": "glue",
      "spark.sql.catalog.lake.glue.id": "123456789012",
      "spark.sql.catalog.lake.warehouse": "s3a://lake/iceberg",
      "spark.sql.catalog.lake.client.region": "sa-east-1",
    },
    problems: [],
  });
});

test("glue of the pods' own account names none", () => {
  const { conf } = plan({ type: "glue" }, onAws);
  expect(conf).not.toHaveProperty(["spark.sql.catalog.lake.glue.id"]);
});

test("rest: a token by reference; a server without credentials has no environment", () => {
  const token = { secret: "catalog", key: "token" };
  const { conf, env } = plan({ type: "rest", uri: "https://catalog", token });
  expect(conf["spark.sql.catalog.lake.token"]).toBe("env:ICEBERG_TOKEN");
  expect(env).toEqual({ ICEBERG_TOKEN: token });
  expect(plan({ type: "rest", uri: "https://catalog" })).toMatchObject({ env: {}, problems: [] });
});

test("jdbc: the user is a property, the password a file", () => {
  const passwordFile = { secret: "db", key: "line" };
  const uri = "jdbc:postgresql://db/iceberg";
  const { conf, file, problems } = plan({ type: "jdbc", uri, user: "iceberg", passwordFile });
  expect(conf).toMatchObject({
    "spark.sql.catalog.lake.type": "jdbc",
    "spark.sql.catalog.lake.uri": uri,
    "spark.sql.catalog.lake.jdbc.user": "iceberg",
    "spark.sql.catalog.lake.warehouse": "s3a://lake/iceberg",
  });
  expect(file).toEqual({ ...passwordFile, path: "/opt/spark/catalog/pgpass" });
  expect(problems).toEqual([]);
});

test("a warehouse and properties of one's own come before the workshop's", () => {
  const warehouse = "s3a://landing/tables";
  const of = (catalog: IcebergCatalog) => plan(catalog).conf;
  expect(of({ type: "hadoop", warehouse })["spark.sql.catalog.lake.warehouse"]).toBe(warehouse);
  const rest = {
    type: "rest",
    uri: "http://catalog",
    warehouse,
    properties: { "s3.endpoint": "x" },
  } as const;
  expect(of(rest)).toMatchObject({
    "spark.sql.catalog.lake.warehouse": warehouse,
    "spark.sql.catalog.lake.s3.endpoint": "x",
  });
});

test.each([
  ["lake", true],
  ["_lake_2", true],
  ["2lake", false],
  ["my lake", false],
  ["", false],
])("the catalog's name %p is one in SQL: %p", (name, valid) => {
  expect(plan({ type: "hadoop", name }).problems.map(({ path }) => path)).toEqual(
    valid ? [] : ["catalog.name"],
  );
});

test("glue: where the stack names no database, the job is refused and not left to AccessDenied", () => {
  const problems = (glueDatabases?: readonly string[]) =>
    catalogPlan({ type: "glue" }, "s3a://lake", {
      s3a: onAws,
      ...(glueDatabases ? { glueDatabases } : {}),
    }).problems.map(sentence);
  expect(problems([])).toEqual([expect.stringMatching(/role may use none\. Name .* eks\.glueDatabases/)]);
  expect(problems(["sales"])).toEqual([]);
  expect(problems()).toEqual([]);
});

test.each<[string, IcebergCatalog, string]>([
  ["Glue without AWS", { type: "glue" }, 'catalog.type ("glue") needs pods with a role of an AWS account'],
  [
    "a REST catalog without a URL",
    { type: "rest", uri: "catalog:8181" },
    'catalog.uri ("catalog:8181") is not a valid URL',
  ],
  [
    "a REST catalog whose URL begins with something else",
    { type: "rest", uri: "jdbc:http://catalog:8181" },
    'catalog.uri ("jdbc:http://catalog:8181") is not a valid URL',
  ],
  [
    "a name that SQL does not take",
    { type: "hadoop", name: "my-lake" },
    'catalog.name ("my-lake") is not a valid name in SQL',
  ],
])("%s is refused", (_, catalog, text) => {
  expect(plan(catalog).problems.map(sentence)).toEqual([expect.stringContaining(text)]);
});

test("another database is refused, and its password is not repeated", () => {
  const passwordFile = { secret: "db", key: "pgpass" };
  const { problems } = plan({ type: "jdbc", uri: "jdbc:mysql://u:hunter2@db/x", user: "u", passwordFile });
  expect(problems.map(sentence).join()).toMatch(
    /is not a database whose driver reads its password from a file/,
  );
  expect(problems).toMatchObject([{ path: "catalog.uri", value: "jdbc:mysql://…@db/x" }]);
});

describe("in a job", () => {
  const { platform, namespace } = platformFor();
  const main = { type: "Python", file: "s3a://lake/job.py" } as const;
  const of = (args: object) => planApplication("job", { platform, namespace, main, ...args }, "job").spec;

  test("a catalog brings Iceberg, and the AWS bundle where S3FileIO is its way", () => {
    const { sparkConf, driver, executor } = of({
      catalog: { type: "rest", uri: "http://catalog:8181", credential: { secret: "c", key: "k" } },
    });
    expect(sparkConf).toMatchObject({
      "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
      "spark.driver.extraClassPath": "/opt/spark/formats/iceberg/*:/opt/spark/formats/iceberg-aws/*",
    });
    const variable = { name: "ICEBERG_CREDENTIAL", valueFrom: { secretKeyRef: { name: "c", key: "k" } } };
    expect(driver.env).toContainEqual(variable);
    expect(executor.env).toContainEqual(variable);
  });

  test("a database's password is a file of a Secret that PostgreSQL's driver reads", () => {
    const { volumes, driver, executor } = of({
      catalog: {
        type: "jdbc",
        uri: "jdbc:postgresql://db/iceberg",
        user: "iceberg",
        passwordFile: { secret: "db", key: "line" },
      },
    });
    expect(volumes).toContainEqual({
      name: "secret-file",
      secret: { secretName: "db", items: [{ key: "line", path: "pgpass", mode: 0o600 }] },
    });
    for (const pod of [driver, executor]) {
      expect(pod.volumeMounts).toContainEqual({
        name: "secret-file",
        mountPath: "/opt/spark/catalog",
        readOnly: true,
      });
      expect(pod.env).toContainEqual({ name: "PGPASSFILE", value: "/opt/spark/catalog/pgpass" });
    }
  });

  test("another committer beside a catalog is refused", () => {
    expect(() => of({ committer: "delta", catalog: { type: "hadoop" } })).toThrow(
      'committer ("delta") stands beside a catalog',
    );
  });
});
