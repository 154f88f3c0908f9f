import type { Logging } from "../conf/logging";
import type { Manifest, OtherObject } from "./manifest";

/** What is said of an application whose manifest is there already. */
export interface ManifestOptions<M extends Manifest> {
  readonly manifest: M;
  /**
   * Objects that are made with it, before it: ConfigMaps, claims, accounts.
   * @default none; `fromManifest` takes those that stand in the file
   */
  readonly objects?: readonly OtherObject[];
  /**
   * Who places the pods. `manifest`: it says all of it. `workshop`: where it is silent it gets affinity and tolerations, the restricted
   * security context and the namespace's account as a typed job has them; a namespace or an account of another cluster is replaced. What
   * else it says is kept, and refused where it contradicts the namespace's Pod Security. A SparkConnect gets them in its pod templates.
   * @default "manifest"
   */
  readonly placement?: "manifest" | "workshop";
  /**
   * What else the platform decides where the manifest is silent, as for a typed job: S3A, committer and event log, log levels, access to
   * the buckets, and the sizes of roles that say none. With `placement: "workshop"` only. A SparkConnect gets what a typed server has.
   * A PySpark or SQL file of the project in `mainApplicationFile`, and modules of it in `deps.pyFiles`, travel in a ConfigMap.
   * @default "manifest": nothing
   */
  readonly defaults?: "manifest" | "workshop";
  /**
   * Log levels of an application, where they differ from its namespace's. With `defaults: "workshop"` only.
   * @default the namespace's: by environment dev INFO, hom WARN, prod ERROR
   */
  readonly logging?: Logging;
  /**
   * Whether the driver is meant to run where a spot interruption can take it.
   * @default false: a manifest that lets it is refused
   */
  readonly driverOnSpot?: boolean;
}

/** A manifest in a file. */
export interface ManifestFile {
  /**
   * Path of the YAML file, relative to the project. ConfigMaps, claims, accounts and their roles in it become resources, which are made
   * before the application, by the first of its kind in the file; other objects are named in a warning.
   */
  readonly file: string;
  /**
   * `metadata.name` of the application, where the file holds several.
   * @default the only one
   */
  readonly select?: string;
}
