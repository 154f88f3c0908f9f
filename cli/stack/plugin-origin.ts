/** Which kind of plugin wrote what a state holds. */
export type Origin = "real" | "stand-in";

/** A resource of a state, as far as it tells that. */
export interface WrittenResource {
  readonly type?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Input of a provider resource, by which the state says that a stand-in wrote the provider's resources. */
export const standInMark = "__standIn";

/**
 * Properties that the real plugin writes of every resource of a type, and its stand-in only where a program gives them all.
 *
 * A release's state has every field of the provider's own `Release`, given or not (pulumi-kubernetes,
 * provider/pkg/provider/helm_release.go, `checkpointRelease`); of a random value it has the version of Terraform's schema
 * (pulumi-terraform-bridge, `__meta`). Other objects and commands look the same by both.
 */
const realSigns: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:helm.sh/v3:Release": [
    "cleanupOnFail",
    "disableCRDHooks",
    "recreatePods",
    "renderSubchartNotes",
  ],
  "random:index/randomPassword:RandomPassword": ["__meta"],
  "random:index/randomString:RandomString": ["__meta"],
};

/** Whether a resource's outputs can only be the real plugin's. */
export function isOfRealPlugin(type: string, outputs: Readonly<Record<string, unknown>>): boolean {
  return realSigns[type]?.every((name) => name in outputs) ?? false;
}

/**
 * Which plugins wrote a state, by name; those that it has nothing of are missing.
 *
 * @param formerStandIns programs that an earlier version of the workshop kept as long as a stack used them; it wrote no mark.
 */
export function pluginOrigins(
  resources: readonly WrittenResource[],
  formerStandIns: readonly string[],
): Readonly<Record<string, Origin>> {
  const origins: Record<string, Origin> = {};
  for (const { type = "", inputs = {} } of resources) {
    const [, name] = /^pulumi:providers:(.+)$/.exec(type) ?? [];
    if (name === undefined || origins[name] === "real") continue;
    const ours = standInMark in inputs || formerStandIns.includes(`pulumi-resource-${name}`);
    origins[name] = ours ? "stand-in" : "real";
  }
  for (const { type = "", outputs = {} } of resources) {
    if (isOfRealPlugin(type, outputs)) origins[type.split(":")[0] ?? ""] = "real";
  }
  return origins;
}
