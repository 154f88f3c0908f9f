import {
  bucketsProblems,
  cidrProblems,
  clusterAccessProblems,
  eksProblems,
  nodeGroupOf,
  partitionOf,
  zoneProblems,
} from "../components/facts";
import type { Problem } from "../components/problems";
import { bucketNames } from "./bucket-names";
import type { StackConfig } from "./config";
import { eksSettingsProblems, poolsOf } from "./eks-config";
import { isRendering } from "./rendering";

/** Stands for the account's number, which is not asked for yet: all have twelve digits. */
export const anyAccount = "000000000000";

/** What is wrong with settings that name zones, once those of the stack are known. */
export function zoneProblemsIn(config: StackConfig, region: string, zones: readonly string[]): Problem[] {
  const eks = { ...config.eks, zones: [...zones] };
  const groups = poolsOf(eks, region).map(nodeGroupOf);
  return [...eksSettingsProblems(eks, region), ...zoneProblems(config.zone || undefined, groups)];
}

/**
 * What is wrong with the AWS stack's configuration, as far as no account need be asked. The components refuse the same by
 * themselves, but each of them only when others have been registered.
 */
export function awsProblems(config: StackConfig, region: string): Problem[] {
  const { eks, clusterName, kubernetesVersion } = config;
  const { network, systemNodes, publicAccess } = eks;
  const cluster = eksProblems({
    name: clusterName,
    kubernetesVersion,
    systemNodes,
    architecture: eks.architecture,
    publicAccess,
    callersInside: network.existing?.callersInside,
    tunnelPort: eks.tunnelPort,
    onlyShown: isRendering(),
  });
  return [
    ...eksSettingsProblems(eks, region),
    ...(network.existing ? [] : cidrProblems("eks.network", network.cidr, network.avoid)),
    ...cluster.map((problem) => ({
      ...problem,
      path: problem.path.replace(/^(systemNodes|publicAccess)/, "eks.$1"),
    })),
    ...clusterAccessProblems("eks.access", eks.access, partitionOf(region)),
    ...bucketsProblems(bucketNames(config.buckets, anyAccount)),
  ];
}
