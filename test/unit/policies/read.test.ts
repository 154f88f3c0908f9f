import { at, documentOf, entries, isUnknown, list, statements, strings } from "../../../policies/read";

describe("what is read of properties", () => {
  test("ends where a path does", () => {
    const value = { a: [{ b: null }], text: "x" };
    expect([at(value, "a", 0), at(value, "a", 0, "b", "c"), at(value, "text", "length")]).toEqual([
      { b: null },
      undefined,
      undefined,
    ]);
    expect(at(undefined, "a")).toBeUndefined();
  });

  test("is of its kind, or nothing", () => {
    expect([list([1]), list({ 0: 1 }), list("a")]).toEqual([[1], [], []]);
    expect([entries({ a: 1 }), entries([1]), entries(null), entries("a")]).toEqual([[["a", 1]], [], [], []]);
    expect([strings("a"), strings(["a", 1]), strings(7)]).toEqual([["a"], ["a"], []]);
    expect([isUnknown("x [known after up]"), isUnknown("x"), isUnknown(["[known after up]"])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("is a document as text or as it is, and none where the text is none", () => {
    expect([documentOf('{"a":1}'), documentOf({ a: 1 }), documentOf("{")]).toEqual([
      { a: 1 },
      { a: 1 },
      undefined,
    ]);
    expect([{ Statement: [1, 2] }, { Statement: 1 }, {}, undefined].map(statements)).toStrictEqual([
      [1, 2],
      [1],
      [],
      [],
    ]);
  });
});
