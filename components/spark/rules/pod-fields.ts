import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import {
  isEnvName,
  isImageReference,
  isLabelKey,
  isLabelValue,
  isObjectName,
  isPort,
} from "../../units/kubernetes-names";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import { podRequest } from "../scheduling/pod-request";
import { keyed, type Rule } from "./subject";
import { unknownMounts } from "./volume-fields";

type Pod = SparkApplicationSpec["driver"] & SparkApplicationSpec["executor"];

/**
 * What the API server would refuse of driver and executor pods, or of their Services: the CRD does not check it, and the operator
 * finds out when it makes them.
 *
 * @see ValidatePodTemplateSpec of k8s.io/kubernetes
 */
export const podFieldRules: readonly Rule[] = [
  ({ spec, at }) => imageProblems(spec, at),
  ({ spec, at }) => portProblems(spec, at),
  ...(["driver", "executor"] as const).flatMap((role): Rule[] => {
    const ofRole =
      (problemsOf: (pod: Pod, path: string, spec: SparkApplicationSpec) => Problem[]): Rule =>
      ({ spec, at }) =>
        problemsOf(spec[role] as Pod, `${at}.${role}`, spec);
    return [
      ofRole((pod, path) => mapProblems(pod.labels, `${path}.labels`, true)),
      ofRole((pod, path) => mapProblems(pod.annotations, `${path}.annotations`, false)),
      ofRole(envProblems),
      ofRole((pod, path, spec) => mountProblems(spec, pod, path)),
      ofRole((_pod, path, spec) => limitProblems(spec, role, path)),
      ofRole(scalarProblems),
    ];
  }),
];

/** Labels, or annotations, whose values are free. */
export function mapProblems(
  map: Readonly<Record<string, string | undefined>> | undefined,
  path: string,
  labels: boolean,
): Problem[] {
  return Object.entries(map ?? {}).flatMap(([key, value]): Problem[] => {
    const place = { path: keyed(path, key), value };
    if (!isLabelKey(key))
      return [
        {
          ...place,
          reason: `has a key that is not a valid key of ${labels ? "a label" : "an annotation"}`,
          cure: "Use letters, digits, '-', '_' and '.', at most 63, behind a domain and a slash if you like.",
        },
      ];
    if (!labels || isLabelValue(value ?? "")) return [];
    const cure =
      "Use letters, digits, '-', '_' and '.', at most 63, beginning and ending with a letter or digit.";
    return [{ ...place, reason: "is not a valid value of a label", cure }];
  });
}

function imageProblems(spec: SparkApplicationSpec, at: string): Problem[] {
  const images = {
    image: spec.image,
    "driver.image": spec.driver.image,
    "executor.image": spec.executor.image,
  };
  return Object.entries(images)
    .filter(([, image]) => image !== undefined && !isImageReference(image))
    .map(([field, value]) => ({
      path: `${at}.${field}`,
      value,
      reason: "is not a valid reference of an image",
      cure: "Write it as registry/repository:tag, the repository in lower case.",
    }));
}

function portProblems(
  { sparkUIOptions, driverIngressOptions, driver, executor }: SparkApplicationSpec,
  at: string,
) {
  const ports: [string, number | undefined][] = [
    [`${at}.sparkUIOptions.servicePort`, sparkUIOptions?.servicePort],
    ...(driverIngressOptions ?? []).map(({ servicePort }, i): [string, number | undefined] => [
      `${at}.driverIngressOptions[${i}].servicePort`,
      servicePort,
    ]),
    ...([driver, executor] as Pod[]).flatMap((pod, role) =>
      (pod.ports ?? []).map(({ containerPort }, i): [string, number | undefined] => [
        `${at}.${role === 0 ? "driver" : "executor"}.ports[${i}].containerPort`,
        containerPort,
      ]),
    ),
  ];
  return ports
    .filter(([, port]) => port !== undefined && !isPort(port))
    .map(([path, port]) => portProblem(path, port));
}

/** A port that there is not. */
export function portProblem(path: string, value: number | undefined): Problem {
  return { path, value, reason: "is not a valid port", cure: "Use 1 to 65535." };
}

function mountProblems({ volumes = [] }: SparkApplicationSpec, pod: Pod, path: string): Problem[] {
  const inTemplate = pod.template?.spec?.volumes ?? [];
  const known = new Set([...volumes, ...inTemplate].map(({ name }) => name));
  return unknownMounts(pod.volumeMounts ?? [], known, `${path}.volumeMounts`, "application");
}

function envProblems({ env = [] }: Pod, path: string): Problem[] {
  return env.flatMap(({ name }, i) =>
    isEnvName(name) ? [] : [envNameProblem(`${path}.env[${i}].name`, name)],
  );
}

/** A name that no environment variable can have. */
export function envNameProblem(path: string, value: string): Problem {
  const reason = "is not a valid name of an environment variable";
  return { path, value, reason, cure: "Use letters, digits and '_'." };
}

function limitProblems(spec: SparkApplicationSpec, role: "driver" | "executor", path: string): Problem[] {
  const { memoryLimit, coreLimit, coreRequest, cores = 1 } = spec[role] as Pod;
  const wanted = podRequest(spec, role);
  const memory = wanted && wanted.heapMiB + wanted.overheadMiB;
  const problems: Problem[] = [];
  if (memoryLimit !== undefined && memory !== undefined && (mebibytesOf(memoryLimit) ?? 0) < memory) {
    const reason = `is less than the ${Math.ceil(memory)}m that the pod requests`;
    const cure = `Use ${Math.ceil(memory)}m or more, or remove it.`;
    problems.push({ path: `${path}.memoryLimit`, value: memoryLimit, reason, cure });
  }
  const cpu = cpuMillisOf(coreRequest ?? String(cores)) ?? 0;
  if (coreLimit !== undefined && (cpuMillisOf(coreLimit) ?? 0) < cpu) {
    const reason = `is less than the ${cpu}m that the pod requests`;
    problems.push({
      path: `${path}.coreLimit`,
      value: coreLimit,
      reason,
      cure: `Use ${cpu}m or more, or remove it.`,
    });
  }
  return problems;
}

function scalarProblems(
  { terminationGracePeriodSeconds: grace, serviceAccount }: Pod,
  path: string,
): Problem[] {
  const problems: Problem[] = [];
  if (grace !== undefined && grace < 0)
    problems.push({
      path: `${path}.terminationGracePeriodSeconds`,
      value: grace,
      reason: "is not a valid number of seconds",
      cure: "Use 0 or more.",
    });
  if (serviceAccount !== undefined && !isObjectName(serviceAccount))
    problems.push({
      path: `${path}.serviceAccount`,
      value: serviceAccount,
      reason: "is not a valid name of a service account",
      cure: "Use lower case letters, digits, '-' and '.'.",
    });
  return problems;
}
