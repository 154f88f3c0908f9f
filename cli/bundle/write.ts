import { createHash, type KeyObject } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip, createZstdCompress } from "node:zlib";
import { tarEnd, tarHeader, tarPadding } from "../../components/cluster/kind/tar";
import { mapAtOnce } from "../process/at-once";
import { type ArchivedFolder, archiveOf } from "./folder-archive";
import type { SavedBlobs } from "./image-blobs";
import { imageMember, type Manifest, members, sumsText } from "./layout";
import { signatureOf } from "./signature";

/** Everything that goes into a bundle. */
export interface BundleContents {
  readonly manifest: Omit<Manifest, "images" | "blobs">;
  readonly node: ArchivedFolder;
  readonly packages: ArchivedFolder;
  readonly tools: readonly ArchivedFolder[];
  readonly charts: readonly ArchivedFolder[];
  readonly images: SavedBlobs;
  /** Private key to sign the checksums with. A signature is another one each time. @default they are not signed */
  readonly key?: KeyObject;
}

/** Pieces that are compressed at the same time: each takes one core. */
const atOnce = 2;
/** Zstandard's level: a few per cent more than the highest, at a tenth of its time. */
const level = 6;

/**
 * Writes a bundle. The same contents give the same bytes, but for a signature.
 *
 * @param output the file, which appears when it is whole.
 * @param scratch an empty folder on a disk with room for all of it.
 * @param onProgress told what is being written.
 */
export async function writeBundle(
  contents: BundleContents,
  output: string,
  scratch: string,
  onProgress: (text: string) => void = () => {},
): Promise<void> {
  const { images } = contents;
  const zstd = () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: level } });
  const sources: { name: string; bytes: () => AsyncIterable<Buffer>; compress: () => Transform }[] = [
    { name: members.node, bytes: () => archiveOf([contents.node]), compress: createGzip },
    { name: members.packages, bytes: () => archiveOf([contents.packages]), compress: createGzip },
    { name: members.tools, bytes: () => archiveOf(contents.tools), compress: zstd },
    { name: members.charts, bytes: () => archiveOf(contents.charts), compress: zstd },
    ...Object.keys(images.blobs).map((digest) => ({
      name: imageMember(digest),
      bytes: () => images.bytes(digest),
      compress: zstd,
    })),
  ];
  const storeOne = async ([i, { name, bytes, compress }]: [number, (typeof sources)[number]]) => {
    onProgress(`${i + 1} of ${sources.length}: ${name}`);
    return [name, await store(bytes(), compress(), join(scratch, name))] as const;
  };
  const stored = new Map(await mapAtOnce(sources.entries(), storeOne, atOnce));

  const manifest: Manifest = { ...contents.manifest, images: [...images.images], blobs: images.blobs };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(scratch, members.manifest), text);
  stored.set(members.manifest, createHash("sha256").update(text).digest("hex"));
  const names = [members.manifest, ...sources.map(({ name }) => name)];
  const sums = Buffer.from(sumsText(new Map(names.map((name) => [name, stored.get(name) ?? ""]))));
  await writeFile(join(scratch, members.sums), sums);
  if (contents.key) await writeFile(join(scratch, members.signature), signatureOf(sums, contents.key));
  onProgress("into one file");
  await assemble(
    [members.sums, ...(contents.key ? [members.signature] : []), ...names].map((name) => ({
      name,
      path: join(scratch, name),
    })),
    output,
  );
}

/** Compresses into a file. Returns its checksum. */
async function store(bytes: AsyncIterable<Buffer>, compress: Transform, path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash("sha256");
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(bytes, compress, count, createWriteStream(path));
  return hash.digest("hex");
}

async function assemble(files: readonly { name: string; path: string }[], output: string): Promise<void> {
  await mkdir(dirname(output), { recursive: true });
  const part = `${output}.part`;
  const file = await open(part, "w");
  try {
    for (const { name, path } of files) {
      const { size } = await stat(path);
      await file.write(tarHeader(name, size));
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
        await file.write(chunk as Buffer);
      await file.write(tarPadding(size));
      // What is in the bundle is needed no more: the disk holds it once.
      await rm(path);
    }
    await file.write(tarEnd);
    await file.close();
    await rename(part, output);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}
