import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsIn, recordsIn, type VulnerabilityRecord } from "../../../codegen/sbom/database";
import { compareReleases } from "../../../codegen/sbom/releases";

const affecting = (ecosystem: string, name: string, more: object): VulnerabilityRecord => ({
  id: "X",
  affected: [{ package: { ecosystem, name }, ...more }],
});
const range = (...events: object[]) => ({ ranges: [{ type: "SEMVER", events }] });
const found = (record: VulnerabilityRecord, purl: string) => findingsIn([record], [purl]).length === 1;

test.each([
  ["v1.2.2", true],
  ["v1.2.3", false],
  ["v1.9.0", false],
  ["v2.0.0-rc.1", true],
  ["v2.0.1+incompatible", true],
  ["v2.1.0", false],
  ["v0.0.0-20231004123456-abcdef012345", true],
])("a Go module of %s is in one of two lines of releases: %p", (version, inside) => {
  const lines = range({ introduced: "0" }, { fixed: "1.2.3" }, { introduced: "2.0.0-0" }, { fixed: "2.1.0" });
  const purl = `pkg:golang/example.com/a/v2@${encodeURIComponent(version)}`;
  expect(found(affecting("Go", "example.com/a/v2", lines), purl)).toBe(inside);
});

test("the order of events does not matter, and the last affected release is affected", () => {
  const events = [{ last_affected: "1.4.0" }, { introduced: "1.0.0" }];
  const record = affecting("npm", "@a/b", range(...events));
  const at = (version: string) => found(record, `pkg:npm/%40a/b@${version}`);
  expect([at("0.9.0"), at("1.0.0"), at("1.4.0"), at("1.4.1")]).toEqual([false, true, true, false]);
});

test("names are compared as each publisher does", () => {
  const all = range({ introduced: "0" });
  expect(found(affecting("PyPI", "Json_Cfg", all), "pkg:pypi/json-cfg@0.4.2")).toBe(true);
  expect(found(affecting("Maven", "org.a:b", all), "pkg:maven/org.a/b@1.0")).toBe(true);
  expect(found(affecting("crates.io", "b", all), "pkg:npm/b@1.0.0")).toBe(false);
  expect(found(affecting("npm", "bb", all), "pkg:npm/b@1.0.0")).toBe(false);
});

test("releases may be named one by one, and commits say nothing of a release", () => {
  const record = affecting("PyPI", "a", {
    versions: ["1.0.post1"],
    ranges: [{ type: "GIT", events: [{ introduced: "0" }] }],
  });
  expect(found(record, "pkg:pypi/a@1.0.post1")).toBe(true);
  expect(found(record, "pkg:pypi/a@1.0")).toBe(false);
});

test("what was taken back is nothing, and a part that a record names twice is told once", () => {
  const all = range({ introduced: "0" });
  const twice = { id: "X", affected: [1, 2].flatMap(() => affecting("npm", "a", all).affected ?? []) };
  expect(findingsIn([twice], ["pkg:npm/a@1.0.0"])).toEqual([{ id: "X", purl: "pkg:npm/a@1.0.0" }]);
  expect(findingsIn([{ ...twice, withdrawn: "2026-01-01T00:00:00Z" }], ["pkg:npm/a@1.0.0"])).toEqual([]);
});

test.each([
  ["1.0", "1.0.0", 0],
  ["1.10", "1.9", 1],
  ["1.0rc1", "1.0", -1],
  ["1.0.post0", "1.0", 1],
  ["1.0-SNAPSHOT", "1.0", -1],
  ["1.0.1.post0", "1.0.2", -1],
  ["2.13.0-M1", "2.13.0", -1],
  ["4.1.2", "4.1.10", -1],
  ["1.0a2", "1.0b1", -1],
])("%s against %s", (a, b, order) => {
  expect(Math.sign(compareReleases(a, b))).toBe(order);
  expect(Math.sign(compareReleases(b, a))).toBe(order === 0 ? 0 : -order);
});

test("a clone's records are read whatever lies beside them, and a folder without one is no database", () => {
  const folder = mkdtempSync(join(tmpdir(), "vulnerabilities-"));
  try {
    mkdirSync(join(folder, "data", "osv"), { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    expect(() => recordsIn(folder)).toThrow("holds no records of vulnerabilities");
    writeFileSync(join(folder, "data", "osv", "A.json"), '{"id": "A", "affected": []}');
    writeFileSync(join(folder, "data", "B.yaml"), "id: B\naffected: []\n");
    expect(
      recordsIn(folder)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["A", "B"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
