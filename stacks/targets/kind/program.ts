import { sparkOperatorCharts } from "../../../components/charts/spark-operator-charts";
import { withDefaults } from "../../../components/cluster/kind/args";
import { nodeGroups } from "../../../components/cluster/kind/nodes";
import { argsProblems } from "../../../components/cluster/kind/validate";
import type { NodeGroup } from "../../../components/cluster/node-group";
import type { Problem } from "../../../components/errors";
import { kindPools } from "../../../components/karpenter/kind/pools";
import { nodeGroupOf } from "../../../components/karpenter/pool";
import { zoneProblems } from "../../../components/spark/scheduling/placement";
import { bucketsProblems } from "../../../components/storage/bucket-name";
import { versions } from "../../../components/versions/versions";
import { kindClusterOf, kindZones, type StackConfig } from "../../config";
import { kindStack, preflightKind } from "../../kind";
import type { TargetProgram } from "../program";
import { karpenterClashes } from "./karpenter-clashes";

/** What the stack file calls what the cluster has under another name. */
const keys: readonly [RegExp, string][] = [
  [/^name$/, "clusterName"],
  [/\bportMappings\[0\]\.hostPort$/, "ports.s3"],
  [/\bportMappings\[1\]\.hostPort$/, "ports.historyServer"],
];

/** The kind stack. */
export const program: TargetProgram = {
  problems(config) {
    const cluster = [...karpenterClashes(config), ...argsProblems(kindClusterOf(config)).map(inStackFile)];
    return [
      ...cluster,
      ...bucketsProblems(config.buckets),
      // Nothing useful can be said about the zone before the nodes are right.
      ...(cluster.length === 0 ? zoneProblems(config.zone || undefined, groupsOf(config)) : []),
    ];
  },

  async trial(config) {
    const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
    return () => kindStack(config, charts);
  },

  declare: async (config) => kindStack(config, await preflightKind(config)),
};

function inStackFile({ path, reason, ...rest }: Problem): Problem {
  const renamed = (text: string) => keys.reduce((said, [name, key]) => said.replace(name, key), text);
  return { ...rest, path: renamed(path), reason: renamed(reason) };
}

function groupsOf(config: StackConfig): NodeGroup[] {
  return config.karpenter
    ? kindPools(config.instanceTypes, kindZones, config.limits).map(nodeGroupOf)
    : [...nodeGroups(withDefaults(kindClusterOf(config)))];
}
