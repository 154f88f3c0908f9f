import { defaultEnvironment, type Environment } from "../components/spark/conf/environment";
import { mayLoseData } from "../stacks/targets";
import type { StackFacts } from "./rule";

/**
 * What a stack's configuration says of it: how strict each rule is goes by its `environment`.
 *
 * @param get a key of the project's, as text; objects as JSON.
 */
export function factsFrom(get: (key: string) => string | undefined): StackFacts {
  const environment = (get("environment") || defaultEnvironment) as Environment;
  return { environment, disposable: mayLoseData(get) };
}
