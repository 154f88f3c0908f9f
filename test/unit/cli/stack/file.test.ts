import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackContext } from "../../../../cli/stack/context";
import { keepingStackFile } from "../../../../cli/stack/file";
import { searchPath, withoutFolders } from "../../../../cli/stack/open";
import { writeHandPulumi } from "../../../../cli/stack/pulumi-wrapper";
import { renderEnv } from "../../../../cli/stack/shell-env";

const committed = "# The local stack.\nconfig:\n    w:zone:   local-a   # here\n";
/** What Pulumi makes of it: reformatted, with the salt. */
const saved = "# The local stack.\nconfig:\n  w:zone: local-a # here\nencryptionsalt: v1:abc:v1:def\n";

let root: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "it's a clone-"));
  file = join(root, "Pulumi.dev.yaml");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("keepingStackFile", () => {
  test("gives the file back byte by byte when Pulumi added its salt", async () => {
    writeFileSync(file, committed);
    await keepingStackFile(file, async () => writeFileSync(file, saved));
    expect(readFileSync(file, "utf8")).toBe(committed);
  });

  test("does so when the run failed", async () => {
    writeFileSync(file, committed);
    const run = keepingStackFile(file, async () => {
      writeFileSync(file, saved);
      throw new Error("stopped");
    });
    await expect(run).rejects.toThrow("stopped");
    expect(readFileSync(file, "utf8")).toBe(committed);
  });

  test("leaves a salt that was committed, and a change without a salt", async () => {
    writeFileSync(file, saved);
    await keepingStackFile(file, async () => writeFileSync(file, `${saved}# more\n`));
    expect(readFileSync(file, "utf8")).toBe(`${saved}# more\n`);
    writeFileSync(file, committed);
    await keepingStackFile(file, async () => writeFileSync(file, "config: {}\n"));
    expect(readFileSync(file, "utf8")).toBe("config: {}\n");
  });

  test("removes a file that came into being for the salt alone", async () => {
    await keepingStackFile(file, async () => writeFileSync(file, "encryptionsalt: v1:abc\n"));
    expect(existsSync(file)).toBe(false);
  });
});

describe("the pulumi of ./workshop env", () => {
  /** Stands for the CLI: does what the test says, with the arguments it was given. */
  function hand(body: string): (...args: string[]) => { status: number | null; stdout: string } {
    const real = join(root, "real pulumi");
    writeFileSync(real, `#!/bin/sh\nfile='${file.replaceAll("'", `'\\''`)}'\n${body}\n`);
    chmodSync(real, 0o755);
    const folder = writeHandPulumi(join(root, "bin"), root, real);
    return (...args) => spawnSync(join(folder, "pulumi"), args, { encoding: "utf8" });
  }
  const save = `cat >"$file" <<'END'\n${saved}END`;

  test("passes arguments, output and exit code on", () => {
    const result = hand(`echo "$# $2"; exit 3`)("up", "a b");
    expect([result.status, result.stdout]).toEqual([3, "2 a b\n"]);
  });

  test("gives the stack file back as it was", () => {
    writeFileSync(file, committed);
    hand(save)("up");
    expect(readFileSync(file, "utf8")).toBe(committed);
  });

  test("keeps what `pulumi config set` changed, without the salt", () => {
    writeFileSync(file, committed);
    hand(`${save}\necho "  w:new: 1" >>"$file"`)("config", "set", "new", "1");
    const after = readFileSync(file, "utf8");
    expect(after).toContain("w:new: 1");
    expect(after).not.toContain("encryptionsalt");
  });

  test("leaves a committed salt alone and removes a file of nothing but a salt", () => {
    writeFileSync(file, saved);
    hand('echo "# more" >>"$file"')("up");
    expect(readFileSync(file, "utf8")).toBe(`${saved}# more\n`);
    rmSync(file);
    hand('echo "encryptionsalt: v1:abc" >"$file"')("up");
    expect(existsSync(file)).toBe(false);
  });
});

describe("renderEnv", () => {
  const bench = (kind: "clone" | "chosen"): StackContext => ({
    stack: "dev",
    root,
    pulumi: "/cache/pulumi",
    paths: { home: root, state: "", passphrase: "", logs: "", plugins: "", bin: join(root, "bin"), labs: "" },
    settings: { backend: { kind, url: "file:///s", chosenBy: "default" }, env: {}, home: "" },
    env: {
      PATH: "/cache:/usr/bin",
      KUBECONFIG: "/it's/config",
      PULUMI_BACKEND_URL: "file:///s",
      AWS_SECRET: "x",
    },
  });

  test("can be evaluated by a shell, whatever is in a path", () => {
    const lines = renderEnv(bench("clone"), { PATH: "/usr/bin" });
    const { stdout } = spawnSync("sh", ["-c", `${lines}\necho "$KUBECONFIG|$PULUMI_BACKEND_URL|$PATH"`], {
      encoding: "utf8",
      env: { PATH: "/usr/bin" },
    });
    expect(stdout).toBe(`/it's/config|file:///s|${join(root, "bin")}:/cache:/usr/bin\n`);
  });

  test("exports nothing but the workshop's own, nor what the shell has already", () => {
    const lines = renderEnv(bench("chosen"), { PATH: "/cache:/usr/bin", PULUMI_BACKEND_URL: "file:///s" });
    expect(lines).toBe(`export KUBECONFIG='/it'\\''s/config'\n`);
  });
});

test("what was chosen comes before what is on PATH, and a folder on PATH keeps its place", () => {
  expect(searchPath(["/stand-ins"], "/a:/b", ["/b", "/cache", "/cache"])).toBe("/stand-ins:/cache:/a:/b");
  expect(withoutFolders("/x:/a::/y:/a", ["/a"])).toBe("/x:/y");
});
