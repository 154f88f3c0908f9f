import {
  bucketsProblems,
  existingClusterProblems,
  existingNodeGroups,
  versions,
  zoneProblems,
} from "../../../components/facts";
import { sparkOperatorCharts } from "../../../components/index";
import { existingClusterOf, existingStack, preflightExistingStack } from "../../existing";
import type { TargetProgram } from "../program";

/** The stack on a cluster that is there already. */
export const program: TargetProgram = {
  problems(config) {
    const cluster = existingClusterOf(config);
    return [
      ...existingClusterProblems(cluster),
      ...bucketsProblems(config.buckets),
      ...(existingClusterProblems(cluster).length === 0
        ? zoneProblems(config.zone || undefined, existingNodeGroups(cluster))
        : []),
    ];
  },

  async trial(config) {
    const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
    // Which cluster it is decides about nothing that jobs ask for, and has no default.
    const existing = { ...config.existing, context: config.existing.context || "any" };
    return () => existingStack({ ...config, existing }, { charts, kubeconfig: "{}" });
  },

  declare: async (config) => existingStack(config, await preflightExistingStack(config)),
};
