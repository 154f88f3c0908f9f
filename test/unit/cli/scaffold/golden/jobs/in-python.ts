import { defineJob, SparkApplication } from "../../../../../../components/index";

/** Flights by airline. Change what it reads, computes and writes. */
export default defineJob(({ platform, namespace, data, zone }) => {
  const { lake } = platform.storage.buckets;
  return new SparkApplication(
    "in-python",
    {
      platform,
      namespace,
      zone,
      python: "apps/in-python/in_python.py",
      arguments: ["--input", `${data.uri}/flights.csv`, "--output", `${lake.uri}/in-python`],
    },
    { dependsOn: [data] },
  );
});
