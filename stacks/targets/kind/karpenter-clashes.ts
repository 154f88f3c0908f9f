import { isDeepStrictEqual } from "node:util";
import { instanceOfferProblems, kindPools, poolProblems } from "../../../components/facts";
import type { Problem } from "../../../components/problems";
import { kindZones, type StackConfig, settings } from "../../config";

/** What is wrong with Karpenter's settings on kind. */
export function karpenterClashes(config: StackConfig): Problem[] {
  if (!config.karpenter) return launchedNodes.flatMap((key) => withoutKarpenter(config, key));
  const problems: Problem[] = [];
  if (isSet(config, "workers")) {
    problems.push({
      path: "workers",
      value: config.workers.map(({ name }) => name),
      reason: "are fixed nodes, and Karpenter launches nodes as jobs need them",
      cure: "Set karpenter: false, or leave workers out and set limits and instanceTypes.",
    });
  }
  const offers = instanceOfferProblems("instanceTypes", config.instanceTypes);
  problems.push(...offers);
  // Nothing useful can be said about the pools before their sizes are known.
  if (offers.length === 0) {
    const pools = kindPools(config.instanceTypes, kindZones, config.limits);
    for (const problem of poolProblems("pools", pools)) {
      problems.push({
        ...problem,
        // The pools are made from two keys; what can be wrong with them is theirs.
        path: problem.path.replace(/^pools\[(\d)\]\.limits/, (_, i) => `limits.${pools[i]?.name}`),
      });
    }
  }
  return problems;
}

/** Keys about nodes that Karpenter launches. */
const launchedNodes = ["instanceTypes", "limits"] as const;

function withoutKarpenter(config: StackConfig, key: (typeof launchedNodes)[number]): Problem[] {
  if (!isSet(config, key)) return [];
  return [
    {
      path: key,
      value: config[key],
      reason: "is about nodes that Karpenter launches, and karpenter is false",
      cure: "Leave it out: workers says what nodes there are.",
    },
  ];
}

function isSet(config: StackConfig, key: (typeof launchedNodes)[number] | "workers"): boolean {
  return !isDeepStrictEqual(config[key], settings[key].parse(undefined));
}
