import { controllerPolicyNames, interruptionEvents, karpenterNames } from "../../aws/karpenter-names";
import { longestOf, type MadeName } from "../../aws/names";
import type { Problem } from "../../errors";
import { karpenterProblems } from "../../versions/compatibility";
import { supportProblems } from "../../versions/support";
import { minor, versions } from "../../versions/versions";
import type { EksClusterArgs } from "./args";
import { cniRole } from "./cni-pods";
import { publicAccessProblems } from "./public-access";
import { systemNodesProblems, systemNodesRole } from "./system-nodes";
import { ebsRole } from "./volumes";

/** Who may reach the API server unless somebody says otherwise: AWS' own default. */
export const defaultPublicAccess: readonly string[] = ["0.0.0.0/0"];

/** @see "Nodes per managed node group" in "Amazon EKS service quotas" of EKS' user guide */
const mostNodes = 450;

/** Names that are made of the cluster's, of which the longest decides how long that may be. */
export function namesMadeOf(clusterName: string): MadeName[] {
  const karpenter = karpenterNames(clusterName);
  return [
    { kind: "cluster", name: clusterName },
    { kind: "role", name: systemNodesRole(clusterName) },
    { kind: "role", name: ebsRole(clusterName) },
    { kind: "role", name: cniRole(clusterName) },
    { kind: "role", name: karpenter.nodeRole },
    { kind: "role", name: karpenter.controllerRole },
    { kind: "queue", name: karpenter.queue },
    ...controllerPolicyNames.map((part) => ({ kind: "policy" as const, name: karpenter.policy(part) })),
    ...interruptionEvents.map((event) => ({ kind: "rule" as const, name: karpenter.rule(event.name) })),
  ];
}

const longestName = longestOf(namesMadeOf);

/**
 * What is wrong with the arguments of an EKS cluster.
 *
 * @param today by which EKS' support of a Kubernetes is judged.
 */
export function eksProblems(
  args: Omit<EksClusterArgs, "account" | "network" | "aws" | "cli">,
  today = new Date(),
): Problem[] {
  const problems: Problem[] = [];
  const check = (holds: boolean, path: string, value: unknown, reason: string, cure: string): void => {
    if (!holds) problems.push({ path, value, reason, cure });
  };
  check(
    new RegExp(`^[a-z][a-z0-9-]{0,${longestName - 2}}[a-z0-9]$`).test(args.name),
    "clusterName",
    args.name,
    `is not a valid name of 2 to ${longestName} lower-case letters, digits and hyphens that begins with a letter`,
    "Choose another: Karpenter's rules and the roles are called after it.",
  );
  check(
    /^1\.\d+(\.\d+)?$/.test(args.kubernetesVersion),
    "kubernetesVersion",
    args.kubernetesVersion,
    "is not a valid Kubernetes version",
    `Use ${versions.kubernetes}.`,
  );
  problems.push(...karpenterProblems("kubernetesVersion", args.kubernetesVersion, versions.karpenter));
  problems.push(...supportProblems("kubernetesVersion", args.kubernetesVersion, today));
  const pinned = minor(versions.kubernetes);
  check(
    minor(args.kubernetesVersion) === pinned,
    "kubernetesVersion",
    args.kubernetesVersion,
    `has no addon versions in versions.json, which pins those of ${pinned}`,
    `Use ${pinned}, or change kubernetes and eks in versions.json together.`,
  );
  const { count = 2 } = args.systemNodes ?? {};
  check(
    Number.isInteger(count) && count >= 2,
    "systemNodes.count",
    count,
    "is fewer than the two nodes that Karpenter's replicas want",
    "Use 2 or more.",
  );
  check(
    !(count > mostNodes),
    "systemNodes.count",
    count,
    `is more than the ${mostNodes} nodes that a managed node group has`,
    `Use ${mostNodes} or fewer.`,
  );
  problems.push(...systemNodesProblems("systemNodes", args.systemNodes, args.architecture));
  problems.push(...publicAccessProblems("publicAccess", args.publicAccess ?? defaultPublicAccess, args));
  return problems;
}
