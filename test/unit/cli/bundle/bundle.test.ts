import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Wanted } from "../../../../cli/bundle/checkout";
import { loadArchive, loadSize, savedBlobs } from "../../../../cli/bundle/image-blobs";
import { imageMember, members } from "../../../../cli/bundle/layout";
import { openBundle } from "../../../../cli/bundle/open";
import { keyOf, signingVariable, verifyingVariable } from "../../../../cli/bundle/signature";
import { imagesToLoad, unpackFolders } from "../../../../cli/bundle/unpack";
import { writeBundle } from "../../../../cli/bundle/write";
import { Cache } from "../../../../cli/toolchain/cache";
import { savedParts } from "../../../../components/cluster/kind/saved-parts";
import { tarEnd, tarEntries, tarHeader, tarPadding } from "../../../../components/cluster/kind/tar";
import { InvalidInput } from "../../../../components/errors";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (...names: string[]) => join(folder, ...names);
const sha = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

function file(name: string, text: string, mode = 0o644): void {
  mkdirSync(join(path(name), ".."), { recursive: true });
  writeFileSync(path(name), text);
  chmodSync(path(name), mode);
}

/** What `docker save` writes of two images that share their lower layer, as it has them by chance. */
function dockerSave(order: readonly ("a" | "b")[]): string {
  const layers = { base: "the base layer", a: "the layer of a", b: "the layer of b" };
  const config = (name: "a" | "b") =>
    JSON.stringify({ rootfs: { diff_ids: [`sha256:${sha(layers.base)}`, `sha256:${sha(layers[name])}`] } });
  const [first = "a", second = "b"] = order;
  const entries: [string, string][] = [
    [`${first}-base/layer.tar`, layers.base],
    ...order.map((name): [string, string] => [`${name}/layer.tar`, layers[name]]),
    ...order.map((name): [string, string] => [`${name}.json`, config(name)]),
  ];
  const link = tarHeader(`${second}-base/layer.tar`, 0);
  // A symbolic link, as older Docker writes a layer that it wrote before.
  link.write("2", 156);
  link.write(`../${first}-base/layer.tar`, 157);
  link.write("        ", 148);
  link.write(
    `${link
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
  );
  const list = order.map((name) => ({
    Config: `${name}.json`,
    RepoTags: [`${name}:1`],
    Layers: [`${name}-base/layer.tar`, `${name}/layer.tar`],
  }));
  const bytes = [...entries, ["manifest.json", JSON.stringify(list)] as const].flatMap(([name, text]) => [
    tarHeader(name, text.length),
    Buffer.from(text),
    tarPadding(text.length),
  ]);
  const saved = path(`saved-${order.join("")}.tar`);
  writeFileSync(saved, Buffer.concat([...bytes, link, tarEnd]));
  return saved;
}

const wanted: Wanted = {
  platform: "linux/amd64",
  node: "22.23.3",
  lock: sha("lock"),
  versions: { spark: "4.1.2", images: { node: { reference: "n" } } },
  images: ["a:1", "b:1"],
};

async function written(
  name: string,
  order: readonly ("a" | "b")[] = ["a", "b"],
  key?: KeyObject,
): Promise<string> {
  file("node/bin/node", "#!/bin/sh", 0o755);
  file("packages/one/index.js", "1");
  file("packages/.cache/x", "of this machine");
  mkdirSync(path("packages", ".bin"), { recursive: true });
  rmSync(path("packages", ".bin", "one"), { force: true });
  symlinkSync("../one/index.js", path("packages", ".bin", "one"));
  file("cache/bin/kind-1/kind", "kind", 0o755);
  file("home/plugins/resource-x-v1/pulumi-resource-x", "x", 0o755);
  file("charts/operator-1/Chart.yaml", "version: 1");
  const output = path(name);
  const scratch = mkdtempSync(path("scratch-"));
  const images = await savedBlobs(dockerSave(order), wanted.images);
  await writeBundle(
    {
      manifest: {
        format: 1,
        ...{ platform: wanted.platform, node: wanted.node, lock: wanted.lock, versions: wanted.versions },
        tools: ["bin/kind-1"],
        plugins: ["plugins/resource-x-v1"],
        charts: ["operator-1"],
      },
      node: { folder: path("node"), name: "" },
      packages: { folder: path("packages"), name: "", without: (one) => one === ".cache" },
      tools: [
        { folder: path("cache/bin/kind-1"), name: "bin/kind-1" },
        { folder: path("home/plugins/resource-x-v1"), name: "plugins/resource-x-v1" },
      ],
      charts: [{ folder: path("charts/operator-1"), name: "operator-1" }],
      images,
      key,
    },
    output,
    scratch,
  );
  await images.close();
  return output;
}

/** What a refusal says of what. */
async function refusal(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (failed: unknown) => failed,
  );
  if (!(error instanceof InvalidInput)) throw error ?? new Error("it was not refused");
  for (const { cure } of error.problems) expect(cure).toBeTruthy();
  return error.problems.map(({ path: where, reason }) => `${where.replace(folder, "")} ${reason}`);
}

async function entriesIn(bundle: string) {
  const handle = await open(bundle);
  const entries = await tarEntries(handle);
  await handle.close();
  return entries;
}

/** Changes one byte of a file. */
function damage(bundle: string, at: number): void {
  const bytes = readFileSync(bundle);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(bundle, bytes);
}

test("the same contents are the same bytes, whenever they were written and in whatever order Docker saved them", async () => {
  const first = readFileSync(await written("one.tar"));
  const long = new Date("2001-02-03");
  utimesSync(path("node/bin/node"), long, long);
  chmodSync(path("packages/one/index.js"), 0o600);
  expect(readFileSync(await written("two.tar", ["b", "a"])).equals(first)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("layers are there once, and what the script needs is gzip", async () => {
  const names = (await entriesIn(await written("one.tar"))).map(({ name }) => name);
  expect(names.slice(0, 2)).toEqual([members.sums, members.manifest]);
  expect(names.filter((name) => name.startsWith("images/"))).toHaveLength(5);
  expect(names).toContain(imageMember(`sha256:${sha("the base layer")}`));
});

test("what went in comes out: tools, plugins, and images as docker load takes them", async () => {
  const bundle = await openBundle(await written("one.tar"), wanted);
  const cache = new Cache(path("empty"));
  await unpackFolders(bundle, cache, path("pulumi"));
  await unpackFolders(bundle, cache, path("pulumi"));
  expect(readFileSync(path("empty/bin/kind-1/kind"), "utf8")).toBe("kind");
  expect(statSync(path("empty/bin/kind-1/kind")).mode & 0o777).toBe(0o755);
  expect(readFileSync(path("pulumi/plugins/resource-x-v1/pulumi-resource-x"), "utf8")).toBe("x");
  expect(readdirSync(path("pulumi/plugins"))).toEqual(["resource-x-v1"]);

  const { images, blobs } = bundle.manifest;
  const only = images.filter(({ reference }) => reference === "b:1");
  const bytes: Buffer[] = [];
  for await (const chunk of loadArchive(bundle, only)) bytes.push(chunk);
  writeFileSync(path("load.tar"), Buffer.concat(bytes));
  const handle = await open(path("load.tar"));
  const [loaded, ...others] = await savedParts(handle);
  await handle.close();
  expect(others).toEqual([]);
  expect(loaded?.names).toEqual(["b:1"]);
  expect(loaded?.config.digest).toBe(only[0]?.config);
  expect(loaded?.layers.map(({ digest }) => digest)).toEqual([
    `sha256:${sha("the base layer")}`,
    `sha256:${sha("the layer of b")}`,
  ]);
  expect(loadSize(only, blobs)).toBeLessThan(loadSize(images, blobs));
});

test("images are loaded that Docker lacks or that were built here from something else, and nobody's own is replaced", async () => {
  const image = (reference: string) => ({ reference, config: `sha256:${sha(reference)}`, layers: [] });
  const docker: Record<string, { id: string; builtHere: boolean }> = {
    same: { id: `sha256:${sha("same")}`, builtHere: true },
    older: { id: "sha256:other", builtHere: true },
    pulled: { id: "sha256:other", builtHere: false },
  };
  const images = ["same", "older", "pulled", "lacking"].map(image);
  const loaded = await imagesToLoad(images, async (reference) => docker[reference]);
  expect(loaded.map(({ reference }) => reference)).toEqual(["older", "lacking"]);
});

test("a byte that is not what was written is found in every file", async () => {
  const good = await written("one.tar");
  for (const { name, offset, size } of await entriesIn(good)) {
    if (name === members.sums) continue;
    const bundle = path("damaged.tar");
    writeFileSync(bundle, readFileSync(good));
    damage(bundle, offset + Math.floor(size / 2));
    const said = await refusal(openBundle(bundle, wanted));
    expect(said).toEqual([`${name} is not its checksum in ${members.sums}: it is damaged`]);
  }
});

test("a damaged list, a damaged header, a cut file, another file and no file are refused", async () => {
  const good = await written("one.tar");
  const [list, second] = await entriesIn(good);
  const bundle = path("damaged.tar");
  const damaged = async (change: () => void) => {
    writeFileSync(bundle, readFileSync(good));
    change();
    return (await refusal(openBundle(bundle, wanted))).join("\n");
  };
  expect(await damaged(() => damage(bundle, list?.offset ?? 0))).toMatch(/is damaged|no checksum/);
  expect(await damaged(() => damage(bundle, (second?.offset ?? 0) - 512))).toContain("header at byte");
  const { size } = statSync(good);
  expect(await damaged(() => truncateSync(bundle, Math.floor(size / 2)))).toMatch(
    /in the middle of|is missing/,
  );
  expect(await damaged(() => truncateSync(bundle, 0))).toContain(`its first file is not ${members.sums}`);
  expect(await damaged(() => writeFileSync(bundle, "not a bundle".repeat(100)))).toContain(
    "is no whole bundle",
  );
  expect(await refusal(openBundle(path("nowhere.tar"), wanted))).toEqual(["/nowhere.tar is not there"]);
});

test("a file that was put in, and one that was taken out, are refused", async () => {
  const good = readFileSync(await written("one.tar"));
  const more = Buffer.concat([
    good.subarray(0, -1024),
    tarHeader("more", 1),
    Buffer.from("x"),
    tarPadding(1),
    tarEnd,
  ]);
  writeFileSync(path("more.tar"), more);
  expect(await refusal(openBundle(path("more.tar"), wanted))).toEqual([
    `more has no checksum in ${members.sums}`,
  ]);
  const { offset = 0, name = "" } = (await entriesIn(path("one.tar"))).at(-1) ?? {};
  writeFileSync(path("less.tar"), Buffer.concat([good.subarray(0, offset - 512), tarEnd]));
  expect(await refusal(openBundle(path("less.tar"), wanted))).toEqual([`${name} is missing`]);
});

test("where a key is set, a bundle that its holder has not signed is refused", async () => {
  const pair = () => generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const [mine, another] = [pair(), pair()];
  const signed = await written("signed.tar", ["a", "b"], mine.privateKey);
  await openBundle(signed, wanted);
  await openBundle(signed, wanted, { key: mine.publicKey });
  expect(await refusal(openBundle(signed, wanted, { key: another.publicKey }))).toEqual([
    `${members.signature} is not of the key that is set`,
  ]);
  expect(await refusal(openBundle(await written("bare.tar"), wanted, { key: mine.publicKey }))).toEqual([
    `${members.signature} is missing, and a key is set by which it must be signed`,
  ]);
});

test("keys are PEM files that variables name", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  file("key.pem", String(privateKey.export({ type: "pkcs8", format: "pem" })));
  file("key.pub", String(publicKey.export({ type: "spki", format: "pem" })));
  file(
    "cosign.key",
    "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJr\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n",
  );
  expect(keyOf(signingVariable, { [signingVariable]: path("key.pem") })?.type).toBe("private");
  expect(keyOf(verifyingVariable, { [verifyingVariable]: path("key.pub") })?.type).toBe("public");
  expect(keyOf(signingVariable, {})).toBeUndefined();
  const refused = refusal((async () => keyOf(signingVariable, { [signingVariable]: path("cosign.key") }))());
  expect((await refused)[0]).toMatch(/^WORKSHOP_SIGNING_KEY cannot be read: /);
});

test("a bundle for another machine or from another checkout is refused, with all that differs", async () => {
  const bundle = await written("one.tar");
  const said = await refusal(
    openBundle(bundle, {
      platform: "darwin/arm64",
      node: "24.0.0",
      lock: sha("another"),
      versions: { spark: "4.2.0", images: { node: { reference: "n" } }, java: "17" },
      images: ["a:1", "c:2"],
    }),
  );
  expect(said).toEqual([
    "platform is not darwin/arm64, which this machine is",
    "versions.spark is not 4.2.0, which this checkout pins",
    "versions.java is not 17, which this checkout pins",
    "node is not the Node.js 24.0.0 of this checkout",
    "lock is not the checksum of this checkout's package-lock.json",
    "images lacks c:2, which this checkout runs",
  ]);
});
