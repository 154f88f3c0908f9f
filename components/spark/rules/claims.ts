import type { Problem } from "../../errors";
import { keyed, type Rule, type RuleSubject } from "./subject";

const reason = "asks for a volume that nothing in this cluster provides: the pod would wait for ever";

/**
 * PersistentVolumeClaims in a cluster that binds none, as EKS is without a CSI driver: it has had no default StorageClass since
 * 1.30. Volumes of the spec, of pod templates, and those that Spark makes of its properties.
 *
 * @see "Using Kubernetes Volumes" in Spark's documentation
 */
export const claimRules: Rule = (subject) => {
  const { claimsCure: cure } = subject;
  if (cure === undefined) return [];
  const { spec, at } = subject;
  const conf = Object.entries(spec.sparkConf ?? {})
    .filter(([key]) => /^spark\.kubernetes\.(driver|executor)\.volumes\.persistentVolumeClaim\./.test(key))
    .filter(([key]) => key.endsWith(".claimName"))
    .map(([key, value]): Problem => ({ path: keyed(`${at}.sparkConf`, key), value, reason, cure }));
  return [...volumesOf(subject).map((path): Problem => ({ path, reason, cure })), ...conf];
};

/** Paths of the volumes that are claims, or make one for each pod. */
function volumesOf({ spec, at }: RuleSubject): string[] {
  const lists: [string, readonly object[]][] = [
    [`${at}.volumes`, spec.volumes ?? []],
    ...(["driver", "executor"] as const).map((role): [string, readonly object[]] => [
      `${at}.${role}.template.spec.volumes`,
      spec[role].template?.spec?.volumes ?? [],
    ]),
  ];
  return lists.flatMap(([path, volumes]) =>
    volumes.flatMap((volume, i) =>
      ["persistentVolumeClaim", "ephemeral"]
        .filter((source) => source in volume)
        .map((source) => `${path}[${i}].${source}`),
    ),
  );
}
