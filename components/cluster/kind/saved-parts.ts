import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { posix } from "node:path";
import { type TarEntry, tarEntries } from "./tar";

/** A piece of an image: a layer inside the saved file, or a document made here. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly bytes: Buffer | TarEntry;
}

/** One image in a file that `docker save` wrote. */
export interface SavedParts {
  /** Names and tags under which it was saved. */
  readonly names: readonly string[];
  readonly config: Blob;
  /** Bottom first. */
  readonly layers: readonly Blob[];
}

const chunk = 1 << 20;
/** Media type of an image's configuration. */
export const configType = "application/vnd.oci.image.config.v1+json";

/**
 * The images in a file, their layers where they lie.
 *
 * @throws {Error} when the file is not one that `docker save` wrote.
 */
export async function savedParts(file: FileHandle): Promise<SavedParts[]> {
  const entries = new Map((await tarEntries(file)).map((entry) => [entry.name, entry]));
  const bytesAt = (path: string) => read(file, find(entries, path));
  const saved = JSON.parse((await bytesAt("manifest.json")).toString()) as {
    Config: string;
    RepoTags: string[] | null;
    Layers: string[];
  }[];
  return Promise.all(
    saved.map(async ({ Config, RepoTags, Layers }) => {
      const bytes = await bytesAt(Config);
      const { rootfs } = JSON.parse(bytes.toString()) as { rootfs: { diff_ids: string[] } };
      const layers = await Promise.all(
        Layers.map(async (path, i): Promise<Blob> => {
          const entry = find(entries, path);
          // Docker's older format names layers by other means; they are never compressed there.
          const [, named] = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path) ?? [];
          const digest = named ? `sha256:${named}` : rootfs.diff_ids[i];
          if (digest === undefined) throw new Error(`layer ${path} is in no image configuration`);
          return { digest, size: entry.size, mediaType: await layerType(file, entry), bytes: entry };
        }),
      );
      const config = document(bytes, configType);
      return { names: RepoTags ?? [], config, layers };
    }),
  );
}

/** The bytes of a piece. @param file in which its image was saved. */
export async function* bytesOf(file: FileHandle, { bytes }: Blob): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(bytes)) {
    yield bytes;
    return;
  }
  for (let done = 0; done < bytes.size; done += chunk) {
    yield await read(file, { offset: bytes.offset + done, size: Math.min(chunk, bytes.size - done) });
  }
}

/** A document as a piece of an image. */
export function document(bytes: Buffer, mediaType: string): Blob {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { digest, size: bytes.length, mediaType, bytes };
}

function find(entries: ReadonlyMap<string, TarEntry>, path: string): TarEntry {
  const entry = entries.get(path);
  if (!entry) throw new Error(`docker save wrote no ${path}`);
  // A layer that occurs twice is a link to its first occurrence.
  return entry.link ? find(entries, posix.join(posix.dirname(path), entry.link)) : entry;
}

async function read(
  file: FileHandle,
  { offset, size }: { readonly offset: number; readonly size: number },
): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, offset);
  if (bytesRead < size) throw new Error("the saved image ends too soon");
  return buffer;
}

async function layerType(file: FileHandle, { offset, size }: TarEntry): Promise<string> {
  return layerTypeOf(await read(file, { offset, size: Math.min(4, size) }));
}

/** Media type of a layer. @param first its first four bytes, or all that it has. */
export function layerTypeOf(first: Buffer): string {
  const magic = first.subarray(0, 4).toString("hex");
  const compression = magic.startsWith("1f8b") ? "+gzip" : magic === "28b52ffd" ? "+zstd" : "";
  return `application/vnd.oci.image.layer.v1.tar${compression}`;
}
