import {
  defaultDisposable,
  defaultEnvironment,
  type Environment,
} from "../components/spark/conf/environment";
import type { StackFacts } from "./rule";

/**
 * What a stack's configuration says of it: how strict each rule is goes by its `environment`.
 *
 * @param get a key of the project's, as text; objects as JSON.
 */
export function factsFrom(get: (key: string) => string | undefined): StackFacts {
  const environment = (get("environment") || defaultEnvironment) as Environment;
  return { environment, disposable: isDisposable(get("target"), get("eks")) };
}

/** Whether the buckets may go with what is in them; what is on one's own machine always may. */
function isDisposable(target: string | undefined, eks: string | undefined): boolean {
  if (target !== "eks") return true;
  try {
    return (JSON.parse(eks || "{}") as { disposable?: boolean }).disposable ?? defaultDisposable;
  } catch {
    return false;
  }
}
