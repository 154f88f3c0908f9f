import type {
  PodTemplateSpec,
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkApplicationSpecExecutor,
} from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { sparkContainers } from "../rules/webhook";
import { specNeeds, webhookFields } from "../rules/webhook-fields";
import type { Role } from "../scheduling/placement";
import { mergeSpec } from "./merge-spec";

type Pod = SparkApplicationSpecDriver & SparkApplicationSpecExecutor;

/**
 * The same application without anything for the operator's webhook to do: what it would put into pods stands in their
 * templates. For clusters where webhooks are not allowed, or whose API server cannot reach them.
 *
 * @see sparkpod_defaulter.go of spark-operator 2.5.2 for what the webhook does
 */
export function asPodTemplates(spec: SparkApplicationSpec): SparkApplicationSpec {
  const { volumes, ...rest } = spec;
  return {
    ...rest,
    driver: templated(spec.driver as Pod, "driver", volumes) as SparkApplicationSpecDriver,
    executor: templated(spec.executor as Pod, "executor", volumes) as SparkApplicationSpecExecutor,
  };
}

/** Fields that have no place in a pod template: Spark writes what they would change. */
export function templateFormProblems(spec: SparkApplicationSpec, at: string): Problem[] {
  const reason = "is put into pods by the webhook alone, which pod templates do without";
  const cure = `Remove it, or use placement: "webhook".`;
  const roles = (["driver", "executor"] as const).flatMap((role) =>
    webhookFields.noForm
      .filter((field) => spec[role][field] !== undefined)
      .map((field) => ({ path: `${at}.${role}.${field}`, value: spec[role][field], reason, cure })),
  );
  return [...roles, ...specNeeds(spec).map((field) => ({ path: `${at}.${field}`, reason, cure }))];
}

function templated(pod: Pod, role: Role, volumes: SparkApplicationSpec["volumes"]): Pod {
  const { configMaps = [], podSecurityContext, ports, sidecars = [], template, ...rest } = pod;
  const kept: Record<string, unknown> = { ...rest };
  const take = (fields: readonly string[]) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = kept[field];
        delete kept[field];
        return value === undefined ? [] : [[field, value]];
      }),
    );
  const inContainer = take(webhookFields.container);
  const inPod = take(webhookFields.pod);
  const mounts = configMaps.map(({ name, path }) => ({ name: `${name}-vol`, mountPath: path }));
  const own = {
    spec: {
      ...inPod,
      ...(podSecurityContext ? { securityContext: podSecurityContext } : {}),
      containers: [
        {
          name: sparkContainers[role],
          ...inContainer,
          ...(ports
            ? {
                ports: ports.map(({ name, containerPort, protocol }) => ({ name, containerPort, protocol })),
              }
            : {}),
          volumeMounts: [...((inContainer.volumeMounts as object[] | undefined) ?? []), ...mounts],
        },
        ...sidecars,
      ],
      volumes: [
        ...(volumes ?? []),
        ...configMaps.map(({ name }) => ({ name: `${name}-vol`, configMap: { name } })),
      ],
    },
  };
  return { ...kept, template: mergeSpec(own, template) as PodTemplateSpec } as Pod;
}
