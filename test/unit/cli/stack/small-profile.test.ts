import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackConfig } from "../../../../cli/stack/config";
import { smallProfile, writeSmallProfile } from "../../../../cli/stack/small-profile";
import { kindPools } from "../../../../components/karpenter/kind/pools";
import { checkConfig, kindZones } from "../../../../stacks/config";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "small-"));
  copyFileSync("Pulumi.yaml", join(root, "Pulumi.yaml"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = () => join(root, "Pulumi.dev.yaml");
const written = (...lines: string[]) => writeFileSync(file(), `${lines.join("\n")}\n`);

/** The stack as the program would have it. */
function config() {
  const text = readStackConfig(root, "dev");
  const { config: read, problems } = checkConfig(text, text.given);
  expect(problems).toEqual([]);
  if (!read) throw new Error("it has no target");
  return read;
}

test("the file gets the keys, keeps its comments and what is set there, and a second time changes nothing", () => {
  copyFileSync("Pulumi.dev.yaml", file());
  const before = readFileSync(file(), "utf8");
  expect(writeSmallProfile(root, "dev")).toEqual(["instanceTypes", "limits"]);
  const after = readFileSync(file(), "utf8");
  expect(after.startsWith(before)).toBe(true);
  expect(config()).toMatchObject(smallProfile);
  expect([writeSmallProfile(root, "dev"), readFileSync(file(), "utf8")]).toEqual([[], after]);

  const own = "limits: { drivers: { cpus: 4, memoryGiB: 8 }, executors: { cpus: 6, memoryGiB: 12 } }";
  written("config: # mine", "  spark-workshop:target: kind", `  spark-workshop:${own}`);
  expect(writeSmallProfile(root, "dev")).toEqual(["instanceTypes"]);
  expect(readFileSync(file(), "utf8")).toContain("# mine");
  expect(config().limits.drivers).toEqual({ cpus: 4, memoryGiB: 8 });
});

test("a stack without a file gets one, and an empty file is filled", () => {
  expect(writeSmallProfile(root, "dev")).toHaveLength(2);
  expect([existsSync(file()), config().target]).toEqual([true, "kind"]);
});

test("the pools have room for the node of a driver and for those of two executors, of one size", () => {
  writeSmallProfile(root, "dev");
  const { instanceTypes, limits } = config();
  const [drivers, executors] = kindPools(instanceTypes, kindZones, limits);
  expect([drivers?.types?.length, drivers?.limits, executors?.limits]).toEqual([
    1,
    { cpus: 2, memoryGiB: 4 },
    { cpus: 4, memoryGiB: 8 },
  ]);
});

test("a stack in an account, and one with fixed nodes, are refused and left alone", () => {
  written("config:", "  spark-workshop:target: kind", "  spark-workshop:karpenter: false");
  const before = readFileSync(file(), "utf8");
  expect(() => writeSmallProfile(root, "dev")).toThrow(/karpenter \(false\) makes fixed nodes/);
  expect(readFileSync(file(), "utf8")).toBe(before);
  written("config:", "  spark-workshop:target: eks");
  expect(() => writeSmallProfile(root, "dev")).toThrow("does not live on this machine");
});
