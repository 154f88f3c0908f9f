import type { NodeGroup } from "../../cluster/node-group";
import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import type { ImageVersions } from "../platform-facts";

/** An application as the rules see it: decided, but not yet sent. */
export interface RuleSubject {
  readonly name: string;
  readonly namespace: string;
  readonly spec: SparkApplicationSpec;
  /**
   * Of its metadata: by one of them its author says what is no secret.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Labels of its metadata.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string | undefined>> | undefined;
  /** Where the spec stands, for messages: `spec`, or `spec.template` of a scheduled application. */
  readonly at: string;
  /** The groups of nodes that there are. */
  readonly groups: readonly NodeGroup[];
  /** Names of the stack's buckets; `undefined` where they are not known. */
  readonly buckets: readonly string[] | undefined;
  /**
   * What to do about a PersistentVolumeClaim where none is ever bound.
   * @default the cluster binds them
   */
  readonly claimsCure?: string;
  /**
   * Whether its namespace enforces the "restricted" Pod Security Standard, as the workshop's do.
   * @default true
   */
  readonly restricted?: boolean;
  /** Whether the driver is meant to run on spot. */
  readonly driverOnSpot: boolean;
  /** What the platform's image is made of; the version rules do not apply to an application with an image of its own. */
  readonly versions: ImageVersions | undefined;
  /**
   * Whether it is somebody's manifest: what only the workshop is strict about is then a warning.
   * @default false
   */
  readonly manifest?: boolean;
  /**
   * Whether an update waits for the end of its run.
   * @default true
   */
  readonly waits?: boolean;
}

/** One group of rules. */
export type Rule = (subject: RuleSubject) => Problem[];

/** A key of a map in a path: `spec.sparkConf["spark.master"]`. */
export function keyed(path: string, key: string): string {
  return `${path}["${key}"]`;
}
