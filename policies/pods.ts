import { at, list } from "./read";
import type { Subject } from "./rule";
import { askJobs } from "./spark";

/** Something of a resource with its path, for messages. */
export type Placed = readonly [path: string, value: unknown];

/** The pod specs of a resource: its own, those of what it makes, and the pod templates of a Spark job's roles. */
export function podsOf(resource: Subject): Placed[] {
  const { type, props } = resource;
  const roles = askJobs([resource], ({ spec, paths }) =>
    (["driver", "executor"] as const).map(
      (role): Placed => [`${paths[role]}.template.spec`, at(spec, role, "template", "spec")],
    ),
  );
  return [...workloadPods(type, props), ...roles].filter(([, pod]) => pod !== undefined);
}

/** The pods of Kubernetes' own kinds. */
export function workloadPods(type: string, props: Subject["props"]): Placed[] {
  if (type === "kubernetes:core/v1:Pod") return [["spec", at(props, "spec")]];
  if (/^kubernetes:(apps|batch)\/v1:(Deployment|StatefulSet|DaemonSet|Job|ReplicaSet)$/.test(type))
    return [["spec.template.spec", at(props, "spec", "template", "spec")]];
  if (type === "kubernetes:batch/v1:CronJob") {
    const path = ["spec", "jobTemplate", "spec", "template", "spec"];
    return [[path.join("."), at(props, ...path)]];
  }
  return [];
}

/**
 * The containers of all these pods, and those that a Spark job adds to its own in fields of the CRD. The roles themselves
 * are among them: their `image` and `env` are those of Spark's container.
 */
export function containersOf(resource: Subject): Placed[] {
  const inPods = podsOf(resource).flatMap(([path, pod]) => [
    ...named(`${path}.initContainers`, at(pod, "initContainers")),
    ...named(`${path}.containers`, at(pod, "containers")),
  ]);
  const inRoles = askJobs([resource], ({ spec, paths }) =>
    (["driver", "executor"] as const).flatMap((role): Placed[] => {
      const own = at(spec, role);
      return [
        [paths[role], own],
        ...named(`${paths[role]}.initContainers`, at(own, "initContainers")),
        ...named(`${paths[role]}.sidecars`, at(own, "sidecars")),
      ];
    }),
  );
  return [...inPods, ...inRoles];
}

function named(path: string, containers: unknown): Placed[] {
  return list(containers).map((container) => [`${path}.${String(at(container, "name"))}`, container]);
}
