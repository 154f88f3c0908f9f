import { type FileHandle, open } from "node:fs/promises";
import { bytesOf, savedParts } from "../../components/cluster/kind/saved-parts";
import { tarEnd, tarHeader, tarPadding } from "../../components/cluster/kind/tar";
import { imageMember, type Manifest } from "./layout";
import type { Bundle } from "./open";

/** Images of a file that `docker save` wrote, and their pieces, each once. */
export interface SavedBlobs extends Pick<Manifest, "images" | "blobs"> {
  /** The bytes of a piece. */
  bytes(digest: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Opens what `docker save` wrote of several images. In order of names and digests, whatever the order in the file. */
export async function savedBlobs(path: string, references: readonly string[]): Promise<SavedBlobs> {
  const file: FileHandle = await open(path);
  const saved = await savedParts(file);
  const pieces = new Map(
    saved.flatMap(({ config, layers }) => [config, ...layers]).map((blob) => [blob.digest, blob]),
  );
  const images = [...references].sort().map((reference) => {
    const image = saved.find(({ names }) => names.includes(reference));
    if (!image) throw new Error(`docker save wrote no ${reference}`);
    return {
      reference,
      config: image.config.digest,
      layers: image.layers.map(({ digest }) => digest),
    };
  });
  return {
    images,
    blobs: Object.fromEntries(
      [...pieces.keys()].sort().map((digest) => [digest, pieces.get(digest)?.size ?? 0]),
    ),
    bytes: (digest) => {
      const blob = pieces.get(digest);
      if (!blob) throw new Error(`docker save wrote no ${digest}`);
      return bytesOf(file, blob);
    },
    close: () => file.close(),
  };
}

/** Bytes that {@link loadArchive} hands over. */
export function loadSize(images: Manifest["images"], blobs: Manifest["blobs"]): number {
  return piecesOf(images).reduce((sum, digest) => sum + (blobs[digest] ?? 0), 0);
}

/** Some images of a bundle as `docker load` takes them: every piece once, and the list of what is made of them. */
export async function* loadArchive(
  { manifest, contents }: Pick<Bundle, "manifest" | "contents">,
  images: Manifest["images"],
): AsyncGenerator<Buffer> {
  for (const digest of piecesOf(images)) {
    const size = manifest.blobs[digest] ?? 0;
    yield tarHeader(blobPath(digest), size);
    let written = 0;
    for await (const chunk of contents(imageMember(digest))) {
      written += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
    if (written !== size)
      throw new Error(`${imageMember(digest)} holds ${written} bytes, and the manifest says ${size}`);
    yield tarPadding(size);
  }
  const list = Buffer.from(
    JSON.stringify(
      images.map(({ reference, config, layers }) => ({
        Config: blobPath(config),
        RepoTags: [reference],
        Layers: layers.map(blobPath),
      })),
    ),
  );
  yield tarHeader("manifest.json", list.length);
  yield list;
  yield tarPadding(list.length);
  yield tarEnd;
}

function piecesOf(images: Manifest["images"]): string[] {
  return [...new Set(images.flatMap(({ config, layers }) => [config, ...layers]))].sort();
}

function blobPath(digest: string): string {
  return digest.replace("sha256:", "blobs/sha256/");
}
