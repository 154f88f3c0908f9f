import { defineJob, SparkApplication } from "../../../../../../components/index";

/** Flights by airline. The jar must be in the bucket first: apps/in-scala/InScala.scala says how. */
export default defineJob(({ platform, namespace, data, zone }) => {
  const { landing, lake } = platform.storage.buckets;
  return new SparkApplication(
    "in-scala",
    {
      platform,
      namespace,
      zone,
      main: {
        type: "Scala",
        mainClass: "InScala",
        file: `${landing.uri}/jars/in-scala.jar`,
      },
      arguments: [`${data.uri}/flights.csv`, `${lake.uri}/in-scala`],
    },
    { dependsOn: [data] },
  );
});
