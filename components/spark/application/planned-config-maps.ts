import { createHash } from "node:crypto";
import type { LogLevel } from "../conf/environment";
import { log4j2File, log4j2Properties } from "../conf/log4j2";
import type { Logging } from "../conf/logging";
import type { PlannedCode } from "./code";

/** A ConfigMap that goes with a job. */
export interface PlannedConfigMap {
  /** Which of the job's: `code`, `settings`, `logging`. */
  readonly part: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** Whether new content is a new ConfigMap: a run in progress keeps what it started with. */
  readonly immutable: boolean;
}

/** What of a job travels in ConfigMaps. */
export interface ConfigMapContent {
  readonly files?: PlannedCode["files"];
  readonly settings?: Readonly<Record<string, string>>;
  /** Log levels of its own. */
  readonly logging?: Logging & { readonly level: LogLevel };
}

/** The ConfigMaps of a job, the same for one that is written as arguments and for one that is written as a manifest. */
export function plannedConfigMaps(
  name: string,
  { files, settings, logging }: ConfigMapContent,
): PlannedConfigMap[] {
  return [
    ...(files ? [hashed(name, "code", files)] : []),
    ...(settings ? [hashed(name, "settings", settings)] : []),
    ...(logging ? [loggingOf(name, logging)] : []),
  ];
}

/** Log levels of a job, with its namespace's level where they name none. */
export function levelled(
  logging: Logging | undefined,
  { logLevel }: { readonly logLevel: LogLevel },
): ConfigMapContent["logging"] {
  return logging && { ...logging, level: logging.level ?? logLevel };
}

/** A planned ConfigMap as an object of Kubernetes. */
export function configMapObject({ name, data, immutable }: PlannedConfigMap, namespace: string) {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    ...(immutable ? { immutable } : {}),
    data: { ...data },
  } as const;
}

function hashed(name: string, part: string, data: Readonly<Record<string, string>>): PlannedConfigMap {
  // Of one file the text alone, so that moving it is no change.
  const text =
    Object.values(data).length === 1 && part === "code" ? Object.values(data)[0] : JSON.stringify(data);
  const digest = createHash("sha256")
    .update(text ?? "")
    .digest("hex")
    .slice(0, 8);
  return { part, name: `${name}-${part}-${digest}`, data, immutable: true };
}

/** Keeps its name whatever it says: another level is a change of one line and no reason to run a job again. */
function loggingOf(name: string, logging: NonNullable<ConfigMapContent["logging"]>): PlannedConfigMap {
  return {
    part: "logging",
    name: `${name}-logging`,
    data: { [log4j2File]: log4j2Properties(logging.level, logging) },
    immutable: false,
  };
}
