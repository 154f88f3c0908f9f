import type { Problem } from "../../errors";
import { isSegmentName } from "../../units/kubernetes-names";
import type { Rule } from "./subject";

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
  ({ spec, at }) => nameProblems(spec.volumes ?? [], `${at}.volumes`),
  ({ spec, at }) =>
    (spec.volumes ?? []).flatMap((volume, i) =>
      Object.entries(volume as unknown as Readonly<Record<string, Source | string>>).flatMap(
        ([kind, source]) =>
          typeof source === "string" ? [] : modeProblems(source, `${at}.volumes[${i}].${kind}`),
      ),
    ),
  ...(["driver", "executor"] as const).map(
    (role): Rule =>
      ({ spec, at }) =>
        mountProblems((spec[role].volumeMounts ?? []) as readonly Mount[], `${at}.${role}.volumeMounts`),
  ),
];

function nameProblems(volumes: readonly { readonly name: string }[], path: string): Problem[] {
  return volumes.flatMap(({ name }, i): Problem[] => {
    const place = { path: `${path}[${i}].name`, value: name };
    const twin = volumes.findIndex((other) => other.name === name);
    if (twin < i) {
      const reason = `is the name of ${path}[${twin}] too, and only one of them is mounted`;
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
