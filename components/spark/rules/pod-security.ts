import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import {
  type Container,
  containersOf,
  podContextOf,
  podContextPath,
  type SecurityContext,
  templateOf,
} from "./pod-containers";
import type { Prohibition } from "./prohibition";
import type { RuleSubject } from "./subject";

const roles = ["driver", "executor"] as const;
const level = 'the namespace\'s Pod Security level "restricted"';
/** Sources of a volume that the level admits. */
const admitted = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const hostFields = ["hostNetwork", "hostPID", "hostIPC"] as const;
/** Properties that make Spark mount a path of the node, or a server's. */
const hostVolume = "^(spark\\.kubernetes\\.(?:driver|executor)\\.volumes\\.(?:hostPath|nfs)\\.[^.]+)\\.";
const reason = `is forbidden by ${level}`;

/**
 * What of {@link podSecurityProblems} is refused with the application already, where its pods are refused later by their level: hosts
 * and privilege.
 */
export const podSecurityProhibitions: readonly Prohibition[] = [
  {
    places: roles.flatMap((role) => [
      { field: `${role}.hostNetwork` },
      ...hostFields.map((field) => ({ field: `${role}.template.spec.${field}` })),
      { field: `${role}.securityContext.privileged` },
      ...["sidecars", "initContainers", "template.spec.containers", "template.spec.initContainers"].map(
        (list) => ({
          each: `${role}.${list}`,
          field: "securityContext.privileged",
        }),
      ),
    ]),
    bad: { is: [true] },
    reason,
    cure: "Remove it.",
  },
  {
    places: [{ each: "volumes" }, ...roles.map((role) => ({ each: `${role}.template.spec.volumes` }))],
    bad: { keysBut: ["name", ...admitted] },
    reason,
    cure: "Use an emptyDir or a claim.",
  },
  {
    places: [{ conf: hostVolume }],
    bad: "anything",
    reason,
    cure: "Use the volume type emptyDir or persistentVolumeClaim.",
  },
];

/**
 * What of an application's pods the API server would forbid in a namespace that enforces the "restricted" Pod Security Standard:
 * Spark's containers, sidecars, init containers, pod templates and volumes, also those that Spark properties make. A driver is refused at
 * submission; without its executors a job waits for ever.
 *
 * @param at where the spec stands, for messages.
 * @see the checks of k8s.io/pod-security-admission 0.34, policy/check_*.go
 */
export function podSecurityProblems(spec: SparkApplicationSpec, at: string): Problem[] {
  return [
    ...roles.flatMap((role) => {
      const pod = podContextOf(spec, role);
      return [
        ...podProblems(spec, role, at),
        ...forbidden(pod, podContextPath(spec, role, at)),
        ...containersOf(spec, role, at).flatMap((container) => containerProblems(container, pod)),
      ];
    }),
    ...volumeProblems(spec, at),
  ];
}

/** The rule as it stands among others. */
export const podSecurityRules = ({
  spec,
  at,
  restricted,
}: Pick<RuleSubject, "spec" | "at" | "restricted">): Problem[] =>
  restricted === false ? [] : podSecurityProblems(spec, at);

function podProblems(spec: SparkApplicationSpec, role: "driver" | "executor", at: string): Problem[] {
  const template = templateOf(spec, role) ?? {};
  const shared = hostFields
    .filter((field) => template[field])
    .map((field) => refusal(`${at}.${role}.template.spec.${field}`, true));
  return spec[role].hostNetwork ? [refusal(`${at}.${role}.hostNetwork`, true), ...shared] : shared;
}

