import { sparkOperatorCharts } from "../../../components/charts/spark-operator-charts";
import { existingProblems } from "../../../components/cluster/existing/args";
import { existingNodeGroups } from "../../../components/cluster/existing/node-groups";
import { zoneProblems } from "../../../components/spark/scheduling/placement";
import { bucketsProblems } from "../../../components/storage/bucket-name";
import { versions } from "../../../components/versions/versions";
import { existingClusterOf, existingStack, preflightExistingStack } from "../../existing";
import type { TargetProgram } from "../program";

/** The stack on a cluster that is there already. */
export const program: TargetProgram = {
  problems(config) {
    const cluster = existingClusterOf(config);
    return [
      ...existingProblems(cluster),
      ...bucketsProblems(config.buckets),
      ...(existingProblems(cluster).length === 0
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
