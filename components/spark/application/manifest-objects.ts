import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../errors";
import type { OtherObject } from "./manifest";

/** Kinds that an application's file may bring along: they are of its namespace and hold nothing secret. */
const brought = {
  ConfigMap: k8s.core.v1.ConfigMap,
  PersistentVolumeClaim: k8s.core.v1.PersistentVolumeClaim,
  Role: k8s.rbac.v1.Role,
  RoleBinding: k8s.rbac.v1.RoleBinding,
  Secret: k8s.core.v1.Secret,
  Service: k8s.core.v1.Service,
  ServiceAccount: k8s.core.v1.ServiceAccount,
} as const;

type Brought = keyof typeof brought;

/** Whether a manifest's component makes an object of this kind. */
export function isBrought({ kind }: Pick<OtherObject, "kind">): boolean {
  return Object.hasOwn(brought, kind);
}

/** What is wrong with the objects beside an application: another namespace, and secrets in plain text. */
export function objectProblems(objects: readonly OtherObject[], namespace: string): Problem[] {
  return objects.filter(isBrought).flatMap((object): Problem[] => {
    const { kind, metadata } = object;
    const path = `${kind} ${metadata.name}`;
    const problems: Problem[] = [];
    if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
      const reason = "is not the job namespace that the application is given";
      const cure = `Remove it, or use ${namespace}.`;
      problems.push({ path: `${path}: metadata.namespace`, value: metadata.namespace, reason, cure });
    }
    const filled = ["data", "stringData"].filter((field) => Object.keys(Object(object[field])).length > 0);
    if (kind === "Secret" && filled.length > 0) {
      problems.push({
        path: `${path}: ${filled.join(", ")}`,
        reason: "holds a secret in plain text, which the file and its history keep",
        cure: "Set it with pulumi config set --secret, and make a k8s.core.v1.Secret of it.",
      });
    }
    return problems;
  });
}

/** Objects beside an application that nobody makes: those of the whole cluster, and of kinds that a job does not bring. */
export function objectWarnings(objects: readonly OtherObject[]): Problem[] {
  return objects
    .filter((object) => !isBrought(object))
    .map(({ kind, metadata }) => ({
      path: `${kind} ${metadata.name}`,
      reason: "stands beside the application in its file and is not made with it",
      cure: "Make it a resource of the stack if the job needs it.",
    }));
}

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
    const Kind = brought[kind as Brought] as new (
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
