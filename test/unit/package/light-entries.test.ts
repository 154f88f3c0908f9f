import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "..", "..", "..");

/** Packages, and modules of the components, that an entry loads. */
function loadedBy(entry: string): { packages: string[]; modules: string[] } {
  const script = `require("./components/${entry}"); process.stdout.write(JSON.stringify(Object.keys(require.cache)));`;
  const run = spawnSync(process.execPath, ["--import", "tsx", "-e", script], { cwd: root, encoding: "utf8" });
  expect([run.status, run.stderr]).toEqual([0, ""]);
  const files = JSON.parse(run.stdout) as string[];
  const packages = files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  const modules = files.flatMap((file) => /\/components\/(.+)\.ts$/.exec(file)?.[1] ?? []);
  const loaders = ["esbuild", "tsx"];
  const own = packages.filter((name) => !loaders.includes(name));
  return { packages: [...new Set(own)].sort(), modules: modules.sort() };
}

test("facts load no SDK: neither Pulumi's, nor Kubernetes', nor AWS'", () => {
  const { packages, modules } = loadedBy("facts");
  expect(packages).toEqual(["zod"]);
  expect(modules).toEqual(expect.arrayContaining(["facts", "cost/aws-cost", "versions/versions"]));
});

test("problems load no package and no versions.json, whose faults they tell", () => {
  const { packages, modules } = loadedBy("problems");
  expect(packages).toEqual([]);
  expect(modules).not.toContain("versions/versions");
});
