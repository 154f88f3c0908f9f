import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pack, published, sourceManifest, stage } from "../../../codegen/package";
import { compiled, packageName } from "../../../components/commands/script";
import { sparkImage } from "../../../components/images/catalog";
import { versions } from "../../../components/versions/versions";
import { chartsIn } from "../../support/chart";
import type { Registered } from "../../support/engine";

const root = resolve(__dirname, "..", "..", "..");
const examples = ["existing", "kind", "eks"] as const;
const packages = join(root, "node_modules");
let folder: string;
let project: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  project = join(folder, "project");
  stage(join(folder, "staged"));
  const tarball = pack(join(folder, "staged"), folder);
  const installed = join(project, "node_modules", packageName);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  // As npm would lay them down, but nothing is downloaded: what the package asks for is linked.
  const { dependencies, peerDependencies } = sourceManifest() as unknown as Record<string, object>;
  for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), "@types/node"]) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(packages, name), link);
  }
  for (const name of examples) {
    cpSync(join(root, "examples", name), join(project, name), { recursive: true });
    chartsIn(join(project, name));
  }
  writeFileSync(join(project, "kubeconfig"), JSON.stringify(kubeconfig));
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kubeconfig = {
  contexts: [{ name: "minikube", context: { cluster: "minikube", user: "minikube" } }],
  clusters: [{ name: "minikube", cluster: { server: "https://localhost" } }],
  users: [{ name: "minikube", user: {} }],
};

/** What an example's program registered, and what it loaded. */
interface Run {
  readonly state: string;
  readonly registered: readonly Registered[];
  readonly sdks: readonly string[];
}
const runs = new Map<string, Run>();

/** An example's run under the mocks, in a process and a folder of its own. */
function run(name: string): Run {
  const config = { "spark-workshop:context": "minikube", "spark-workshop:publicAccess": '["52.94.76.7/32"]' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...["--import", join(packages, "tsx", "dist", "loader.mjs")],
      join(root, "test", "support", "example-run.ts"),
      ...[join("..", "bin", name, "index.js"), JSON.stringify(config)],
    ],
    {
      cwd: join(project, name),
      encoding: "utf8",
      env: { ...process.env, KUBECONFIG: join(project, "kubeconfig") },
    },
  );
  expect([status, stderr]).toEqual([0, expect.not.stringContaining("Error")]);
  return JSON.parse(stdout) as Run;
}

/** What the declarations take and refuse, without a compiler that reads JSON. */
const types = `import type { Committer } from "${packageName}";
export const known: Committer = "iceberg";
// @ts-expect-error There is no such committer.
export const unknown: Committer = "nonsense";
`;

test("programs of the examples compile against the package's declarations, and are short", () => {
  const options = { strict: true, module: "nodenext", resolveJsonModule: false, target: "es2022" };
  const libraries = { skipLibCheck: true, types: ["node"] };
  const config = {
    compilerOptions: { ...options, ...libraries, outDir: "bin", rootDir: "." },
    include: ["*/index.ts"],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  mkdirSync(join(project, "types"));
  writeFileSync(join(project, "types", "index.ts"), types);
  const compiler = join(packages, "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler], { cwd: project, encoding: "utf8" });
  expect([status, stdout]).toEqual([0, ""]);
  for (const name of examples) {
    const lines = readFileSync(join(project, name, "index.ts"), "utf8")
      .trimEnd()
      .split("\n");
    expect([name, lines.length < 40]).toEqual([name, true]);
  }
}, 900_000);

describe.each(examples)("the program for %s", (name) => {
  let ran: Run;
  beforeAll(() => {
    ran = run(name);
    runs.set(name, ran);
  }, 300_000);

  test("runs a job on a platform", () => {
    expect(ran.state).toBe("COMPLETED");
    const job = ran.registered.find(({ type }) => /^kubernetes:.*:SparkApplication$/.test(type));
    expect(job?.inputs).toMatchObject({
      metadata: { name: "hello", namespace: "spark-jobs" },
      spec: { mainApplicationFile: "local:///opt/spark/app/hello.py" },
    });
    const components = ran.registered.map(({ type }) => type);
    expect(components.filter((type) => type === "kubernetes:helm.sh/v3:Release").length).toBeGreaterThan(1);
  });

  test("has commands that are there, whatever folder they are run in", () => {
    const commands = ran.registered.filter(({ type }) => type === "command:local:Command");
    const lines = commands.flatMap(({ inputs }) =>
      [inputs.create, inputs.update, inputs.delete].filter(Boolean),
    );
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines as string[]) {
      const [, node, file = ""] = /^node='([^']+)'.*file='([^']+)'/.exec(line) ?? [];
      expect([node, file, existsSync(file)]).toEqual([process.execPath, expect.any(String), true]);
      expect(line).not.toContain("tsx");
    }
    // Without an input it says what is wrong with that, and so has begun.
    const shell = spawnSync("sh", ["-c", String(lines[0])], {
      cwd: "/",
      encoding: "utf8",
      env: { PATH: "/bin" },
    });
    expect(shell.stderr).not.toMatch(/Cannot find module|not found/);
    expect(shell.status).toBe(1);
  });

  test("loads the SDK of AWS only where AWS is", () => {
    expect(ran.sdks.includes("aws")).toBe(name === "eks");
  });
});

test("a command finds Node and the package on a machine that has both elsewhere", () => {
  const line = `${compiled("images/commands/present", "/not/here", "/not/node")}; exit $?`;
  const env = { PATH: [dirname(process.execPath), "/bin", "/usr/bin"].join(":") };
  const shell = spawnSync("sh", ["-c", line], { cwd: project, encoding: "utf8", env });
  expect([shell.status, shell.stderr]).toEqual([
    1,
    expect.not.stringMatching(/Cannot find module|not found/),
  ]);
});

test("an image that is built has the same content, and so the same name, as in the repository", () => {
  const job = runs
    .get("existing")
    ?.registered.find(({ type }) => /^kubernetes:.*:SparkApplication$/.test(type));
  expect(job?.inputs).toMatchObject({ spec: { image: sparkImage(versions).reference } });
});

test("the manifest asks for what the components import, in the versions of the repository", () => {
  const manifest = sourceManifest() as unknown as {
    name: string;
    dependencies: Record<string, string>;
    peerDependencies: Record<string, string>;
  };
  expect(manifest.name).toBe(packageName);
  const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies as Record<
    string,
    string
  >;
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect([name, version]).toEqual([name, ours[name]]);
  for (const [name, range] of Object.entries(manifest.peerDependencies))
    expect([name, range]).toEqual([name, `^${ours[name]}`]);
  const staged = join(folder, "staged", "components");
  const said = execFileSync(
    "grep",
    ["-rhoE", '(require|import)\\("[^."][^"]*"\\)', "--include=*.js", staged],
    {
      encoding: "utf8",
    },
  );
  const imported = new Set(
    [...said.matchAll(/(?:require|import)\("((?:@[^/"]+\/)?[^/"]+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("node:")),
  );
  const declared = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
  expect([...imported].sort()).toEqual([...declared].sort());
});

test("what is published exports compiled modules, and may be published", () => {
  const manifest = published(sourceManifest()) as Record<string, unknown>;
  expect(manifest).not.toHaveProperty("private");
  expect(manifest.exports).toMatchObject({
    ".": { types: "./components/index.d.ts", default: "./components/index.js" },
    "./eks": { types: "./components/eks.d.ts", default: "./components/eks.js" },
  });
  const changes = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  expect(changes).toContain(`\n## ${String(manifest.version)}\n`);
});
