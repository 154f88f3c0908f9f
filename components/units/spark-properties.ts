import { meantName } from "./similar";
import known from "./spark-properties.json";
import { isReadAs } from "./spark-values";

const names: ReadonlySet<string> = new Set(
  Object.entries(known.families).flatMap(([family, some]) =>
    some.split(" ").map((name) => ["spark", family, name].filter(Boolean).join(".")),
  ),
);
const list = [...names];

/** Families whose names are anybody's. */
const free =
  /^spark\.(app|hadoop|executorEnv|metrics\.conf|sql\.catalog|kubernetes\.(driverEnv|node\.selector|(driver|executor)\.(annotation|label|node\.selector|secrets|secretKeyRef|service\.(annotation|label)|volumes)))\./;

/**
 * The property of Spark that may be meant by one that it does not know.
 *
 * @returns nothing for a property that is known, and for one that resembles none: libraries have properties of their own.
 */
export function meantProperty(property: string): string | undefined {
  // Of a short name two letters are another word.
  if (property.length < 16 || names.has(property) || free.test(property) || isReadAs(property))
    return undefined;
  return meantName(property, list, 2);
}
