import { EngineResources, readable } from "../../../policies/engine";
import { unknownMark } from "../../../policies/read";

class UnknownValueError extends Error {}
/** What the SDK shows where a value is not known: it throws when it is touched. */
function withUnknown(holder: object, key: string | number, error: Error = new UnknownValueError()): object {
  return Object.defineProperty(holder, key, {
    enumerable: true,
    get: () => {
      throw error;
    },
  });
}

test("of what an engine shows a mark stands for what is not known, and all else is a copy", () => {
  const given = { text: "a", none: null, list: [1, { a: true }], inner: withUnknown({ b: 2 }, "c") };
  const copy = readable(given);
  expect(copy).toEqual({ text: "a", none: null, list: [1, { a: true }], inner: { b: 2, c: unknownMark } });
  expect(copy).not.toBe(given);
  expect(readable(withUnknown(["a", "b", "c"], 1))).toEqual(["a", unknownMark, "c"]);
  expect([readable(undefined), readable(7), readable(null)]).toEqual([undefined, 7, null]);
});

test.each([new Error("broken"), new TypeError("broken")])("any other error is one: %s", (error) => {
  expect(() => readable(withUnknown({}, "a", error))).toThrow("broken");
});

describe("a resource at the end of a run", () => {
  const shown = { urn: "urn:a", type: "t", name: "a" };
  const atTheEnd = (resources: EngineResources, props: object, from: Record<string, string[]> = {}) =>
    resources.atTheEnd({
      ...shown,
      props,
      propertyDependencies: Object.fromEntries(
        Object.entries(from).map(([property, urns]) => [property, urns.map((urn) => ({ urn }) as never)]),
      ),
    });

  test("is what it was declared as, whatever its outputs are", () => {
    const resources = new EngineResources();
    const declared = resources.declare({ ...shown, props: withUnknown({ a: 1 }, "b") });
    expect(declared).toEqual({ ...shown, props: { a: 1, b: unknownMark } });
    expect(atTheEnd(resources, { a: 2 }).props).toEqual(declared.props);
  });

  test("is its outputs where it was not declared", () => {
    expect(atTheEnd(new EngineResources(), { a: 2 })).toEqual({
      ...shown,
      props: { a: 2 },
      propertyDependencies: {},
    });
  });

  test("tells which resources each property was made from", () => {
    const from = { bucket: ["urn:b", "urn:c"], policy: [] };
    expect(atTheEnd(new EngineResources(), {}, from).propertyDependencies).toEqual(from);
  });
});
