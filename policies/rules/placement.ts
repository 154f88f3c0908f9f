import { nodeLabels } from "../../components/cluster/node-group";
import { always, bindingBeyondDev, type ResourceRule } from "../rule";
import { allowed, askJobs } from "../spark";

export const driversOnDemand: ResourceRule = {
  about: "resource",
  name: "drivers-on-demand",
  description: "The driver of a Spark job runs on an on-demand node, and requires it.",
  reason:
    "A spot interruption that takes the driver takes the whole job; one that takes an executor costs some work again. A preference that gives way is found out on the night it matters.",
  level: bindingBeyondDev,
  check: (resource) =>
    askJobs([resource], (job) => {
      const types = allowed(job, "driver", nodeLabels.capacityType);
      if (types?.size === 1 && types.has("on-demand")) return [];
      const found = types === undefined ? "on any node" : `on ${[...types].join(" or ") || "no node at all"}`;
      return [
        `The driver of ${job.label} may run ${found}. Require ${nodeLabels.capacityType} In [on-demand] in ${job.pathOf(`${job.at}.driver.affinity`)}.`,
      ];
    }),
};

export const executorsMayBeSpot: ResourceRule = {
  about: "resource",
  name: "executors-may-be-spot",
  description: "The executors of a Spark job may run on spot nodes.",
  reason:
    "Spark works a lost executor's tasks again, so executors are what spot prices are for: 60 to 90 % less than on-demand. A job that keeps them from it should say why.",
  level: always("advisory"),
  check: (resource) =>
    askJobs([resource], (job) => {
      const types = allowed(job, "executor", nodeLabels.capacityType);
      if (types === undefined || types.has("spot")) return [];
      return [
        `The executors of ${job.label} are kept to ${[...types].join(", ")} nodes. Allow spot in ${job.pathOf(`${job.at}.executor.affinity`)}.`,
      ];
    }),
};

export const oneZonePerJob: ResourceRule = {
  about: "resource",
  name: "one-zone-per-job",
  description: "Driver and executors of a Spark job run in one availability zone.",
  reason:
    "Shuffle traffic between zones costs 0.01 USD a GB in each direction and milliseconds a round trip: https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer_within_the_same_AWS_Region",
  level: bindingBeyondDev,
  check: (resource) =>
    askJobs([resource], (job) => {
      const driver = allowed(job, "driver", nodeLabels.zone);
      const executor = allowed(job, "executor", nodeLabels.zone);
      const [zone] = driver ?? [];
      if (driver?.size === 1 && executor?.size === 1 && zone !== undefined && executor.has(zone)) return [];
      const say = (zones: ReadonlySet<string> | undefined) =>
        zones ? [...zones].join(", ") || "none" : "any";
      return [
        `${job.label} may span zones (driver: ${say(driver)}; executors: ${say(executor)}). Require one and the same ${nodeLabels.zone} in ${job.pathOf(`${job.at}.driver.affinity`)} and ${job.pathOf(`${job.at}.executor.affinity`)}.`,
      ];
    }),
};
