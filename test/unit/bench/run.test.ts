import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

// Only these of the machine's own: it may have a kubectl of its own.
const names = "bash env dirname basename mktemp mkdir cp rm ln awk date tail sort seq cat".split(" ");
const system = spawnSync("sh", ["-c", names.map((name) => `command -v ${name}`).join("; ")], {
  encoding: "utf8",
}).stdout.trim();

let root: string;
const stackFile = "config:\n  w:target: kind\n";

/** A script in the clone or on PATH that notes how it was called. */
function play(path: string, lines: string): void {
  writeFileSync(
    join(root, path),
    `#!/bin/bash\necho "$(basename "$0") $*" >>"${join(root, "calls")}"\n${lines}\n`,
  );
  chmodSync(join(root, path), 0o755);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bench-"));
  for (const folder of ["bench", "played", "system", "tmp", "node_modules"]) mkdirSync(join(root, folder));
  for (const path of system.split("\n")) symlinkSync(path, join(root, "system", basename(path)));
  cpSync("bench/run.sh", join(root, "bench/run.sh"));
  cpSync("bench/bare", join(root, "bench/bare"), { recursive: true });
  writeFileSync(join(root, "Pulumi.dev.yaml"), stackFile);
  // As the real one: `down` takes all of .workshop with it.
  play("workshop", 'case "$1" in down) rm -rf .workshop ;; env) echo "export KUBECONFIG=/k" ;; esac');
  play("bench/plain.sh", "true");
  for (const tool of ["pulumi", "npx", "docker", "kind", "kubectl", "helm", "curl"])
    play(`played/${tool}`, "cat >/dev/null");
  play("played/node", "echo 5");
});
afterEach(() => rmSync(root, { recursive: true }));

const shell = () => join(root, "system/bash");
const options = () => ({
  cwd: root,
  env: { PATH: `${join(root, "played")}:${join(root, "system")}`, TMPDIR: join(root, "tmp") },
});
const callsSoFar = () => (existsSync(join(root, "calls")) ? readFileSync(join(root, "calls"), "utf8") : "");

function bench() {
  const run = spawnSync(shell(), ["bench/run.sh", "1"], { ...options(), encoding: "utf8", input: "" });
  const { status, stdout, stderr } = run;
  return { status, stdout, stderr, calls: callsSoFar() };
}

test("a whole run puts the stack file back though down removes .workshop, and leaves no folder", () => {
  const { status, stdout, stderr, calls } = bench();
  expect(`${status} ${stderr}`).toBe("0 ");
  expect(stdout).toContain("preview, nothing changed (5 resources)");
  expect(calls).toContain("workshop down");
  expect(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8")).toBe(stackFile);
  expect(readdirSync(join(root, "tmp"))).toEqual([]);
});

test("a plain half that fails takes its cluster along", () => {
  play("bench/plain.sh", '[ "$2" = --cluster ]');
  const { status, calls } = bench();
  expect(status).toBe(1);
  expect(calls.trim().split("\n").at(-1)).toBe("kind delete cluster --name spark-workshop");
  expect(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8")).toBe(stackFile);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("ended by %s in the middle, it puts the stack file back", async (signal, code) => {
  play("workshop", 'case "$1" in up) exec tail -f /dev/null ;; env) echo "export KUBECONFIG=/k" ;; esac');
  const run = spawn(shell(), ["bench/run.sh", "1"], { ...options(), detached: true, stdio: "ignore" });
  const ended = new Promise((done) => run.on("close", done));
  while (!callsSoFar().includes("workshop up")) await new Promise((wake) => setTimeout(wake, 20));
  expect(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8")).not.toBe(stackFile);
  // As a terminal does: to the whole group.
  process.kill(-(run.pid ?? 0), signal);
  expect(await ended).toBe(code);
  expect(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8")).toBe(stackFile);
});

test("helm is brought where the plugins in use do without", () => {
  rmSync(join(root, "played/helm"));
  mkdirSync(join(root, "brought"));
  play("brought/helm", "true");
  play(
    "played/npx",
    `case "$2" in bench/helm.ts) echo "${join(root, "brought")}" ;; *) cat >/dev/null ;; esac`,
  );
  const { status, calls } = bench();
  expect(status).toBe(0);
  expect(calls).toContain("npx tsx bench/helm.ts");
});

test("a tool that the plain half would miss is said before anything is made", () => {
  rmSync(join(root, "played/kubectl"));
  const { status, stderr, calls } = bench();
  expect(status).toBe(1);
  expect(stderr).toContain("kubectl is not on PATH");
  expect(calls).toBe("workshop env\n");
  expect(readFileSync(join(root, "Pulumi.dev.yaml"), "utf8")).toBe(stackFile);
});
