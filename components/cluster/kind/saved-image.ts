import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { posix } from "node:path";
import { type TarEntry, tarEnd, tarEntries, tarHeader, tarPadding } from "./tar";

/** A piece of an image: a layer inside the saved file, or a document made here. */
interface Blob {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly bytes: Buffer | TarEntry;
}

const chunk = 1 << 20;

/**
 * An image as `docker save` wrote it, which can be handed on without the layers that the receiver already has: a new
 * tag of an image differs from the last by its topmost layers only, and an image built on another shares most of it.
 */
export class SavedImage {
  private constructor(
    private readonly file: FileHandle,
    private readonly name: string,
    private readonly config: Blob,
    private readonly layers: readonly Blob[],
  ) {}

  /**
   * @param file what `docker save` wrote, of one image.
   * @param name full name under which the receiver shall know it.
   * @throws {Error} when the file is not of that kind.
   */
  static async open(file: FileHandle, name: string): Promise<SavedImage> {
    const entries = new Map((await tarEntries(file)).map((entry) => [entry.name, entry]));
    const json = async <T>(path: string) =>
      JSON.parse((await read(file, find(entries, path))).toString()) as T;
    const [saved] = await json<{ Config: string; Layers: string[] }[]>("manifest.json");
    if (!saved) throw new Error("docker save wrote no image");
    const bytes = await read(file, find(entries, saved.Config));
    const { rootfs } = JSON.parse(bytes.toString()) as { rootfs: { diff_ids: string[] } };
    const layers = await Promise.all(
      saved.Layers.map(async (path, i): Promise<Blob> => {
        const entry = find(entries, path);
        // Docker's older format names layers by other means; they are never compressed there.
        const [, named] = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path) ?? [];
        const digest = named ? `sha256:${named}` : rootfs.diff_ids[i];
        if (digest === undefined) throw new Error(`layer ${path} is in no image configuration`);
        return { digest, size: entry.size, mediaType: await layerType(file, entry), bytes: entry };
      }),
    );
    return new SavedImage(file, name, document(bytes, "application/vnd.oci.image.config.v1+json"), layers);
  }

  /** Digests of the layers, bottom first. */
  get digests(): string[] {
    return this.layers.map(({ digest }) => digest);
  }

  /** Bytes of the layers that are not among these. */
  sizeWithout(present: ReadonlySet<string>): number {
    return this.missing(present).reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * The image as an OCI layout in a tar stream.
   *
   * @param present digests of layers to leave out.
   * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
   */
  async *archive(present: ReadonlySet<string>): AsyncGenerator<Buffer> {
    const manifest = document(
      json({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        config: descriptor(this.config),
        layers: this.layers.map(descriptor),
      }),
      "application/vnd.oci.image.manifest.v1+json",
    );
    const index = {
      schemaVersion: 2,
      manifests: [{ ...descriptor(manifest), annotations: { "io.containerd.image.name": this.name } }],
    };
    yield* this.entry("oci-layout", json({ imageLayoutVersion: "1.0.0" }));
    for (const blob of [manifest, this.config, ...this.missing(present)]) {
      yield* this.entry(blob.digest.replace("sha256:", "blobs/sha256/"), blob.bytes);
    }
    yield* this.entry("index.json", json(index));
    yield tarEnd;
  }

  private missing(present: ReadonlySet<string>): Blob[] {
    const byDigest = new Map(this.layers.map((layer) => [layer.digest, layer]));
    return [...byDigest.values()].filter(({ digest }) => !present.has(digest));
  }

  private async *entry(name: string, bytes: Buffer | TarEntry): AsyncGenerator<Buffer> {
    const size = Buffer.isBuffer(bytes) ? bytes.length : bytes.size;
    yield tarHeader(name, size);
    if (Buffer.isBuffer(bytes)) {
      yield bytes;
    } else {
      for (let done = 0; done < size; done += chunk) {
        yield await read(this.file, { offset: bytes.offset + done, size: Math.min(chunk, size - done) });
      }
    }
    yield tarPadding(size);
  }
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
  const magic = (await read(file, { offset, size: Math.min(4, size) })).toString("hex");
  const compression = magic.startsWith("1f8b") ? "+gzip" : magic === "28b52ffd" ? "+zstd" : "";
  return `application/vnd.oci.image.layer.v1.tar${compression}`;
}

function document(bytes: Buffer, mediaType: string): Blob {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { digest, size: bytes.length, mediaType, bytes };
}

function descriptor({ mediaType, digest, size }: Blob): Record<string, unknown> {
  return { mediaType, digest, size };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
