import type { Problem } from "../../errors";
import { registryProblems } from "../../images/registry-name";
import type { Resources } from "../../sizing/resources";
import { isLabelValue, isObjectName } from "../../units/kubernetes-names";

/** A cluster that is there already: minikube, k3s, Docker Desktop, AKS, GKE or any other that is conformant. */
export interface ExistingClusterArgs {
  /** Context of the kubeconfig that leads to it. */
  readonly context: string;
  /** What pods can use on the smallest of its nodes that are to run jobs. */
  readonly allocatable: Resources;
  /**
   * Whether its nodes carry `karpenter.sh/capacity-type` and `topology.kubernetes.io/zone`. Without them drivers and
   * executors run on any node, in any zone.
   *
   * @default false
   */
  readonly labelled?: boolean;
  /**
   * Zones with nodes of both capacity types, where nodes are labelled.
   *
   * @default none
   */
  readonly zones?: readonly string[];
  /**
   * Host at which NodePorts of the cluster answer this machine: `localhost` for Docker Desktop and k3s, else a node's
   * address, such as what `minikube ip` prints.
   *
   * @default "localhost"
   */
  readonly address?: string;
  /**
   * Registry that the cluster pulls from and this machine may push to, such as `ghcr.io/your-name`. Without one, images
   * must be on the nodes already: `minikube image load`, `kind load docker-image`, `k3s ctr images import`.
   *
   * @default none
   */
  readonly registry?: string;
}

/** Everything wrong with the arguments that can be seen without asking the cluster. */
export function existingProblems(args: ExistingClusterArgs): Problem[] {
  const problems: Problem[] = [];
  if (args.context === "") {
    problems.push({
      path: "existing.context",
      reason: "is missing",
      cure: "Name the kubeconfig context of your cluster; kubectl config get-contexts lists them.",
    });
  }
  if (args.labelled && (args.zones ?? []).length === 0) {
    problems.push({
      path: "existing.zones",
      value: args.zones,
      reason: "names no zone, though nodes are said to be labelled",
      cure: "Name the zones that have nodes of both capacity types, or set labelled: false.",
    });
  }
  if (!args.labelled && (args.zones ?? []).length > 0) {
    problems.push({
      path: "existing.zones",
      value: args.zones,
      reason: "names zones that no pod can require, since nodes are not labelled",
      cure: "Set labelled: true, or leave zones out.",
    });
  }
  for (const [i, zone] of (args.zones ?? []).entries()) {
    const path = `existing.zones[${i}]`;
    if (!isLabelValue(zone)) {
      const cure = "Write it as the label topology.kubernetes.io/zone of the nodes says it.";
      problems.push({ path, value: zone, reason: "is not a valid value of a label", cure });
    } else if (args.zones?.indexOf(zone) !== i) {
      problems.push({ path, value: zone, reason: "is there twice", cure: "Name each zone once." });
    }
  }
  // Nobody resolves names in upper case differently.
  if (args.address !== undefined && !isObjectName(args.address.toLowerCase())) {
    problems.push({
      path: "existing.address",
      value: args.address,
      reason: "is not a valid host",
      cure: "Give a name or an IPv4 address alone, without scheme and port.",
    });
  }
  problems.push(...registryProblems("existing.registry", args.registry));
  return problems;
}
