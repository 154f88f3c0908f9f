import type { Problem } from "../../errors";
import type { ObjectStorage } from "../../storage/object-storage";
import { s3FileIo } from "../../storage/s3a";

/** A key of a Secret in the job's namespace. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

interface CatalogBase {
  /**
   * Name of the catalog in SQL: `SELECT * FROM lake.sales.orders`.
   * @default "lake"
   */
  readonly name?: string;
  /**
   * Where tables lie.
   * @default the folder `iceberg` of the lake bucket; of a REST catalog, what its server says
   */
  readonly warehouse?: string;
  /**
   * More properties of the catalog, without `spark.sql.catalog.<name>.` before them.
   * @default none
   */
  readonly properties?: Readonly<Record<string, string>>;
}

/**
 * The catalog in which an Iceberg job finds its tables. `hadoop`: the bucket itself, for one writer at a time. `rest`: a server of
 * Iceberg's REST protocol. `glue`: AWS Glue, on EKS. `jdbc`: a database; its driver is a dependency of the job
 * (`deps.packages`). All but `hadoop` open files by Iceberg's S3FileIO and take many writers.
 *
 * @see https://iceberg.apache.org/docs/latest/spark-configuration/#catalogs
 * @example `catalog: { type: "rest", uri: "http://catalog.catalog:8181", credential: { secret: "catalog", key: "credential" } }`
 */
export type IcebergCatalog =
  | (CatalogBase & { readonly type: "hadoop" })
  | (CatalogBase & {
      readonly type: "rest";
      /** URL of the server. */
      readonly uri: string;
      /**
       * OAuth2 credential, `id:secret`, by reference.
       * @default none: the server asks for none
       */
      readonly credential?: SecretKey;
      /** A bearer token, by reference. @default none */
      readonly token?: SecretKey;
    })
  | (CatalogBase & {
      readonly type: "glue";
      /** The account whose catalog it is. @default the pods' own */
      readonly accountId?: string;
    })
  | (CatalogBase & {
      readonly type: "jdbc";
      /** URL of the database without a password: `jdbc:postgresql://catalog-db.catalog/iceberg`. */
      readonly uri: string;
      readonly user: string;
      /** A line of PostgreSQL's password file, `host:port:database:user:password`, by reference. */
      readonly passwordFile: SecretKey;
    });

/** What a catalog comes to. */
export interface CatalogPlan {
  readonly conf: Readonly<Record<`spark.${string}`, string>>;
  /** Environment of driver and executors, from Secrets. */
  readonly env: Readonly<Record<string, SecretKey>>;
  /** Whether Iceberg's own S3 client is needed. */
  readonly s3FileIo: boolean;
  /** A Secret that must be there as a file, with its path. */
  readonly file?: SecretKey & { readonly path: string };
  readonly problems: readonly Problem[];
}

/** What a catalog is planned for. */
export type CatalogStorage = Pick<ObjectStorage, "s3a" | "glueDatabases">;

/** Where PostgreSQL's password file is mounted; the driver's variable PGPASSFILE names it. */
const passwordFolder = "/opt/spark/catalog";

/**
 * Spark properties, environment and files of an Iceberg catalog.
 *
 * Credentials are never properties, which `kubectl get`, previews and the Spark UI show. Iceberg's REST catalog reads a property
 * that begins with `env:` from the environment; PostgreSQL's driver reads a password file.
 *
 * @param lake URI of the bucket that tables are in by default.
 * @param storage its Hadoop properties, and the databases of AWS Glue that its jobs may use.
 * @see EnvironmentUtil of Iceberg 1.11.0
 */
export function catalogPlan(catalog: IcebergCatalog, lake: string, storage: CatalogStorage): CatalogPlan {
  const { s3a } = storage;
  const own = catalog.type !== "hadoop";
  const warehouse = catalog.warehouse ?? (catalog.type === "rest" ? undefined : `${lake}/iceberg`);
  const secrets = catalog.type === "rest" ? restSecrets(catalog) : {};
  const properties: Record<string, string> = {
    type: catalog.type,
    ...(warehouse === undefined ? {} : { warehouse }),
    ...(own ? { "io-impl": "org.apache.iceberg.aws.s3.S3FileIO", ...s3FileIo(s3a) } : {}),
    ...("uri" in catalog ? { uri: catalog.uri } : {}),
    ...(catalog.type === "glue" && catalog.accountId ? { "glue.id": catalog.accountId } : {}),
    ...(catalog.type === "jdbc" ? { "jdbc.user": catalog.user } : {}),
    ...Object.fromEntries(
      Object.entries(secrets).map(([property, { variable }]) => [property, `env:${variable}`]),
    ),
    ...catalog.properties,
  };
  const prefix = `spark.sql.catalog.${catalog.name ?? "lake"}` as const;
  return {
    conf: {
      [prefix]: "org.apache.iceberg.spark.SparkCatalog",
      ...Object.fromEntries(Object.entries(properties).map(([key, value]) => [`${prefix}.${key}`, value])),
    },
    env: Object.fromEntries(Object.values(secrets).map(({ variable, from }) => [variable, from])),
    s3FileIo: own,
    ...(catalog.type === "jdbc"
      ? { file: { ...catalog.passwordFile, path: `${passwordFolder}/pgpass` } }
      : {}),
    problems: catalogProblems(catalog, storage),
  };
}

function restSecrets({
  credential,
  token,
}: Extract<IcebergCatalog, { type: "rest" }>): Record<string, { variable: string; from: SecretKey }> {
  return {
    ...(credential ? { credential: { variable: "ICEBERG_CREDENTIAL", from: credential } } : {}),
    ...(token ? { token: { variable: "ICEBERG_TOKEN", from: token } } : {}),
  };
}

function catalogProblems(catalog: IcebergCatalog, { s3a, glueDatabases }: CatalogStorage): Problem[] {
  const problems: Problem[] = [];
  if (catalog.name !== undefined && !/^[A-Za-z_]\w*$/.test(catalog.name)) {
    problems.push({
      path: "catalog.name",
      value: catalog.name,
      reason: "is not a valid name in SQL",
      cure: "Use letters, digits and '_', beginning with a letter.",
    });
  }
  if (catalog.type === "rest" && !/^https?:\/\//.test(catalog.uri)) {
    problems.push({
      path: "catalog.uri",
      value: catalog.uri,
      reason: "is not a valid URL of a REST catalog",
      cure: "Write it as http://host:8181 or https://host.",
    });
  }
  if (catalog.type === "jdbc" && !/^jdbc:postgresql:\/\//.test(catalog.uri)) {
    problems.push({
      path: "catalog.uri",
      value: catalog.uri.replace(/\/\/[^/]*@/, "//…@"),
      reason: "is not a database whose driver reads its password from a file",
      cure: "Use jdbc:postgresql://…, or a REST catalog in front of the database.",
    });
  }
  if (catalog.type === "glue" && s3a["fs.s3a.endpoint"] !== undefined) {
    problems.push({
      path: "catalog.type",
      value: "glue",
      reason: "needs pods with a role of an AWS account, which those of this stack do not have",
      cure: 'Use "hadoop" or "rest" here.',
    });
  } else if (catalog.type === "glue" && glueDatabases?.length === 0) {
    problems.push({
      path: "catalog.type",
      value: "glue",
      reason: "needs a database of AWS Glue, and the jobs' role may use none",
      cure: "Name the databases of your tables in eks.glueDatabases of the stack file.",
    });
  }
  return problems;
}
