import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { systemPlacement } from "./system-nodes";

/** The cluster that an addon is of. */
export interface AddonHome {
  /** Name of the component that owns the cluster. */
  readonly resourceName: string;
  /** By name: the outputs of the remote component are known only when all of it is there. */
  readonly clusterName: string;
  readonly controlPlane: pulumi.Resource;
  readonly parent: pulumi.Resource;
}

/** An addon of EKS, of a pinned version. */
export interface PinnedAddon {
  readonly addonName: string;
  readonly addonVersion: string;
  /**
   * Values of its schema: `aws eks describe-addon-configuration`.
   * @default its own
   */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Puts an addon into a cluster. */
export function eksAddon(
  { resourceName, clusterName, controlPlane, parent }: AddonHome,
  { addonName, addonVersion, values }: PinnedAddon,
  dependsOn: pulumi.Resource[],
): aws.eks.Addon {
  return new aws.eks.Addon(
    `${resourceName}-${addonName}`,
    {
      clusterName,
      addonName,
      addonVersion,
      ...(values ? { configurationValues: JSON.stringify(values) } : {}),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    },
    // Removed one by one they would take a minute each, and the cluster takes them along.
    { parent, dependsOn, deletedWith: controlPlane },
  );
}

/** Values of an addon's Deployment by which it runs on the system nodes. */
export const onSystemNodes = {
  nodeSelector: systemPlacement.nodeSelector,
  tolerations: systemPlacement.tolerations,
} as const;
