import { dependencies } from "../../components/spark/rules/dependencies";
import { bindingBeyondDev, type ResourceRule } from "../rule";
import { askJobs } from "../spark";

export const codeOverTls: ResourceRule = {
  about: "resource",
  name: "code-over-tls",
  description: "A Spark job's code and what it depends on are not fetched over plain HTTP.",
  reason:
    "Whoever stands between the driver and the server puts code of their own in its place, and it runs with the job's rights.",
  level: bindingBeyondDev,
  check: (resource) =>
    askJobs([resource], (job) => {
      const fetched = [
        { path: `${job.at}.mainApplicationFile`, value: job.spec.mainApplicationFile },
        ...dependencies(job),
      ];
      return fetched
        .filter(({ value }) => /^http:/i.test(value))
        .map(
          ({ path, value }) =>
            `${job.label}: ${job.pathOf(path)} is ${JSON.stringify(value)}. Use https://, s3a:// or local://.`,
        );
    }),
};
