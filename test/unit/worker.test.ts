import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "worker-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Expects its worker as a first file finds it, changes all of it, and writes down how many files had the same package. */
const untidy = `
const pulumi = require("@pulumi/pulumi");
const own = require("./own");

test("finds all as it was", async () => {
  expect([globalThis.left, typeof globalThis.structuredClone]).toEqual([undefined, "function"]);
  expect([process.env.LEFT, process.env.HOME]).toEqual([undefined, "/home/of/the/test"]);
  expect([process.exitCode, process.listenerCount("SIGUSR2")]).toEqual([undefined, 0]);
  expect(own.left).toBeUndefined();
  expect([pulumi.getStack(), pulumi.runtime.hasMonitor()]).toEqual(["stack", false]);
  expect(jest.isMockFunction(pulumi.log.warn)).toBe(false);

  globalThis.left = true;
  globalThis.structuredClone = undefined;
  process.env = { LEFT: "1" };
  process.exitCode = 3;
  process.on("SIGUSR2", () => {});
  own.left = true;
  await pulumi.runtime.setMocks({ newResource: () => ({}), call: () => ({}) }, "project", "left");
  jest.spyOn(pulumi.log, "warn");
  pulumi.files = (pulumi.files ?? 0) + 1;
  require("node:fs").writeFileSync(__filename + ".count", String(pulumi.files));
});

test("has packages of its own context", () => {
  expect(require("yaml").parse("[1]")).toBeInstanceOf(Array);
  expect(() => require("yaml").parse("[")).toThrow(Error);
});
`;

test("files of tests share a worker's packages, and nothing else", () => {
  const files = ["a.test.js", "b.test.js"].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, untidy);
  writeFileSync(join(folder, "own.js"), "module.exports = {};");
  const support = join(root, "test/support/jest");
  writeFileSync(
    join(folder, "jest.config.json"),
    JSON.stringify({
      testEnvironment: join(support, "environment.js"),
      runtime: join(support, "runtime.js"),
      modulePaths: [join(root, "node_modules")],
      transform: {},
    }),
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/jest/bin/jest.js"), "--runInBand"],
    { cwd: folder, env: { PATH: process.env.PATH, HOME: "/home/of/the/test" }, encoding: "utf8" },
  );
  expect(stderr).toContain("4 passed, 4 total");
  expect(status).toBe(0);
  expect(files.map((file) => readFileSync(`${file}.count`, "utf8")).sort()).toEqual(["1", "2"]);
}, 60_000);
