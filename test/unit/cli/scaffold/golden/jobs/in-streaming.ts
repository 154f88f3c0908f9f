import { defineJob, SparkApplication } from "../../../../../../components/index";

/** Events as they arrive. The update submits the job and goes on; the operator restarts one that ends. */
export default defineJob(({ platform, namespace, zone }) => {
  const { landing, lake } = platform.storage.buckets;
  return new SparkApplication("in-streaming", {
    platform,
    namespace,
    zone,
    python: "apps/in-streaming/in_streaming.py",
    arguments: ["--input", `${landing.uri}/in-streaming`, "--output", `${lake.uri}/in-streaming`],
    run: "start",
    restartPolicy: { type: "Always" },
  });
});
