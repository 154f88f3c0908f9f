import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { isSegmentName } from "../../units/kubernetes-names";
import type { Role } from "../scheduling/placement";
import { templateOf } from "./pod-containers";
import type { Rule } from "./subject";

const roles = ["driver", "executor"] as const satisfies readonly Role[];

interface Source {
  readonly defaultMode?: number;
  readonly items?: readonly { readonly mode?: number }[];
}

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
}

/**
 * What is wrong with volumes and with where they are mounted: what the API server would refuse, and two of one name, of which the
 * operator takes the last in silence.
 *
 * @see ValidateVolumes and ValidateVolumeMounts of k8s.io/kubernetes, addVolumes of spark-operator 2.5.2
 */
export const volumeFieldRules: readonly Rule[] = [
  ({ spec, at }) => volumeProblems(spec.volumes ?? [], `${at}.volumes`, "and only one of them is mounted"),
  ...roles.map(
    (role): Rule =>
      ({ spec, at }) =>
        mountProblems((spec[role].volumeMounts ?? []) as readonly Mount[], `${at}.${role}.volumeMounts`),
  ),
  ...roles.map(
    (role): Rule =>
      ({ spec, at }) =>
        templateProblems(spec, role, `${at}.${role}.template.spec`),
  ),
];

/** Volumes that Spark and the operator add themselves: local directories, configuration, ConfigMaps and Secrets of a role. */
const addedBySpark = /^(spark|hadoop)-|-vol(ume)?$/;

/** The same of a pod template, which reaches the API server as it stands. */
function templateProblems(spec: SparkApplicationSpec, role: Role, path: string): Problem[] {
  const { volumes = [], containers = [], initContainers = [] } = templateOf(spec, role) ?? {};
  const known = new Set([...volumes, ...(spec.volumes ?? [])].map(({ name }) => name));
  for (const property of Object.keys(spec.sparkConf ?? {})) {
    const [, name] = /^spark\.kubernetes\.\w+\.volumes\.\w+\.([^.]+)\./.exec(property) ?? [];
    if (name !== undefined) known.add(name);
  }
  return [
    ...volumeProblems(volumes, `${path}.volumes`, "and the API server refuses the pod"),
    ...Object.entries({ containers, initContainers }).flatMap(([list, some]) =>
      some.flatMap(({ volumeMounts = [] }, i) => [
        ...mountProblems(volumeMounts, `${path}.${list}[${i}].volumeMounts`),
        ...unknownMounts(volumeMounts, known, `${path}.${list}[${i}].volumeMounts`, "pod").filter(
          ({ value }) => !addedBySpark.test(String(value)),
        ),
      ]),
    ),
  ];
}

/** Mounts of volumes that there are not. @param whose volumes they are to be. */
export function unknownMounts(
  mounts: readonly { readonly name: string }[],
  known: ReadonlySet<string>,
  path: string,
  whose: "application" | "pod",
): Problem[] {
  return mounts.flatMap(({ name }, i): Problem[] => {
    if (known.has(name)) return [];
    const cure = known.size > 0 ? `The volumes are ${[...known].join(", ")}.` : "Add it to volumes.";
    return [{ path: `${path}[${i}].name`, value: name, reason: `is not a volume of the ${whose}`, cure }];
  });
}

function volumeProblems(
  volumes: readonly { readonly name: string }[],
  path: string,
  twins: string,
): Problem[] {
  return [
    ...nameProblems(volumes, path, twins),
    ...volumes.flatMap((volume, i) => {
      const sources = Object.keys(volume).filter((key) => key !== "name");
      if (sources.length <= 1) return [];
      const reason = `has several sources (${sources.join(", ")}), and a volume has one`;
      return [{ path: `${path}[${i}]`, value: volume.name, reason, cure: "Name each volume for itself." }];
    }),
    ...volumes.flatMap((volume, i) =>
      Object.entries(volume as unknown as Readonly<Record<string, Source | string>>).flatMap(
        ([kind, source]) => (typeof source === "string" ? [] : modeProblems(source, `${path}[${i}].${kind}`)),
      ),
    ),
  ];
}

function nameProblems(volumes: readonly { readonly name: string }[], path: string, twins: string): Problem[] {
  return volumes.flatMap(({ name }, i): Problem[] => {
    const place = { path: `${path}[${i}].name`, value: name };
    const twin = volumes.findIndex((other) => other.name === name);
    if (twin < i) {
      const reason = `is the name of ${path}[${twin}] too, ${twins}`;
      return [{ ...place, reason, cure: "Give it another." }];
    }
    if (isSegmentName(name)) return [];
    const cure = "Use lower case letters, digits and '-', at most 63.";
    return [{ ...place, reason: "is not a valid name of a volume", cure }];
  });
}

function modeProblems({ defaultMode, items = [] }: Source, path: string): Problem[] {
  const modes: [string, number | undefined][] = [
    [`${path}.defaultMode`, defaultMode],
    ...items.map(({ mode }, i): [string, number | undefined] => [`${path}.items[${i}].mode`, mode]),
  ];
  return modes
    .filter(([, mode]) => mode !== undefined && (mode < 0 || mode > 0o777))
    .map(([where, value]) => ({
      path: where,
      value,
      reason: "is no mode of a file",
      cure: "Use 0 to 0777, which is 511 in decimal.",
    }));
}

function mountProblems(mounts: readonly Mount[], path: string): Problem[] {
  return mounts.flatMap(({ mountPath, subPath = "" }, i): Problem[] => {
    const twin = mounts.findIndex((other) => other.mountPath === mountPath);
    const place = { path: `${path}[${i}].mountPath`, value: mountPath };
    return [
      ...(twin < i
        ? [{ ...place, reason: `is where ${path}[${twin}] is mounted too`, cure: "Give it another path." }]
        : []),
      ...(mountPath.includes(":")
        ? [{ ...place, reason: "has a colon, which a path of a mount may not have", cure: "Leave it out." }]
        : []),
      ...(subPath.startsWith("/") || subPath.split("/").includes("..")
        ? [
            {
              path: `${path}[${i}].subPath`,
              value: subPath,
              reason: "leads out of the volume",
              cure: "Write a path below the volume, without a slash at its start and without '..'.",
            },
          ]
        : []),
    ];
  });
}
