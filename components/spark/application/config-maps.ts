import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { JobNamespace } from "../job-namespace";
import type { SparkPlatform } from "../platform";
import type { JobArgs } from "./args";
import type { LatePlan } from "./late-texts";
import { configMapObject, type PlannedConfigMap } from "./planned-config-maps";

/** What the components of applications have in common. */
export interface JobContext {
  readonly platform: SparkPlatform;
  readonly namespace: JobNamespace;
}

/**
 * Creates the ConfigMaps of a job.
 *
 * @param fill puts what is not known yet into their names and their content.
 * @returns everything that must exist before the job is sent, they included.
 */
export function createJobConfigMaps(
  name: string,
  { platform, namespace }: JobContext,
  configMaps: readonly PlannedConfigMap[],
  parent: pulumi.Resource,
  fill: LatePlan<unknown>["fill"],
): pulumi.Resource[] {
  const own = configMaps.map((planned) => {
    const { apiVersion: _, kind: _kind, ...fields } = configMapObject(planned, namespace.namespace);
    return new k8s.core.v1.ConfigMap(`${name}-${planned.part}`, fill(fields), {
      parent,
      dependsOn: [namespace],
    });
  });
  return [
    ...own,
    namespace,
    ...platform.operator.ready,
    ...platform.storage.ready,
    ...platform.image.ready,
    ...namespace.access.ready,
  ];
}

/** The metadata of an application that is written as arguments; the namespace is the component's to add. */
export function ownMetadata(
  name: string,
  { labels, annotations }: Pick<JobArgs, "labels" | "annotations">,
): { name: string; labels?: Record<string, string>; annotations?: Record<string, string> } {
  return {
    name,
    ...(labels ? { labels: { ...labels } } : {}),
    ...(annotations ? { annotations: { ...annotations } } : {}),
  };
}
