import type { SparkConf } from "../../units/spark-conf";
import { codePath, type PlannedCode } from "./code";

/** How the files of a job's code get into its pods. */
export interface CodeMount {
  /** ConfigMaps of the driver. */
  readonly configMaps: readonly { readonly name: string; readonly path: string }[];
  readonly volumes: readonly {
    readonly name: string;
    readonly configMap: { readonly name: string; readonly items: { key: string; path: string }[] };
  }[];
  /** Of driver and executors. */
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly: boolean;
  }[];
  readonly sparkConf: SparkConf;
}

/**
 * Where a ConfigMap with code is mounted: files in folders, and those that executors import too, are a volume; a flat file that only the
 * driver reads is not.
 *
 * @param configMap its name; none when the code is elsewhere.
 */
export function codeMount(configMap: string | undefined, layout: PlannedCode["layout"]): CodeMount {
  if (configMap === undefined) return { configMaps: [], volumes: [], volumeMounts: [], sparkConf: {} };
  if (!layout) {
    const configMaps = [{ name: configMap, path: codePath }];
    return { configMaps, volumes: [], volumeMounts: [], sparkConf: {} };
  }
  return {
    configMaps: [],
    volumes: [{ name: "code", configMap: { name: configMap, items: [...layout] } }],
    volumeMounts: [{ name: "code", mountPath: codePath, readOnly: true }],
    // Executors find the project's modules there, as the driver does beside its main file.
    sparkConf: { "spark.executorEnv.PYTHONPATH": codePath },
  };
}
