import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { screenWords } from "../../../../cli/commands/screen-words";
import { workshopPaths } from "../../../../cli/process/paths";
import { UserError } from "../../../../cli/process/user-errors";
import { chooseBackend } from "../../../../cli/stack/backend";
import { ensureStack } from "../../../../cli/stack/context";
import { backendLine, pulumiSettings } from "../../../../cli/stack/pulumi-env";

const state = "/clone/.workshop/state";
const clone = `file://${state}`;

test.each([
  ["nothing chosen", {}, {}, "clone", clone, "default"],
  ["its own URL from ./workshop env", { PULUMI_BACKEND_URL: clone }, {}, "clone", clone, "./workshop env"],
  [
    "another URL",
    { PULUMI_BACKEND_URL: "s3://bucket" },
    { login: "https://x" },
    "chosen",
    "s3://bucket",
    "PULUMI_BACKEND_URL",
  ],
  ["the project's", {}, { project: "s3://p", login: "https://x" }, "chosen", "s3://p", "Pulumi.yaml"],
  ["a login", {}, { login: "https://api.pulumi.com" }, "chosen", "https://api.pulumi.com", "pulumi login"],
  ["a token", { PULUMI_ACCESS_TOKEN: "t" }, {}, "chosen", "https://api.pulumi.com", "PULUMI_ACCESS_TOKEN"],
] as const)("with %s", (_, env, hints, kind, url, chosenBy) => {
  expect(chooseBackend({ env, state, ...hints })).toEqual({ kind, url, chosenBy });
});

describe("pulumiSettings", () => {
  let root: string;
  let home: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "settings-"));
    home = join(root, "home");
    mkdirSync(home);
    writeFileSync(join(root, "Pulumi.yaml"), "name: w\nruntime: nodejs\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test("keeps state, a private passphrase and Pulumi's home away from the person's own", () => {
    const settings = pulumiSettings({ HOME: home }, root);
    const passphrase = join(root, ".workshop", "passphrase");
    expect(settings.env).toMatchObject({
      PULUMI_BACKEND_URL: `file://${root}/.workshop/state`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
      PULUMI_HOME: join(home, ".cache", "spark-workshop", "pulumi"),
      PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    });
    expect(statSync(passphrase).mode & 0o777).toBe(0o600);
    expect(readFileSync(passphrase, "utf8").trim().length).toBeGreaterThanOrEqual(40);
    const first = readFileSync(passphrase, "utf8");
    pulumiSettings({ HOME: home }, root);
    expect(readFileSync(passphrase, "utf8")).toBe(first);
  });

  test("closes to others what an earlier version, or an empty passphrase file, had left open", () => {
    const folder = join(root, ".workshop");
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, "passphrase"), "", { mode: 0o644 });
    pulumiSettings({ HOME: home }, root);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "passphrase")).mode & 0o777).toBe(0o600);
  });

  test("makes a passphrase anew in a shell of ./workshop env, where down has removed the one that it names", () => {
    const passphrase = join(root, ".workshop", "passphrase");
    const { env } = pulumiSettings({ HOME: home, PULUMI_CONFIG_PASSPHRASE_FILE: passphrase }, root);
    expect(env.PULUMI_CONFIG_PASSPHRASE_FILE).toBe(passphrase);
    expect(readFileSync(passphrase, "utf8").trim().length).toBeGreaterThanOrEqual(40);
  });

  test("leaves another file for the passphrase to whoever named it", () => {
    const { env } = pulumiSettings({ HOME: home, PULUMI_CONFIG_PASSPHRASE_FILE: join(home, "mine") }, root);
    expect(env.PULUMI_CONFIG_PASSPHRASE_FILE).toBeUndefined();
  });

  test("uses a person's passphrase, and their home when they use Pulumi already", () => {
    mkdirSync(join(home, ".pulumi", "plugins"), { recursive: true });
    const { env } = pulumiSettings({ HOME: home, PULUMI_CONFIG_PASSPHRASE: "" }, root);
    expect(env.PULUMI_CONFIG_PASSPHRASE_FILE).toBeUndefined();
    expect(env.PULUMI_HOME).toBe(join(home, ".pulumi"));
  });

  test("changes neither backend, home nor secrets where a backend was chosen", () => {
    mkdirSync(join(home, ".pulumi"));
    writeFileSync(
      join(home, ".pulumi", "credentials.json"),
      JSON.stringify({ current: "https://api.pulumi.com" }),
    );
    const { env, backend } = pulumiSettings({ HOME: home }, root);
    expect(Object.keys(env).filter((name) => /BACKEND|PASSPHRASE|HOME/.test(name))).toEqual([]);
    expect(backendLine(backend, screenWords.en)).toBe(
      "State: https://api.pulumi.com, chosen by pulumi login",
    );
  });

  test("does not show a password in a backend's URL", () => {
    const backend = {
      kind: "chosen",
      url: "postgres://me:secret@host/db",
      chosenBy: "PULUMI_BACKEND_URL",
    } as const;
    expect(backendLine(backend, screenWords.en)).toContain("//…@host/db");
    for (const url of ["postgres://me:se@cret@host/db", "s3://bucket/path?secret=x"]) {
      expect(backendLine({ ...backend, url }, screenWords.en)).not.toMatch(/secret|se@|cret@/);
    }
  });

  test("does not show it either where the stack cannot be made, whoever says the URL", async () => {
    const url = "postgres://me:hunter2@host/db?sslpassword=hunter2";
    const cli = join(home, "pulumi");
    writeFileSync(cli, `#!/bin/sh\necho "error: cannot open ${url}: refused" >&2\nexit 1\n`, { mode: 0o755 });
    const made = ensureStack({
      stack: "dev",
      root,
      paths: workshopPaths(root),
      settings: { backend: { kind: "chosen", url, chosenBy: "PULUMI_BACKEND_URL" }, env: {}, home },
      pulumi: cli,
      env: {},
    });
    const error = await made.catch((refusal: UserError) => refusal);
    const said = error instanceof UserError ? `${error.message} ${error.cure}` : "";
    expect(said).toContain("cannot open postgres://…@host/db?…: refused");
    expect(said).toContain("(chosen by PULUMI_BACKEND_URL)");
    expect(said).not.toContain("hunter2");
  });
});
