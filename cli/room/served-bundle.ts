import { createHash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { refuse } from "../../components/errors";
import { type Manifest, members } from "../bundle/layout";
import { type Bundle, type OpenOptions, openBundle } from "../bundle/open";
import type { Content } from "./send";

/** A bundle as it is handed out. Its file is opened once: what was checked is what is served, and no other path is ever opened. */
export interface ServedBundle extends Pick<Bundle, "contents"> {
  readonly manifest: Manifest;
  /** Name under which it is downloaded, of the machines that it is for, whatever its file is called. */
  readonly name: string;
  /** The whole file. */
  readonly whole: Content;
  readonly signed: boolean;
  /** Names of the files in it. */
  readonly members: readonly string[];
  /** One of them as it lies in the bundle, compressed. */
  member(name: string): Content | undefined;
  /** Whether nobody has written into the file since it was checked. */
  unchanged(): Promise<boolean>;
  close(): Promise<void>;
}

/** Bytes that are read ahead for each download. */
const ahead = 256 << 10;

/**
 * Checks a bundle and opens it for handing out.
 *
 * @throws {InvalidInput} for one that is damaged, not signed by the key's holder, or changed while it was checked.
 */
export async function serveBundle(path: string, options: OpenOptions = {}): Promise<ServedBundle> {
  const before = await identity(path);
  const { key, onProgress } = options;
  // It is read twice: file by file, and as a whole.
  const bundle = await openBundle(path, undefined, {
    key,
    onProgress: (read, total) => onProgress?.(read, 2 * total),
  });
  const file = await open(path);
  const now = async () => identityOf(await file.stat());
  const { size } = await file.stat();
  const part = (from: number) => (start: number, end: number) => read(file, from + start, from + end);
  const sum =
    size === 0 ? "" : await sumOf(part(0)(0, size - 1), (read) => onProgress?.(size + read, 2 * size));
  const opened = await now();
  if (opened !== before) {
    await file.close();
    refuse("The bundle", [
      { path, reason: "was written to while it was checked", cure: "Run this again when it is whole." },
    ]);
  }
  const name = `spark-workshop-${bundle.manifest.platform.replace("/", "-")}.tar`;
  return {
    manifest: bundle.manifest,
    contents: (wanted) => {
      const { offset, size: length } = bundle.members.get(wanted) ?? { offset: 0, size: 0 };
      return (length === 0 ? Readable.from([]) : part(offset)(0, length - 1)).compose(createZstdDecompress());
    },
    name,
    whole: { size, type: "application/x-tar", tag: sum, open: part(0) },
    signed: bundle.members.has(members.signature),
    members: [...bundle.members.keys()],
    member: (wanted) => {
      const found = bundle.members.get(wanted);
      if (!found) return undefined;
      // Checksums and their signature have none of their own: the bundle's tells them from those of another.
      return {
        size: found.size,
        type: typeOf(wanted),
        tag: found.sum ?? `${sum}-${wanted}`,
        open: part(found.offset),
      };
    },
    unchanged: async () => (await now()) === opened,
    close: () => file.close(),
  };
}

async function identity(path: string): Promise<string | undefined> {
  // One that is not there is refused by whoever reads it.
  return stat(path).then(identityOf, () => undefined);
}

function identityOf({ dev, ino, size, mtimeMs }: Awaited<ReturnType<typeof stat>>): string {
  return [dev, ino, size, mtimeMs].join(" ");
}

/** A stream that leaves the file open when it ends or is given up, as `createReadStream` would not. */
function read(file: FileHandle, start: number, end: number): Readable {
  async function* chunks() {
    for (let at = start; at <= end; ) {
      const length = Math.min(ahead, end + 1 - at);
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
      if (bytesRead === 0) throw new Error("the bundle ends too soon");
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
  return Readable.from(chunks(), { objectMode: false, highWaterMark: ahead });
}

async function sumOf(bytes: Readable, onProgress: (read: number) => void): Promise<string> {
  const hash = createHash("sha256");
  let read = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    read += (chunk as Buffer).length;
    onProgress(read);
  }
  return hash.digest("hex");
}

function typeOf(member: string): string {
  if (member.endsWith(".json")) return "application/json";
  if (member.endsWith(".gz")) return "application/gzip";
  return member.endsWith(".zst") ? "application/zstd" : "text/plain; charset=utf-8";
}
