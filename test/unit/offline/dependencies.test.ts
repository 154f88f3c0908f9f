import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../../cli/process/paths";

const manifest = (folder: string): { dependencies: Record<string, string>; workspaces?: string[] } =>
  JSON.parse(readFileSync(join(projectRoot, folder, "package.json"), "utf8"));
const lock: { packages: Record<string, { dev?: boolean; link?: boolean; integrity?: string }> } = JSON.parse(
  readFileSync(join(projectRoot, "package-lock.json"), "utf8"),
);

/** Packages that the sources below a folder load when they run, by name. What is imported as a type alone is not loaded. */
function loaded(folder: string): string[] {
  const sources = readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => !name.includes("node_modules") && (/\.(ts|js)$/.test(name) || /(^|\/)bin\//.test(name)))
    .map((name) => join(projectRoot, folder, name));
  const names = sources.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const found = text.matchAll(
      /^(?:import|export)(?! type\b)[^;]*?from "([^".][^"]*)"|(?:require|import)\("([^".][^"]*)"\)/gm,
    );
    return [...found].map(([, from, called]) => from ?? called ?? "");
  });
  const packages = names
    .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name))
    .map((name) =>
      (name.startsWith("@") ? name.split("/").slice(0, 2) : name.split("/").slice(0, 1)).join("/"),
    );
  return [...new Set(packages)].sort();
}

describe("npm ci --omit=dev leaves everything that up needs", () => {
  const root = Object.keys(manifest(".").dependencies);

  it.each(["components", "stacks", "policies", "cli"])(
    "%s loads dependencies of the project alone",
    (folder) => {
      const packages = loaded(folder);
      expect(packages.length).toBeGreaterThan(0);
      expect(packages.filter((name) => !root.includes(name))).toEqual([]);
    },
  );

  it("offline loads its own dependencies and the project's, and has none that it does not load", () => {
    const own = Object.keys(manifest("offline").dependencies);
    const packages = loaded("offline");
    expect(packages.filter((name) => !own.includes(name) && !root.includes(name))).toEqual([]);
    expect(own.filter((name) => !packages.includes(name))).toEqual([]);
    expect(manifest(".").workspaces).toContain("offline");
  });

  it("the lock file installs none of them for developers only", () => {
    const names = [...root, ...Object.keys(manifest("offline").dependencies)];
    expect(names.filter((name) => lock.packages[`node_modules/${name}`]?.dev !== undefined)).toEqual([]);
    expect(names.filter((name) => !lock.packages[`node_modules/${name}`])).toEqual([]);
  });
});

test("the lock file holds a hash of every package, those of other platforms too", () => {
  const installed = Object.entries(lock.packages).filter(
    ([path, { link }]) => path.includes("node_modules/") && !link,
  );
  expect(installed.length).toBeGreaterThan(100);
  expect(
    installed
      .filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""))
      .map(([path]) => path),
  ).toEqual([]);
});
