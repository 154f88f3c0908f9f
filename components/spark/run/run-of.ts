import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { RunArgs } from "../application/args";

/** What an update does about a run. Of a spec that is suspended already nobody waits for the end. */
export function runOf(
  run: RunArgs["run"],
  { suspend }: Pick<SparkApplicationSpec, "suspend">,
): NonNullable<RunArgs["run"]> {
  return run ?? (suspend ? "suspended" : "wait");
}
