import type { AwsAccount } from "../../aws/account";
import type { Statement } from "../../aws/policy";
import type { BucketUse } from "../object-storage";

/** What Iceberg's Glue catalog does with a database and its tables: a commit is an update of the table, on condition of its version. */
const actions = [
  "glue:CreateDatabase",
  "glue:GetDatabase",
  "glue:UpdateDatabase",
  "glue:DeleteDatabase",
  "glue:CreateTable",
  "glue:GetTable",
  "glue:GetTables",
  "glue:UpdateTable",
  "glue:DeleteTable",
] as const;

/**
 * The databases of AWS Glue that pods get: those of the stack where the whole lake is theirs to write; one called after the prefix where they are
 * confined to that; none where they only read.
 *
 * @param databases of the stack; without any nobody gets one.
 */
export function databasesOf(databases: readonly string[], uses: readonly BucketUse[]): readonly string[] {
  if (databases.length === 0) return [];
  return uses.flatMap(({ purpose, access, prefix }) => {
    if (purpose !== "lake" || access !== "write") return [];
    return prefix ? [prefix.replaceAll(/[^a-z0-9_]/g, "_")] : databases;
  });
}

/**
 * Leave to keep Iceberg's tables in databases of AWS Glue, in the account's catalog of the region.
 *
 * @see `GlueCatalog` of Iceberg 1.11.0 for the calls, and "Specifying AWS Glue resource ARNs" in Glue's developer guide: each call asks for
 * the catalog, the database and the table.
 */
export function glueStatements(
  { partition, region, accountId }: Pick<AwsAccount, "partition" | "region" | "accountId">,
  databases: readonly string[],
): Statement[] {
  if (databases.length === 0) return [];
  const arn = (resource: string) => `arn:${partition}:glue:${region}:${accountId}:${resource}`;
  return [
    {
      Sid: "GlueTables",
      Effect: "Allow",
      Action: [...actions],
      Resource: [
        arn("catalog"),
        // A database goes with what is in it, functions too.
        ...databases.flatMap((database) => [
          arn(`database/${database}`),
          arn(`table/${database}/*`),
          arn(`userDefinedFunction/${database}/*`),
        ]),
      ],
    },
  ];
}
