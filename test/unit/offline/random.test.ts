import fc from "fast-check";
import { isSecret, UNKNOWN } from "../../../offline/plugins/protocol/values";
import { randomProvider, randomString, recipe } from "../../../offline/plugins/random/random";

const password = { urn: "urn", type: "random:index/randomPassword:RandomPassword", name: "p" };

describe("a random string", () => {
  it("has its length, its minimums, and no character that was not allowed", () => {
    const inputs = fc.record({
      length: fc.integer({ min: 12, max: 64 }),
      minLower: fc.integer({ min: 0, max: 3 }),
      minNumeric: fc.integer({ min: 0, max: 3 }),
      minSpecial: fc.integer({ min: 0, max: 3 }),
      upper: fc.constant(false),
      overrideSpecial: fc.constant("-_"),
    });
    fc.assert(
      fc.property(inputs, (wanted) => {
        const made = randomString(recipe(wanted));
        const count = (pattern: RegExp): number => made.match(pattern)?.length ?? 0;
        expect(made).toMatch(/^[a-z0-9_-]*$/);
        expect(made).toHaveLength(wanted.length);
        expect(count(/[a-z]/g)).toBeGreaterThanOrEqual(wanted.minLower);
        expect(count(/[0-9]/g)).toBeGreaterThanOrEqual(wanted.minNumeric);
        expect(count(/[-_]/g)).toBeGreaterThanOrEqual(wanted.minSpecial);
      }),
    );
  });

  it("cannot be shorter than its minimums, or made of nothing", () => {
    expect(() => recipe({ length: 3, minLower: 2, minUpper: 2 })).toThrow("length (3) must be at least 4");
    const none = { length: 3, lower: false, upper: false, numeric: false, special: false };
    expect(() => recipe(none)).toThrow("nothing to pick from");
  });
});

describe("RandomPassword", () => {
  const provider = randomProvider();

  it("is secret, unknown in a preview, and made anew for any change", async () => {
    const operation = { ...password, timeout: 0, inputs: { length: 20 } };
    const { state } = await provider.create({ ...operation, preview: false });
    expect(isSecret(state.result)).toBe(true);
    expect((await provider.create({ ...operation, preview: true })).state.result).toBe(UNKNOWN);
    const { changes } = await provider.diff({
      ...password,
      id: "none",
      state,
      oldInputs: { length: 20 },
      news: { length: 20, keepers: { a: "b" } },
    });
    expect([...changes]).toEqual([["keepers", { kind: "add", replace: true }]]);
  });
});
