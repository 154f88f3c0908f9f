import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type BroughtKind, isBrought } from "../rules/brought-objects";
import type { OtherObject } from "./manifest";

/** The resource of each kind. */
const resources = {
  ConfigMap: k8s.core.v1.ConfigMap,
  PersistentVolumeClaim: k8s.core.v1.PersistentVolumeClaim,
  Role: k8s.rbac.v1.Role,
  RoleBinding: k8s.rbac.v1.RoleBinding,
  Secret: k8s.core.v1.Secret,
  Service: k8s.core.v1.Service,
  ServiceAccount: k8s.core.v1.ServiceAccount,
} as const satisfies Record<BroughtKind, unknown>;

/**
 * Makes the objects that stand beside an application in its file.
 *
 * @returns what the application must wait for.
 */
export function createManifestObjects(
  name: string,
  objects: readonly OtherObject[],
  namespace: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return objects.filter(isBrought).map(({ apiVersion: _, kind, metadata, ...fields }) => {
    const Kind = resources[kind as BroughtKind] as new (
      name: string,
      args: object,
      opts: pulumi.CustomResourceOptions,
    ) => pulumi.Resource;
    // A claim may wait for its first pod, which waits for this.
    const annotations =
      kind === "PersistentVolumeClaim"
        ? { annotations: { ...metadata.annotations, "pulumi.com/skipAwait": "true" } }
        : {};
    return new Kind(
      `${name}-${kind.toLowerCase()}-${metadata.name}`,
      { ...fields, metadata: { ...metadata, ...annotations, namespace } },
      opts,
    );
  });
}
