import { SemVer } from "semver";
import { toolSpecs } from "../../../cli/toolchain/tool-specs";
import { atLeast, parseVersion, type Version, withinOneMinorOf } from "../../../cli/toolchain/version";

const release = (...numbers: readonly number[]) => new SemVer(numbers.join("."));

describe("parseVersion", () => {
  test.each([
    ["v3.250.0", "3.250.0"],
    ["kind v0.33.0 go1.26.8 linux/amd64", "0.33.0"],
    ["Client Version: v1.34.3\nKustomize Version: v5.7.1", "1.34.3"],
    ["v3.22.0+g12345", "3.22.0"],
    ["3.251.0-alpha.1733", "3.251.0"],
    ["Docker version 20.10.24+dfsg1, build 297e128", "20.10.24"],
  ])("finds the release in %j", (text, expected) => {
    expect(parseVersion(text)?.version).toBe(expected);
  });

  test.each(["", "unknown", "v3.250", "1.2"])("finds none in %j", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

test("versions are ordered by number, not by text", () => {
  expect(atLeast("3.250.0")(release(3, 9, 0))).toBe("is older than 3.250.0");
});

describe("what is accepted", () => {
  test.each([
    [[3, 250, 0], undefined],
    [[3, 300, 1], undefined],
    [[3, 249, 9], "is older than 3.250.0"],
    [[4, 0, 0], "is of another major version than 3.250.0"],
  ] as const)("at least 3.250.0: %j %s", (found, verdict) => {
    expect(atLeast("3.250.0")(release(...found))).toBe(verdict);
  });

  test.each([
    [[1, 33, 0], undefined],
    [[1, 35, 9], undefined],
    [[1, 32, 4], "is more than one minor version away from 1.34.3"],
    [[1, 36, 0], "is more than one minor version away from 1.34.3"],
    [[2, 34, 3], "is more than one minor version away from 1.34.3"],
  ] as const)("within one minor version of 1.34.3: %j %s", (found, verdict) => {
    expect(withinOneMinorOf("1.34.3")(release(...found))).toBe(verdict);
  });

  test.each(Object.entries(toolSpecs))(
    "%s accepts the version it would install",
    (_name, { accepts, version }) => {
      expect(accepts(parseVersion(version) as Version)).toBeUndefined();
    },
  );

  test.each(Object.entries(toolSpecs))("%s refuses an older major or minor version", (_name, { accepts }) => {
    expect(accepts(release(0, 1, 0))).toMatch(/older|away/);
  });

  test("a limit that is no release number is a mistake of the program's", () => {
    expect(() => atLeast("latest")).toThrow(RangeError);
    expect(() => withinOneMinorOf("1")).toThrow(RangeError);
  });
});
