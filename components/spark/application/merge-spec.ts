import type { SparkConf } from "../../units/spark-conf";

/**
 * Lays fields over others: maps field by field; lists whose items have names item by item; anything else takes the place of what was
 * there. `null` takes a field away, also one that the component decides.
 *
 * Where two values together would be refused, or the second alone would undo what the first is for:
 *
 * - `env` and `volumes`: an item replaces the one of its name as a whole, since a volume has one source and a variable one value.
 * - `volumeMounts`: an item replaces the one at its path, since a path is mounted once.
 * - `restartPolicy` is replaced as a whole: retries of one type are refused beside another.
 * - `javaOptions` and `spark.driver.defaultJavaOptions` are appended; `spark.sql.extensions` and `extraClassPath` are joined, the later value first.
 * - `memoryOverheadFactor` takes `memoryOverhead` of what was there away, beside which Spark does not read it.
 *
 * @see `validateVolumeSource`, `validateEnvVarValueFrom` and `ValidateVolumeMounts` of k8s.io/kubernetes
 */
export function mergeSpec(base: unknown, over: unknown): unknown {
  return merge(base, over, "");
}

/** Spark properties that may be taken away: `null` is how to say it. */
export type SparkConfOverrides = { readonly [K in keyof SparkConf]: string | null };

/** Fields and properties of which both values hold, with what stands between them. */
const separators: Readonly<Record<string, string>> = {
  javaOptions: " ",
  "spark.driver.defaultJavaOptions": " ",
  "spark.executor.defaultJavaOptions": " ",
  "spark.sql.extensions": ",",
  "spark.driver.extraClassPath": ":",
  "spark.executor.extraClassPath": ":",
};
/** Fields that contradict themselves when they come of two hands. */
const undivided: ReadonlySet<string> = new Set(["restartPolicy"]);
/** Lists of which an item is replaced and not merged. */
const replacing: ReadonlySet<string> = new Set(["env", "volumes", "volumeMounts"]);

function merge(base: unknown, over: unknown, field: string): unknown {
  if (over === undefined) return base;
  if (over === null) return undefined;
  const separator = separators[field];
  if (separator !== undefined && typeof base === "string" && typeof over === "string") {
    return joined(base, over, separator);
  }
  if (isMap(over)) return mergeMaps(isMap(base) && !undivided.has(field) ? base : {}, over);
  if (isNamedList(base) && isNamedList(over)) {
    const items = new Map(base.map((item) => [identity(item, field), item]));
    for (const item of over) {
      const key = identity(item, field);
      items.set(key, merge(replacing.has(field) ? {} : items.get(key), item, "") as Named);
    }
    return [...items.values()];
  }
  return over;
}

function mergeMaps(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  if (over.memoryOverheadFactor) {
    for (const role of ["driver", "executor"]) {
      if (isMap(merged[role])) merged[role] = mergeMaps(merged[role], { memoryOverhead: null });
    }
  }
  for (const [key, value] of Object.entries(over)) merged[key] = merge(merged[key], value, key);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** Options of the JVM: the last of two wins. Classes and their paths: once each, and the first wins. */
function joined(base: string, over: string, separator: string): string {
  if (separator === " ") return `${base} ${over}`;
  return [...new Set([...over.split(separator), ...base.split(separator)])].join(separator);
}

type Fields = Readonly<Record<string, unknown>>;

interface Named {
  readonly name: string;
  readonly mountPath?: string;
}

/** One volume can be mounted at several paths. */
function identity({ name, mountPath }: Named, field: string): string {
  return field === "volumeMounts" && mountPath !== undefined ? mountPath : name;
}

function isNamedList(value: unknown): value is Named[] {
  return Array.isArray(value) && value.every((item) => isMap(item) && typeof item.name === "string");
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
