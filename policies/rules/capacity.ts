import { sentence } from "../../components/errors";
import { unplaceable } from "../../components/spark/rules/nodes";
import { declaredGroups } from "../node-groups";
import { bindingBeyondDev, type StackRule } from "../rule";
import { askJobs } from "../spark";

export const requestsWithinAllocatable: StackRule = {
  about: "stack",
  name: "requests-within-allocatable",
  description: "Drivers and executors ask for no more than a node of their pools can give.",
  reason:
    "A pod larger than every node stays pending for ever, and no error says so: the job just never starts. An instance's allocatable is less than its size; 4 vCPUs allocate 3,920m.",
  level: bindingBeyondDev,
  check: (resources) => {
    const groups = declaredGroups(resources);
    return askJobs(resources, (job) =>
      (["driver", "executor"] as const).flatMap((role) =>
        unplaceable({ spec: job.spec, at: job.at, groups }, role).map((problem) => ({
          urn: job.urn,
          message: `${job.label}: ${sentence({ ...problem, path: job.pathOf(problem.path) })}`,
        })),
      ),
    );
  },
};
