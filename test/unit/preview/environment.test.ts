import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmCi } from "../../../cli/preview/base";
import { renderingEnvironment } from "../../../cli/preview/environment";
import { projectRoot } from "../../../cli/process/paths";
import { privateFolder, scratchFolder } from "../../../cli/process/private-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fence-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a rendering sees nothing of an account", () => {
  const secrets = {
    GITHUB_TOKEN: "t",
    NPM_TOKEN: "t",
    SSH_AUTH_SOCK: "/run/ssh",
    AWS_SECRET_ACCESS_KEY: "t",
    GOOGLE_APPLICATION_CREDENTIALS: "/k.json",
    AZURE_CLIENT_SECRET: "t",
    PULUMI_ACCESS_TOKEN: "t",
    KUBECONFIG: "/k",
    NODE_OPTIONS: "--require /tmp/x.js",
    SOMETHING_NEW: "t",
  };
  const env = renderingEnvironment("/empty", "/checkout", {
    ...secrets,
    PATH: "/bin",
    HOME: "/home/ana",
    HTTPS_PROXY: "http://proxy:3128",
  });
  for (const name of Object.keys(secrets)) expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({
    PATH: "/bin",
    HOME: "/empty",
    HTTPS_PROXY: "http://proxy:3128",
    GOMODCACHE: "/home/ana/go/pkg/mod",
    WORKSHOP_RENDERING: "true",
  });
});

test("compiled modules are kept for this checkout, not for a base that is in a new folder each time", () => {
  const env = { NODE_COMPILE_CACHE: "/cache/compiled" };
  expect(renderingEnvironment("/empty", projectRoot, env)).toMatchObject(env);
  expect(renderingEnvironment("/empty", "/tmp/base", env)).not.toHaveProperty("NODE_COMPILE_CACHE");
});

test("npm does not obey a workspace that somebody planted above the base", () => {
  const base = join(folder, "workshop-base-x", "base");
  mkdirSync(base, { recursive: true });
  const planted = join(folder, "node_modules");
  const manifest = (name: string, more: object) => JSON.stringify({ name, version: "1.0.0", ...more });
  const lock = (name: string, packages: object) =>
    JSON.stringify({ name, version: "1.0.0", lockfileVersion: 3, requires: true, packages });
  const link = { resolved: "workshop-base-x/base", link: true };
  writeFileSync(join(folder, "package.json"), manifest("planted", { workspaces: ["workshop-base-*/base"] }));
  writeFileSync(
    join(folder, "package-lock.json"),
    lock("planted", {
      "": { name: "planted", version: "1.0.0", workspaces: ["workshop-base-*/base"] },
      "node_modules/base": link,
      "workshop-base-x/base": { name: "base", version: "1.0.0" },
    }),
  );
  writeFileSync(join(base, "package.json"), manifest("base", {}));
  writeFileSync(join(base, "package-lock.json"), lock("base", { "": { name: "base", version: "1.0.0" } }));
  writeFileSync(join(base, ".npmrc"), "ignore-scripts=true\n");
  const npm = (args: readonly string[]) => execFileSync("npm", args, { cwd: base, stdio: "pipe" });
  npm(npmCi);
  expect(existsSync(planted)).toBe(false);
  // The trap is a trap: without the words it becomes the root.
  npm(["ci", "--no-audit", "--no-fund"]);
  expect(existsSync(planted)).toBe(true);
}, 60_000);

test("a private folder is its owner's alone, also one that was open before", () => {
  const open = join(folder, "open");
  mkdirSync(open, { mode: 0o755 });
  expect(statSync(privateFolder(open)).mode & 0o777).toBe(0o700);
  const scratch = scratchFolder(join(folder, "new", "bases"), "base-");
  expect(statSync(scratch).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "new", "bases")).mode & 0o777).toBe(0o700);
});
