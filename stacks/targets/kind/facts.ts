import type { TargetFacts } from "../facts";

/** A kind cluster: containers on this machine. */
export const kind: TargetFacts = {
  keys: [
    "clusterName",
    "kubernetesVersion",
    "karpenter",
    "instanceTypes",
    "limits",
    "workers",
    "ports",
    "imageRegistry",
    "mirrors",
    "caBundle",
  ],
  onThisMachine: true,
  workshopPlugins: true,
  cost: "none, it runs on your own machine",
};
