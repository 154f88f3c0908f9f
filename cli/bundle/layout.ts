import { z } from "zod";

/**
 * The files of a bundle, which is a tar file of files that are compressed each by itself. What the script `workshop` needs
 * before there is a Node.js is gzip, which every tar reads; the rest is Zstandard.
 */
export const members = {
  /** Checksums of all the others, as `sha256sum` prints them. The first file of a bundle. */
  sums: "SHA256SUMS",
  /** Signature of the checksums, where there was a key to sign with. */
  signature: "SHA256SUMS.sig",
  manifest: "manifest.json",
  /** The folder of Node.js. */
  node: "node.tar.gz",
  /** The contents of `node_modules`. */
  packages: "packages.tar.gz",
  /** Folders of the workshop's cache: tools, and Pulumi's plugins. */
  tools: "tools.tar.zst",
  /** Helm charts with their CustomResourceDefinitions, unpacked. */
  charts: "charts.tar.zst",
} as const;

/** A piece of an image, a layer or a configuration, once for all images that have it. */
export function imageMember(digest: string): string {
  return `images/${digest.replace("sha256:", "")}.zst`;
}

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** A name below a folder: no way out of it. */
const name = z
  .string()
  .regex(/^[\w.@-]+(\/[\w.@-]+)*$/)
  .refine((text) => !text.split("/").includes(".."));

const manifest = z.object({
  /** Of this layout. */
  format: z.literal(1),
  /** Of the tools, and of the images' processor: `linux/amd64`. */
  platform: z.string().regex(/^[a-z0-9]+\/[a-z0-9]+$/),
  /** Version of Node.js. */
  node: z.string(),
  /** SHA-256 of the `package-lock.json` by which the packages were installed. */
  lock: z.string(),
  /** `versions.json` of the checkout that made it. */
  versions: z.record(z.string(), z.unknown()),
  /** Folders in `tools.tar.zst`, below the workshop's cache: `bin/kind-0.33.0`. */
  tools: z.array(name),
  /** Folders in `tools.tar.zst` that are plugins of Pulumi: `plugins/resource-random-v4.21.2`. */
  plugins: z.array(name),
  /** Folders in `charts.tar.zst`. */
  charts: z.array(name),
  images: z.array(z.object({ reference: z.string(), config: digest, layers: z.array(digest) })),
  /** Bytes of each piece of an image before it was compressed, by digest. */
  blobs: z.record(digest, z.number().int().nonnegative()),
});

/** What a bundle says of itself. */
export type Manifest = z.infer<typeof manifest>;

/** @throws {Error} when the text is no manifest of this layout. */
export function readManifest(text: string): Manifest {
  const { success, data, error } = manifest.safeParse(JSON.parse(text));
  if (success) return data;
  throw new Error(
    error.issues.map(({ path, message }) => `${path.join(".") || "all of it"}: ${message}`).join("; "),
  );
}

/** Checksums by file, as `sha256sum` prints them. */
export function sumsText(sums: ReadonlyMap<string, string>): string {
  return [...sums].map(([file, sum]) => `${sum}  ${file}\n`).join("");
}

/** The same, read. A line that is none is left out, and its file counts as not listed. */
export function readSums(text: string): Map<string, string> {
  return new Map(
    text.split("\n").flatMap((line): [string, string][] => {
      const [, sum, file] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
      return sum && file ? [[file, sum]] : [];
    }),
  );
}
