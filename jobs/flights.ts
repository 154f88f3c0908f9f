import { defineJob, SparkApplication } from "../components/index";

/** Flights out of New York in 2013, joined with weather, planes and airlines. The same on every stack. */
export default defineJob(({ platform, namespace, data, zone }) => {
  const output = `${platform.storage.buckets.lake.uri}/flights`;
  const application = new SparkApplication(
    "flights",
    {
      platform,
      namespace,
      zone,
      python: "apps/flights/flights.py",
      arguments: ["--input", data.uri, "--output", output],
    },
    { dependsOn: [data] },
  );
  return { application, report: `${output}-report` };
});
