import type {
  PodTemplateSpec,
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { sparkContainers } from "../rules/webhook";
import type { Role } from "../scheduling/placement";

/**
 * A server with what its view as an application says of its pods: placement, account and security context stand in the pod templates,
 * since no webhook changes the pods of a server.
 *
 * @param application {@link connectAsApplication} of the server, placed.
 */
export function withTemplates(spec: SparkConnectSpec, application: SparkApplicationSpec): SparkConnectSpec {
  return {
    ...spec,
    server: { ...spec.server, template: templateOf(application.driver, "driver") },
    executor: { ...spec.executor, template: templateOf(application.executor, "executor") },
  };
}

type Pod = Pick<
  SparkApplicationSpecDriver,
  "affinity" | "podSecurityContext" | "securityContext" | "serviceAccount" | "template" | "tolerations"
>;

function templateOf(pod: Pod, role: Role): PodTemplateSpec {
  const { affinity, podSecurityContext, securityContext, serviceAccount, template, tolerations = [] } = pod;
  const { containers, serviceAccount: _old, ...given } = template?.spec ?? { containers: [] };
  return {
    ...template,
    spec: {
      ...given,
      ...(affinity ? { affinity } : {}),
      ...(tolerations.length > 0 ? { tolerations: [...(given.tolerations ?? []), ...tolerations] } : {}),
      ...(serviceAccount ? { serviceAccountName: serviceAccount } : {}),
      ...(podSecurityContext ? { securityContext: podSecurityContext } : {}),
      containers:
        containers.length > 0
          ? containers
          : [{ name: sparkContainers[role], ...(securityContext ? { securityContext } : {}) }],
    },
  } as PodTemplateSpec;
}
