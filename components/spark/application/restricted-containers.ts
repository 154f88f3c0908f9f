import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { isSparkContainer, podContextOf, type SecurityContext } from "../rules/pod-containers";
import type { Role } from "../scheduling/placement";
import { restricted } from "./spec";

/**
 * What the standard asks of a container, and the user of Spark's images: an image that names its user, as Apache's does, is refused
 * by the kubelet unless the pod says the number. A root file system that cannot be written is the workshop's own wish, for pods whose
 * volumes it knows.
 */
const { readOnlyRootFilesystem: _, ...podSecurityRestricted } = restricted;

const roles: readonly Role[] = ["driver", "executor"];

/**
 * Gives the sidecars, init containers and further containers of pod templates that say nothing of it the restricted context. What they
 * say is kept.
 */
export function withRestrictedContainers(spec: SparkApplicationSpec): SparkApplicationSpec {
  return roles.reduce((done, role) => withContainers(done, role, false), spec);
}

/** {@link withRestrictedContainers}, and the same for Spark's own containers and their pods' group. */
export function withRestrictedPods(spec: SparkApplicationSpec): SparkApplicationSpec {
  return roles.reduce((done, role) => withContainers(done, role, true), spec);
}

function withContainers(spec: SparkApplicationSpec, role: Role, own: boolean): SparkApplicationSpec {
  const pod = spec[role];
  const context = podContextOf(spec, role);
  const fill = <C extends object>(container: C): C => ({
    ...container,
    securityContext: filled((container as { securityContext?: SecurityContext }).securityContext, context),
  });
  const template = pod.template?.spec;
  const containers = template?.containers ?? [];
  const inTemplate = pod.securityContext === undefined && containers.length > 0;
  return {
    ...spec,
    [role]: {
      ...pod,
      ...(own && !inTemplate ? { securityContext: filled(pod.securityContext, context) } : {}),
      ...(own && podContextOf(spec, role) === undefined ? { podSecurityContext: { fsGroup: 185 } } : {}),
      ...(pod.sidecars ? { sidecars: pod.sidecars.map(fill) } : {}),
      ...(pod.initContainers ? { initContainers: pod.initContainers.map(fill) } : {}),
      ...(template
        ? {
            template: {
              ...pod.template,
              spec: {
                ...template,
                ...(template.containers
                  ? {
                      containers: containers.map((container, i) =>
                        isSparkContainer(containers, i, role) && !(own && inTemplate)
                          ? container
                          : fill(container),
                      ),
                    }
                  : {}),
                ...(template.initContainers ? { initContainers: template.initContainers.map(fill) } : {}),
              },
            },
          }
        : {}),
    },
  };
}

/** A context with what it is silent about; what the pod's says holds for its containers. */
function filled(own: SecurityContext | undefined, pod: SecurityContext | undefined): SecurityContext {
  const { runAsUser, runAsNonRoot, seccompProfile, ...rest } = podSecurityRestricted;
  return {
    ...(pod?.runAsUser === undefined ? { runAsUser } : {}),
    ...(pod?.runAsNonRoot === undefined ? { runAsNonRoot } : {}),
    ...(pod?.seccompProfile === undefined ? { seccompProfile } : {}),
    ...rest,
    ...own,
    capabilities: { ...podSecurityRestricted.capabilities, ...own?.capabilities },
  };
}
