import {
  bucketsProblems,
  kindNodeGroups,
  kindPools,
  kindProblems,
  nodeGroupOf,
  versions,
  withKindDefaults,
  zoneProblems,
} from "../../../components/facts";
import { type NodeGroup, sparkOperatorCharts } from "../../../components/index";
import type { Problem } from "../../../components/problems";
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
    const cluster = [...karpenterClashes(config), ...kindProblems(kindClusterOf(config)).map(inStackFile)];
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
    : [...kindNodeGroups(withKindDefaults(kindClusterOf(config)))];
}
