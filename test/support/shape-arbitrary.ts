import fc from "fast-check";
import type { Shape, Shapes } from "../../components/crds/shape";

/** A text of each type that its reader takes. */
const texts: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  string: fc.constantFrom("a", "b-1", "with space"),
  boolean: fc.boolean(),
  number: fc.integer({ min: 0, max: 9 }),
  intOrString: fc.constantFrom("http", 80),
  Quantity: fc.constantFrom("500m", "2Gi", "1", 2),
  CpuQuantity: fc.constantFrom("500m", "2"),
  MemorySize: fc.constantFrom("512m", "2g"),
  CronSchedule: fc.constantFrom("@every 5m", "0 3 * * *"),
  TimeZone: fc.constantFrom("America/Sao_Paulo", "UTC"),
  Duration: fc.constantFrom("30s", "2h"),
  object: fc.constant({}),
  any: fc.constantFrom("a", 1),
};

/**
 * Values as a shape says, with few of the fields that may be left out.
 *
 * @param depth levels of fields below this one; deeper only what must be there.
 */
export function arbitraryOf(shape: Shape, shapes: Shapes, depth = 6): fc.Arbitrary<unknown> {
  const inner = (of: Shape): fc.Arbitrary<unknown> => arbitraryOf(of, shapes, depth - 1);
  if (typeof shape === "string") {
    if (shape === "SparkConf") {
      return fc.constantFrom<object>(
        {},
        { "spark.app.a": "b" },
        { "spark.app.a": "1", "spark.app.b": "true" },
      );
    }
    return shape.startsWith("#")
      ? objectOf(shape.slice(1), shapes, depth)
      : (texts[shape] ?? fc.constant("a"));
  }
  if ("partial" in shape) return inner(shape.partial);
  if ("list" in shape) return fc.array(inner(shape.list), { maxLength: depth > 0 ? 2 : 0 });
  if ("map" in shape) return fc.dictionary(fc.constantFrom("a", "b"), inner(shape.map), { maxKeys: 2 });
  if ("by" in shape) return fc.oneof(...Object.values(shape.of).map(inner));
  if ("enum" in shape) return fc.constantFrom(...shape.enum);
  if ("pattern" in shape) return fc.constant("a");
  if ("prefix" in shape) return fc.constantFrom(...shape.prefix.map((start) => `${start}/a`));
  const { minimum = 0, maximum = 9 } = shape.integer;
  return fc.integer({ min: minimum, max: Math.min(maximum, minimum + 9) });
}

function objectOf(name: string, shapes: Shapes, depth: number): fc.Arbitrary<unknown> {
  const { fields = {}, required = [] } = shapes[name] ?? {};
  const optional = Object.keys(fields).filter((field) => !required.includes(field));
  return fc
    .subarray(optional, { maxLength: depth > 0 ? Math.min(4, optional.length) : 0 })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((field) => [
            field,
            arbitraryOf(fields[field] ?? "any", shapes, depth - 1),
          ]),
        ),
      ),
    );
}

/** What somebody writes by mistake in some place. */
export const slips: readonly unknown[] = [
  "",
  "x",
  "1",
  "true",
  0,
  1,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  true,
  [],
  [1],
  ["x"],
  {},
  { a: 1 },
];

/** A value with one slip: something else in a place, a field that does not exist, or one that is gone. */
export function withSlip(
  value: unknown,
  others: readonly unknown[] = slips,
): fc.Arbitrary<{ value: unknown; path: string }> {
  const places = [...placesIn(value)];
  return fc
    .tuple(
      fc.constantFrom(...places),
      fc.constantFrom("other", "other", "unknown", "gone"),
      fc.constantFrom(...others),
    )
    .map(([place, kind, slip]) => {
      const changed = structuredClone(value);
      const [last = "", ...above] = [...place].reverse();
      const holder = above
        .reverse()
        .reduce<unknown>((at, key) => Reflect.get(Object(at), key), changed) as object;
      if (kind === "unknown" && !Array.isArray(holder)) Reflect.set(holder, "notAField", slip);
      else if (kind === "gone" && !Array.isArray(holder)) Reflect.deleteProperty(holder, last);
      else Reflect.set(holder, last, slip);
      return { value: changed, path: place.join(".") };
    });
}

function* placesIn(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield [...at, key];
    yield* placesIn(part, [...at, key]);
  }
}
