import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { SavedImage } from "../../../components/cluster/kind/saved-image";
import { tarEnd, tarEntries, tarHeader, tarPadding } from "../../../components/cluster/kind/tar";

let folder: string;
const files: FileHandle[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "saved-image-"));
});
afterEach(async () => {
  for (const file of files.splice(0)) await file.close();
});
afterAll(() => rm(folder, { recursive: true }));

const digest = (bytes: Buffer | string) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

async function tarFile(contents: [string, Buffer | string][]): Promise<FileHandle> {
  const parts = contents.flatMap(([name, bytes]) => {
    const body = Buffer.from(bytes);
    return [tarHeader(name, body.length), body, tarPadding(body.length)];
  });
  const path = join(folder, "archive.tar");
  await writeFile(path, Buffer.concat([...parts, tarEnd]));
  const file = await open(path);
  files.push(file);
  return file;
}

/** What is in an archive that an image was handed on as. */
async function contents(image: SavedImage, present: string[] = []): Promise<Map<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of image.archive(new Set(present))) chunks.push(chunk);
  const path = join(folder, "handed-on.tar");
  await writeFile(path, Buffer.concat(chunks));
  const file = await open(path);
  try {
    const found = new Map<string, string>();
    for (const { name, offset, size } of await tarEntries(file)) {
      const { buffer } = await file.read(Buffer.alloc(size), 0, size, offset);
      found.set(name, buffer.toString());
    }
    return found;
  } finally {
    await file.close();
  }
}

const [base, app] = ["the base", "the app"];
const config = JSON.stringify({ rootfs: { type: "layers", diff_ids: [digest(base), digest(app)] } });

/** As Docker 20 to 24 writes it: layers under ids of their own. */
const older: [string, string][] = [
  ["aaaa/layer.tar", base],
  ["bbbb/layer.tar", app],
  ["cccc.json", config],
  [
    "manifest.json",
    JSON.stringify([
      { Config: "cccc.json", RepoTags: ["spark:1"], Layers: ["aaaa/layer.tar", "bbbb/layer.tar"] },
    ]),
  ],
];
const blob = (bytes: string) => digest(bytes).replace("sha256:", "blobs/sha256/");

/** As Docker 25 and later write it: an OCI layout, and a manifest.json beside it. */
const newer: [string, string][] = [
  ...[base, app, config].map((bytes): [string, string] => [blob(bytes), bytes]),
  [
    "manifest.json",
    JSON.stringify([{ Config: blob(config), RepoTags: ["spark:1"], Layers: [blob(base), blob(app)] }]),
  ],
];

describe.each([
  ["older", older],
  ["newer", newer],
])("an image as %s Docker saves it", (_, saved) => {
  const opened = async () => SavedImage.open(await tarFile(saved), "docker.io/library/spark:1");

  test("knows its layers by digest", async () => {
    expect((await opened()).digests).toEqual([digest(base), digest(app)]);
  });

  test("is handed on as an OCI layout under its full name, every digest true", async () => {
    const found = await contents(await opened());
    const index = JSON.parse(found.get("index.json") ?? "");
    expect(index.manifests[0].annotations).toEqual({
      "io.containerd.image.name": "docker.io/library/spark:1",
    });
    const manifest = JSON.parse(
      found.get(index.manifests[0].digest.replace("sha256:", "blobs/sha256/")) ?? "",
    );
    expect(manifest.layers.map((layer: { digest: string }) => layer.digest)).toEqual([
      digest(base),
      digest(app),
    ]);
    expect(manifest.config.digest).toBe(digest(config));
    for (const { digest: named, size } of [index.manifests[0], manifest.config, ...manifest.layers]) {
      const bytes = found.get(named.replace("sha256:", "blobs/sha256/")) ?? "";
      expect(digest(bytes)).toBe(named);
      expect(bytes).toHaveLength(size);
    }
  });

  test("leaves out the layers that are there already, but names them", async () => {
    const image = await opened();
    expect(image.sizeWithout(new Set())).toBe(base.length + app.length);
    expect(image.sizeWithout(new Set([digest(base)]))).toBe(app.length);
    const found = await contents(image, [digest(base)]);
    expect(found.has(blob(base))).toBe(false);
    expect(found.get(blob(app))).toBe(app);
    expect(
      [...found.values()].some((text) => text.includes(digest(base)) && text.includes("schemaVersion")),
    ).toBe(true);
  });
});

test("a compressed layer is called one", async () => {
  const zipped = Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]);
  const named = digest(zipped).replace("sha256:", "blobs/sha256/");
  const file = await tarFile([
    [named, zipped],
    ["config.json", config],
    ["manifest.json", JSON.stringify([{ Config: "config.json", Layers: [named] }])],
  ]);
  const found = [...(await contents(await SavedImage.open(file, "x"))).values()];
  expect(found.filter((text) => text.includes("application/vnd.oci.image.layer.v1.tar+gzip"))).toHaveLength(
    1,
  );
});

test("a file that is no saved image is refused", async () => {
  await expect(SavedImage.open(await tarFile([["readme", "hello"]]), "x")).rejects.toThrow(
    "docker save wrote no manifest.json",
  );
});

test("what tar headers say is read back, small files and those over 8 GiB", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[a-z0-9/]{1,99}$/),
      fc.integer({ min: 0, max: 2 ** 40 }),
      async (name, size) => {
        const path = join(folder, "header.tar");
        await writeFile(path, tarHeader(name, size));
        const file = await open(path);
        try {
          expect(await tarEntries(file)).toEqual([{ name, link: undefined, offset: 512, size }]);
        } finally {
          await file.close();
        }
      },
    ),
    { numRuns: 50 },
  );
});
