import type { SparkApplicationSpecDriver } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { templateOf } from "./pod-containers";
import type { Rule } from "./subject";

interface Variable {
  readonly name?: string;
}

/** Variables of the environment that a container is given twice: the last one counts, in silence. */
export const repeatedVariableWarnings: Rule = ({ spec, at }) =>
  (["driver", "executor"] as const).flatMap((role) => {
    const { env = [], envVars = {} } = spec[role] as Pick<SparkApplicationSpecDriver, "env" | "envVars">;
    const containers = (templateOf(spec, role)?.containers ?? []) as { readonly env?: readonly Variable[] }[];
    const path = `${at}.${role}`;
    return [
      ...repeated(
        env,
        `${path}.env`,
        Object.keys(envVars).map((name) => [name, `${path}.envVars`]),
      ),
      ...containers.flatMap((container, i) =>
        repeated(container.env ?? [], `${path}.template.spec.containers[${i}].env`),
      ),
    ];
  });

function repeated(
  variables: readonly Variable[],
  path: string,
  before: readonly (readonly [string, string])[] = [],
): Problem[] {
  const seen = new Map(before);
  return variables.flatMap(({ name = "" }, i): Problem[] => {
    const place = `${path}[${i}]`;
    const other = seen.get(name);
    seen.set(name, other ?? place);
    if (other === undefined) return [];
    const reason = `is given in ${other} already, and a container takes the last value in silence`;
    return [{ path: `${place}.name`, value: name, reason, cure: "Remove one of the two." }];
  });
}
