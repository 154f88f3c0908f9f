import { readFileSync } from "node:fs";
import { defineJob, SparkApplication } from "../../../../../../components/index";

/** Flights by airline, in SQL. Change the statements. */
export default defineJob(({ platform, namespace, data, zone }) => {
  const { lake } = platform.storage.buckets;
  return new SparkApplication(
    "in-sql",
    {
      platform,
      namespace,
      zone,
      python: "apps/in-sql/in_sql.py",
      // In the job's ConfigMap: an edit of the statements runs the job again.
      settings: { STATEMENTS: readFileSync("apps/in-sql/in_sql.sql", "utf8") },
      arguments: ["--input", `${data.uri}/flights.csv`, "--output", `${lake.uri}/in-sql`],
    },
    { dependsOn: [data] },
  );
});
