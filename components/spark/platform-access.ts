import type { BucketUse } from "../storage/object-storage";
import { defaultJobNamespace, jobUses } from "./platform-facts";

/** Namespace of the History Server. */
export const historyServerNamespace = "spark-history-server";
/** What it does with the buckets. */
export const historyServerUses: readonly BucketUse[] = [{ purpose: "events", access: "read" }];

/**
 * What the namespaces of a platform do with the buckets: those of jobs, and that of the History Server.
 *
 * @param namespaces of jobs. @default ["spark-jobs"]
 */
export function platformAccess(
  namespaces: readonly string[] = [defaultJobNamespace],
): Readonly<Record<string, readonly BucketUse[]>> {
  return {
    ...Object.fromEntries(namespaces.map((namespace) => [namespace, jobUses])),
    [historyServerNamespace]: historyServerUses,
  };
}
