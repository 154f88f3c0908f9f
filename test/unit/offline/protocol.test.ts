import fc from "fast-check";
import { compare, replaces } from "../../../offline/plugins/protocol/diff";
import {
  copySecrets,
  equal,
  hasSecret,
  hasUnknown,
  type Properties,
  reveal,
  secret,
  UNKNOWN,
  type Value,
} from "../../../offline/plugins/protocol/values";

const json = (): fc.Arbitrary<Value> => fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
const properties = (): fc.Arbitrary<Properties> =>
  fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), json(), { maxKeys: 5, noNullPrototype: true });

describe("secrets and unknowns", () => {
  it("marks a value once, and takes the mark away at any depth", () => {
    const nested = { a: [secret({ b: secret(1) })], c: 2 };
    expect(hasSecret(nested)).toBe(true);
    expect(reveal(nested)).toEqual({ a: [{ b: 1 }], c: 2 });
    expect(secret(secret("x"))).toEqual(secret("x"));
  });

  it("finds an unknown inside a secret", () => {
    expect(hasUnknown({ a: secret({ b: [UNKNOWN] }) })).toBe(true);
    expect(hasUnknown({ a: secret("known") })).toBe(false);
  });

  it("keeps a secret leaf from hiding its siblings, and hides an array as a whole", () => {
    const outs = copySecrets(
      { spec: { a: 1, b: 2 }, list: [1, 2], own: 3 },
      { spec: { a: secret(1), b: 2 }, list: [secret(1), 2] },
    );
    expect(outs).toEqual({ spec: { a: secret(1), b: 2 }, list: secret([1, 2]), own: 3 });
  });

  it("revealing what was marked gives back the value", () => {
    fc.assert(fc.property(json(), (value) => equal(reveal(secret(value)), value)));
  });
});

describe("compare", () => {
  it("names the leaves that change, and how", () => {
    const changes = compare(
      { spec: { image: "a", gone: 1, list: [{ n: 1 }, { n: 2 }] }, same: { x: 1 } },
      { spec: { image: "b", list: [{ n: 1 }, { n: 3 }, { n: 4 }] }, same: { x: 1 }, "a.b/c": true },
    );
    expect(Object.fromEntries([...changes].map(([path, { kind }]) => [path, kind]))).toEqual({
      "spec.image": "update",
      "spec.gone": "delete",
      "spec.list[1].n": "update",
      "spec.list[2]": "add",
      '["a.b/c"]': "add",
    });
  });

  it("takes an unknown for a change, and a new mark on the same value for none", () => {
    expect([...compare({ a: "x" }, { a: UNKNOWN }).keys()]).toEqual(["a"]);
    expect(compare({ a: "x" }, { a: secret("x") }).size).toBe(0);
  });

  it("asks for each path whether it forces a replacement", () => {
    const changes = compare({ a: 1, b: 1 }, { a: 2, b: 2 }, ([key]) => key === "b");
    expect(replaces(changes)).toEqual(["b"]);
  });

  it("sees a change exactly where two sets of properties differ", () => {
    fc.assert(fc.property(properties(), (a) => compare(a, structuredClone(a)).size === 0));
    fc.assert(fc.property(properties(), properties(), (a, b) => compare(a, b).size > 0 !== equal(a, b)));
  });
});
