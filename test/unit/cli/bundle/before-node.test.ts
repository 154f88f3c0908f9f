import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeBundle } from "../../../../cli/bundle/write";
import { thisPlatform } from "../../../../cli/toolchain/platform";
import { BareMachine, playedNode } from "../../../support/bare-machine";

const version = "22.23.3";
const { os, arch } = thisPlatform();
let machine: BareMachine;

beforeEach(() => {
  machine = new BareMachine(version);
  machine.copy("cli/bundle/before-node.sh");
});
afterEach(() => machine.remove());

/** A bundle with a Node.js that plays, a package, and nothing else. */
async function bundle(
  change: { platform?: string; node?: string; lock?: string } = {},
  key?: KeyObject,
): Promise<string> {
  const made = join(machine.root, "made");
  const packages = join(made, "packages");
  for (const folder of [join(made, "node", "bin"), join(packages, "tsx"), join(made, "none")])
    mkdirSync(folder, { recursive: true });
  machine.program("node", playedNode(version), join(made, "node", "bin"));
  writeFileSync(join(packages, "tsx", "package.json"), "{}");
  writeFileSync(join(packages, ".package-lock.json"), "{}");
  const scratch = join(made, "scratch");
  mkdirSync(scratch, { recursive: true });
  const lock = createHash("sha256")
    .update(readFileSync(join(machine.clone, "package-lock.json")))
    .digest("hex");
  const manifest = { format: 1 as const, platform: `${os}/${arch}`, node: version, lock, ...change };
  const none = { folder: join(made, "none"), name: "" };
  const output = join(machine.root, "w.tar");
  await writeBundle(
    {
      manifest: { ...manifest, versions: {}, tools: [], plugins: [], charts: [] },
      node: { folder: join(made, "node"), name: "" },
      packages: { folder: packages, name: "" },
      tools: [none],
      charts: [none],
      images: { images: [], blobs: {}, bytes: () => (async function* () {})(), close: async () => {} },
      key,
    },
    output,
    scratch,
  );
  return output;
}

const cache = () => join(machine.home, ".cache", "spark-workshop");
const packaged = () => existsSync(join(machine.clone, "node_modules", "tsx", "package.json"));
const kept = () => existsSync(join(cache(), `node-${version}`));

test.each([
  ["--bundle FILE", (file: string) => machine.workshop(["up", "--bundle", file])],
  ["--bundle=FILE", (file: string) => machine.workshop(["up", `--bundle=${file}`])],
  ["WORKSHOP_BUNDLE", (file: string) => machine.workshop(["up"], { WORKSHOP_BUNDLE: file })],
])("an empty machine without network gets Node.js and packages from %s", async (_, run) => {
  const { status, stdout, stderr } = run(await bundle());
  expect([status, stdout.split(" up")[0]]).toEqual([0, `node ${version}: --require tsx/cjs cli/main.ts`]);
  expect(stderr).toContain("Checking the bundle");
  expect([kept(), packaged()]).toEqual([true, true]);
  expect(readdirSync(machine.clone).filter((name) => name.includes(".part"))).toEqual([]);
  const again = machine.workshop(["up"]);
  expect([again.status, again.stderr]).toEqual([0, ""]);
});

test("packages of another lock are replaced, and the bundle is not looked at where nothing is needed of it", async () => {
  const file = await bundle();
  machine.workshop(["up", "--bundle", file]);
  writeFileSync(file, "gone bad");
  expect(machine.workshop(["up", "--bundle", file]).status).toBe(0);
  writeFileSync(join(machine.clone, "package-lock.json"), '{"new": 1}\n');
  const refused = machine.workshop(["up", "--bundle", file]);
  expect([refused.status, packaged()]).toEqual([1, true]);
  writeFileSync(join(machine.clone, "node_modules", "left-over"), "");
  expect(machine.workshop(["up", "--bundle", await bundle()]).status).toBe(0);
  expect(existsSync(join(machine.clone, "node_modules", "left-over"))).toBe(false);
});

test.each([
  ["another machine", { platform: "plan9/mips" }, "is for plan9/mips, and this machine is"],
  ["another Node.js", { node: "1.2.3" }, "was made from another checkout: its Node.js is 1.2.3"],
  ["another lock", { lock: "0".repeat(64) }, "was made from another checkout"],
])("a bundle for %s is refused and changes nothing", async (_, change, words) => {
  const { status, stderr } = machine.workshop(["up", "--bundle", await bundle(change)]);
  expect(status).toBe(1);
  expect(stderr).toContain(words);
  expect(stderr).toContain("Cure: ");
  expect([kept(), packaged()]).toEqual([false, false]);
});

test("a damaged bundle, one that is none, and one that is not there are refused", async () => {
  const file = await bundle();
  const bytes = readFileSync(file);
  const at = Math.floor(statSync(file).size / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect(machine.workshop(["up", "--bundle", file]).stderr).toMatch(
    /is damaged: .* does not have its checksum/,
  );
  writeFileSync(file, "none");
  expect(machine.workshop(["up", "--bundle", file]).stderr).toContain("is no whole bundle");
  expect(machine.workshop(["up", "--bundle", "nowhere.tar"]).stderr).toContain("there is no bundle");
  expect([kept(), packaged()]).toEqual([false, false]);
});

test("where a key is set, nothing is taken out of a bundle that its holder has not signed", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const WORKSHOP_BUNDLE_KEY = join(machine.root, "key.pub");
  writeFileSync(WORKSHOP_BUNDLE_KEY, publicKey.export({ type: "spki", format: "pem" }));
  const up = async (key?: KeyObject) =>
    machine.workshop(["up", "--bundle", await bundle({}, key)], { WORKSHOP_BUNDLE_KEY });
  const other = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
  for (const key of [undefined, other]) {
    expect(await up(key)).toMatchObject({ status: 1, stderr: expect.stringContaining("is not signed by") });
    expect([kept(), packaged()]).toEqual([false, false]);
  }
  expect((await up(privateKey)).status).toBe(0);
});

test("a bundle at an address is downloaded once, and not kept when it is damaged", async () => {
  const file = await bundle();
  const address = "http://192.168.1.2:8000/w.tar";
  const serve = () =>
    machine.program(
      "curl",
      `for url in "$@"; do :; done; while [ "$1" != -o ]; do shift; done; echo "$url" >>"$HOME/asked"; cat '${file}' >"$2"`,
    );
  serve();
  const good = readFileSync(file);
  writeFileSync(file, good.subarray(0, good.length / 2));
  expect(machine.workshop(["up", "--bundle", address]).status).toBe(1);
  expect(readdirSync(join(cache(), "bundles"))).toEqual([]);
  writeFileSync(file, good);
  expect(machine.workshop(["up", "--bundle", address]).status).toBe(0);
  expect(machine.workshop(["up", "--bundle", address]).status).toBe(0);
  expect(readFileSync(join(machine.home, "asked"), "utf8")).toBe(`${address}\n`.repeat(2));
  expect(packaged()).toBe(true);
});

test("an address that does not answer is said without its password, with what to do", () => {
  const { status, stderr } = machine.workshop(["up", "--bundle", "http://ana:geheim@192.168.1.2:8000/w.tar"]);
  expect(status).toBe(1);
  expect(stderr).toContain("cannot be downloaded from 192.168.1.2:8000/w.tar");
  expect(stderr).not.toContain("geheim");
});
