import type { FileHandle } from "node:fs/promises";
import { type Blob, bytesOf, document, savedParts } from "./saved-parts";
import { tarEnd, tarHeader, tarPadding } from "./tar";

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
    const [saved] = await savedParts(file);
    if (!saved) throw new Error("docker save wrote no image");
    return new SavedImage(file, name, saved.config, saved.layers);
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
    yield* this.entry("oci-layout", document(json({ imageLayoutVersion: "1.0.0" }), "application/json"));
    for (const blob of [manifest, this.config, ...this.missing(present)]) {
      yield* this.entry(blob.digest.replace("sha256:", "blobs/sha256/"), blob);
    }
    yield* this.entry("index.json", document(json(index), "application/vnd.oci.image.index.v1+json"));
    yield tarEnd;
  }

  private missing(present: ReadonlySet<string>): Blob[] {
    const byDigest = new Map(this.layers.map((layer) => [layer.digest, layer]));
    return [...byDigest.values()].filter(({ digest }) => !present.has(digest));
  }

  private async *entry(name: string, blob: Blob): AsyncGenerator<Buffer> {
    yield tarHeader(name, blob.size);
    yield* bytesOf(this.file, blob);
    yield tarPadding(blob.size);
  }
}

function descriptor({ mediaType, digest, size }: Blob): Record<string, unknown> {
  return { mediaType, digest, size };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
