import { createHash, type KeyObject, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeBundle } from "../../cli/bundle/write";
import { thisPlatform } from "../../cli/toolchain/platform";

const { os, arch } = thisPlatform();
export const digestOf = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** What a small bundle is made of. */
export interface SmallBundle {
  readonly file: string;
  /** Layers of its image as they were saved: a plain one, and one that was compressed already. */
  readonly layers: readonly Buffer[];
  readonly config: Buffer;
}

/** Images of the bundle, which are one image under two names. */
export const smallImages = ["spark-workshop/spark:4.1.2-abc", "registry.example/kind/node:v1"] as const;

/**
 * Writes a bundle with one image and next to nothing else.
 *
 * @param folder in which everything is made.
 * @param options.bytes of a layer that cannot be compressed.
 */
export async function smallBundle(
  folder: string,
  {
    platform = `${os}/${arch}`,
    bytes = 1 << 16,
    key,
  }: { platform?: string; bytes?: number; key?: KeyObject } = {},
): Promise<SmallBundle> {
  const made = mkdtempSync(join(folder, "made-"));
  const scratch = join(made, "scratch");
  for (const name of ["scratch", "none", "node"]) mkdirSync(join(made, name));
  writeFileSync(join(made, "node", "x"), "node");
  const layers = [randomBytes(bytes), gzipSync("a layer that was compressed already".repeat(1000))];
  const config = Buffer.from(
    JSON.stringify({
      architecture: arch,
      os: "linux",
      rootfs: { type: "layers" },
      author: randomBytes(8).toString("hex"),
    }),
  );
  const pieces = new Map([config, ...layers].map((piece) => [digestOf(piece), piece]));
  const none = { folder: join(made, "none"), name: "" };
  const file = join(made, "bundle.tar");
  await writeBundle(
    {
      manifest: {
        format: 1,
        ...{ platform, node: "22.0.0", lock: "0".repeat(64), versions: {} },
        ...{ tools: [], plugins: [], charts: [] },
      },
      node: { folder: join(made, "node"), name: "" },
      ...{ packages: none, tools: [none], charts: [none] },
      images: {
        images: smallImages.map((reference) => ({
          reference,
          config: digestOf(config),
          layers: layers.map(digestOf),
        })),
        blobs: Object.fromEntries([...pieces].map(([digest, { length }]) => [digest, length])),
        bytes: async function* (digest) {
          yield pieces.get(digest) ?? Buffer.alloc(0);
        },
        close: async () => {},
      },
      key,
    },
    file,
    scratch,
  );
  return { file, layers, config };
}
