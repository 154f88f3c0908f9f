import type { JobCommands } from "../components/spark/application/kubectl-commands";
import { SparkApplication } from "../components/spark/application/spark-application";
import type { JobNamespace } from "../components/spark/job-namespace";
import type { SparkPlatform } from "../components/spark/platform";
import type { Dataset } from "../components/storage/dataset";

/** What a person, or `./workshop`, needs to look at a job. */
export interface JobReport {
  readonly name: string;
  readonly namespace: string;
  /** Zone of driver and executors alike. */
  readonly zone: string;
  /** How its executors divide their nodes, in words. */
  readonly division?: string;
  /** Commands that show it: its UI while it runs, its logs. */
  readonly commands?: JobCommands;
  /** URI of the folder in which the job says what it found, as JSON lines. */
  readonly report: string;
}

/**
 * The workshop's job: flights out of New York in 2013, joined with weather, planes and airlines. The same on every stack.
 *
 * @param zone of the whole job. @default the first zone that has nodes for driver and executors
 */
export function flightsJob(
  platform: SparkPlatform,
  namespace: JobNamespace,
  data: Dataset,
  zone: string | undefined,
): JobReport {
  const { lake } = platform.storage.buckets;
  const output = `${lake.uri}/flights`;
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
  return {
    name: "flights",
    namespace: application.namespace,
    zone: application.zone,
    division: application.division,
    commands: application.commands,
    report: `${output}-report`,
  };
}