/** What a context of a pod or a container may not say. */
function forbidden(context: SecurityContext | undefined, path: string): Problem[] {
  const { capabilities, seccompProfile, seLinuxOptions, appArmorProfile } = context ?? {};
  const added = (capabilities?.add ?? []).filter((one) => one !== "NET_BIND_SERVICE");
  const checks: [string, unknown, boolean][] = [
    ["privileged", context?.privileged, context?.privileged === true],
    ["allowPrivilegeEscalation", true, context?.allowPrivilegeEscalation === true],
    ["runAsNonRoot", false, context?.runAsNonRoot === false],
    ["runAsUser", 0, context?.runAsUser === 0],
    ["procMount", context?.procMount, (context?.procMount ?? "Default") !== "Default"],
    ["capabilities.add", added, added.length > 0],
    [
      "seccompProfile.type",
      seccompProfile?.type,
      seccompProfile !== undefined && !isSeccomp(seccompProfile.type),
    ],
    ["appArmorProfile.type", appArmorProfile?.type, appArmorProfile?.type === "Unconfined"],
    ["seLinuxOptions", seLinuxOptions, Boolean(seLinuxOptions?.user || seLinuxOptions?.role)],
    ["windowsOptions.hostProcess", true, context?.windowsOptions?.hostProcess === true],
  ];
  return checks.filter(([, , wrong]) => wrong).map(([field, value]) => refusal(`${path}.${field}`, value));
}

function containerProblems({ path, container }: Container, pod: SecurityContext | undefined): Problem[] {
  const context = container.securityContext;
  const missing = [
    ...(context?.allowPrivilegeEscalation === undefined ? ["allowPrivilegeEscalation: false"] : []),
    ...(context?.capabilities?.drop?.includes("ALL") ? [] : ["capabilities: { drop: [ALL] }"]),
    ...(context?.runAsNonRoot === undefined && pod?.runAsNonRoot !== true ? ["runAsNonRoot: true"] : []),
    ...(context?.seccompProfile === undefined && !isSeccomp(pod?.seccompProfile?.type)
      ? ["seccompProfile: { type: RuntimeDefault }"]
      : []),
  ];
  const lacking: Problem[] =
    missing.length === 0
      ? []
      : [
          {
            path: `${path}securityContext`,
            reason: `lacks ${missing.join(", ")}, without which ${level} forbids the pod`,
            cure: "Write what is lacking, or leave out all of securityContext where the workshop places the pod.",
          },
        ];
  const ports = (container.ports ?? []).flatMap(({ hostPort }, i) =>
    hostPort ? [refusal(`${path}ports[${i}].hostPort`, hostPort)] : [],
  );
  return [...lacking, ...forbidden(context, `${path}securityContext`), ...ports];
}

function volumeProblems(spec: SparkApplicationSpec, at: string): Problem[] {
  const mounted = new Set(roles.flatMap((role) => (spec[role].volumeMounts ?? []).map(({ name }) => name)));
  const places = [
    ...(spec.volumes ?? []).map((volume, i) => ({ volume, path: `${at}.volumes[${i}]` })),
    ...roles.flatMap((role) =>
      (templateOf(spec, role)?.volumes ?? []).map((volume, i) => ({
        volume,
        path: `${at}.${role}.template.spec.volumes[${i}]`,
      })),
    ),
  ];
  const wrong = places
    // The operator gives a pod only the volumes that it mounts.
    .filter(({ volume, path }) => path.includes(".template.") || mounted.has(volume.name))
    .flatMap(({ volume, path }) =>
      Object.entries(volume)
        .filter(([source, value]) => source !== "name" && value !== undefined && !admitted.includes(source))
        .map(([source]) => refusal(`${path}.${source}`, volume.name, "Use an emptyDir or a claim.")),
    );
  const named = new Set<string>();
  for (const key of Object.keys(spec.sparkConf ?? {})) {
    const [, volume] = new RegExp(hostVolume).exec(key) ?? [];
    if (volume) named.add(volume);
  }
  return [
    ...wrong,
    ...[...named].map((key) =>
      refusal(
        `${at}.sparkConf["${key}.*"]`,
        undefined,
        "Use the volume type emptyDir or persistentVolumeClaim.",
      ),
    ),
  ];
}

function refusal(path: string, value: unknown, cure = "Remove it."): Problem {
  return { path, value, reason, cure };
}

function isSeccomp(type: string | undefined): boolean {
  return type === "RuntimeDefault" || type === "Localhost";
}
