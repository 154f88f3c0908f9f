import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { readCode } from "./code";
import { type CodeMount, codeMount } from "./code-mount";
import type { ManifestOptions } from "./manifest-args";
import { mergeSpec } from "./merge-spec";
import { type PlannedConfigMap, plannedConfigMaps } from "./planned-config-maps";

/** A manifest whose code lies in the project. */
export interface ManifestCode {
  readonly spec: SparkApplicationSpec;
  /** Files of it, by their keys in a ConfigMap; none when the code is elsewhere. */
  readonly configMaps: readonly PlannedConfigMap[];
  readonly problems: readonly Problem[];
}

/** A path of the project: neither the URI of something elsewhere nor a path of the image. */
function isOfProject(place: string): boolean {
  return !/^([a-z][a-z\d+.-]*:|\/)/i.test(place);
}

/** Whether an application's main file is a PySpark or SQL file of the project. */
export function isProjectCode({ type, mainApplicationFile }: SparkApplicationSpec): boolean {
  return type === "Python" && /\.(py|sql)$/i.test(mainApplicationFile) && isOfProject(mainApplicationFile);
}

/**
 * A spec that names a file of the project in `mainApplicationFile`, and modules of it in `deps.pyFiles`, with that code as a typed job
 * has it: in a ConfigMap that driver and executors mount. Any other spec stays as it is.
 *
 * @param name of the application.
 * @param at where the spec stands, for messages.
 * @param project folder that the paths are relative to.
 */
export function withProjectCode(
  name: string,
  spec: SparkApplicationSpec,
  at: string,
  project: string | undefined,
): ManifestCode {
  if (!isProjectCode(spec)) return { spec, configMaps: [], problems: [] };
  const { mainApplicationFile: place, deps, ...rest } = spec;
  const isSql = /\.sql$/i.test(place);
  const { pyFiles = [], ...otherDeps } = deps ?? {};
  // A job of SQL statements imports nothing of the project.
  const modules = isSql ? [] : pyFiles.filter(isOfProject);
  const elsewhere = pyFiles.filter((file) => !modules.includes(file));
  const left = { ...otherDeps, ...(elsewhere.length > 0 ? { pyFiles: elsewhere } : {}) };
  const code = readCode(isSql ? { sql: place } : { python: place, modules }, project);
  const configMaps = plannedConfigMaps(name, { files: code.files });
  const mounted = mergeSpec(mountsOf(codeMount(configMaps[0]?.name, code.layout)), rest);
  return {
    spec: {
      ...(mounted as SparkApplicationSpec),
      mainApplicationFile: code.main.file,
      ...(code.arguments.length > 0 ? { arguments: [...code.arguments, ...(spec.arguments ?? [])] } : {}),
      ...(Object.keys(left).length > 0 ? { deps: left } : {}),
    },
    configMaps,
    problems: code.problems.map((problem) => ({
      ...problem,
      path: `${at}.${placeOf(problem.path, pyFiles)}`,
    })),
  };
}

/** Without lists of nothing, which a manifest need not have. */
function mountsOf({ configMaps, volumes, volumeMounts, sparkConf }: CodeMount): object {
  const mounts = volumeMounts.length > 0 ? { volumeMounts } : {};
  return {
    ...(volumes.length > 0 ? { sparkConf, volumes } : {}),
    driver: { ...(configMaps.length > 0 ? { configMaps } : {}), ...mounts },
    executor: mounts,
  };
}

/** Where a manifest has what a typed job has as `python`, `sql` and `modules`. */
function placeOf(path: string, pyFiles: readonly string[]): string {
  const module = /^modules\[(\d+)\]$/.exec(path)?.[1];
  if (module === undefined) return path === "modules" ? "deps.pyFiles" : "mainApplicationFile";
  return `deps.pyFiles[${pyFiles.indexOf(pyFiles.filter(isOfProject)[Number(module)] ?? "")}]`;
}

/** What is wrong with log levels beside a manifest, where nobody fills in what it is silent about. */
export function loggingProblems({
  logging,
  placement,
  defaults,
}: Pick<ManifestOptions<never>, "logging" | "placement" | "defaults">): Problem[] {
  if (logging === undefined || (placement === "workshop" && defaults === "workshop")) return [];
  const reason = "is filled in only where the workshop decides what the manifest is silent about";
  return [{ path: "logging", reason, cure: 'Say placement: "workshop" and defaults: "workshop".' }];
}
