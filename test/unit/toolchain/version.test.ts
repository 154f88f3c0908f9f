import fc from "fast-check";
import { toolSpecs } from "../../../cli/toolchain/tool-specs";
import {
  atLeast,
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
  withinOneMinorOf,
} from "../../../cli/toolchain/version";

const version = fc.tuple(fc.nat(99), fc.nat(999), fc.nat(99)) as fc.Arbitrary<Version>;

describe("parseVersion", () => {
  test.each([
    ["v3.250.0", "3.250.0"],
    ["kind v0.33.0 go1.26.8 linux/amd64", "0.33.0"],
    ["Client Version: v1.34.3\nKustomize Version: v5.7.1", "1.34.3"],
    ["v3.22.0+g12345", "3.22.0"],
    ["3.251.0-alpha.1733", "3.251.0"],
    ["Docker version 20.10.24+dfsg1, build 297e128", "20.10.24"],
  ])("finds the release in %j", (text, expected) => {
    expect(formatVersion(parseVersion(text) as Version)).toBe(expected);
  });

  test.each(["", "unknown", "v3.250", "1.2"])("finds none in %j", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  test("reads what formatVersion writes", () => {
    fc.assert(fc.property(version, (v) => expect(parseVersion(formatVersion(v))).toEqual(v)));
  });
});

test("versions are ordered by number, not by text", () => {
  expect(compareVersions([3, 9, 0], [3, 250, 0])).toBeLessThan(0);
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) || 0);
    }),
  );
});

describe("what is accepted", () => {
  test.each([
    [[3, 250, 0], undefined],
    [[3, 300, 1], undefined],
    [[3, 249, 9], "is older than 3.250.0"],
    [[4, 0, 0], "is of another major version than 3.250.0"],
  ] as const)("at least 3.250.0: %j %s", (found, verdict) => {
    expect(atLeast("3.250.0")(found)).toBe(verdict);
  });

  test.each([
    [[1, 33, 0], undefined],
    [[1, 35, 9], undefined],
    [[1, 32, 4], "is more than one minor version away from 1.34.3"],
    [[1, 36, 0], "is more than one minor version away from 1.34.3"],
    [[2, 34, 3], "is more than one minor version away from 1.34.3"],
  ] as const)("within one minor version of 1.34.3: %j %s", (found, verdict) => {
    expect(withinOneMinorOf("1.34.3")(found)).toBe(verdict);
  });

  test.each(Object.entries(toolSpecs))(
    "%s accepts the version it would install",
    (_name, { accepts, version }) => {
      expect(accepts(parseVersion(version) as Version)).toBeUndefined();
    },
  );

  test.each(Object.entries(toolSpecs))("%s refuses an older major or minor version", (_name, { accepts }) => {
    expect(accepts([0, 1, 0])).toMatch(/older|away/);
  });

  test("a limit that is no release number is a mistake of the program's", () => {
    expect(() => atLeast("latest")).toThrow(RangeError);
    expect(() => withinOneMinorOf("1")).toThrow(RangeError);
  });
});
