import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { extract, type Pack, pack } from "tar-stream";
import { InvalidInput } from "../../components/errors";

/** A folder and its name in an archive. */
export interface ArchivedFolder {
  readonly folder: string;
  /** Empty: the folder's contents are at the top. */
  readonly name: string;
  /** Whether something in it is left out, by its path below the folder. @default nothing */
  readonly without?: (path: string) => boolean;
}

/** The time of every file: that of a disk would make another archive of the same contents. */
const mtime = new Date("2020-01-01T00:00:00Z");
/** Files up to this size, in bytes, are read in one piece. */
const small = 1 << 20;

/** Folders as a tar stream that is the same for the same contents: in order of names, of nobody, at no time. */
export function archiveOf(folders: readonly ArchivedFolder[]): AsyncIterable<Buffer> {
  const archive = pack();
  const filled = async () => {
    for (const one of folders) await addFolder(archive, one, "");
    archive.finalize();
  };
  filled().catch((error: Error) => archive.destroy(error));
  return archive as AsyncIterable<Buffer>;
}

async function addFolder(archive: Pack, part: ArchivedFolder, below: string): Promise<void> {
  const entries = await readdir(join(part.folder, below));
  for (const entry of entries.sort((a, b) => (a < b ? -1 : 1))) {
    const path = below === "" ? entry : `${below}/${entry}`;
    if (part.without?.(path)) continue;
    const from = join(part.folder, path);
    const name = part.name === "" ? path : `${part.name}/${path}`;
    const found = await lstat(from);
    if (found.isDirectory()) {
      await add(archive, { name: `${name}/`, type: "directory", mode: 0o755, mtime });
      await addFolder(archive, part, path);
    } else if (found.isSymbolicLink()) {
      await add(archive, { name, type: "symlink", mode: 0o777, mtime, linkname: await readlink(from) });
    } else if (found.isFile()) {
      const mode = (found.mode & 0o100) === 0 ? 0o644 : 0o755;
      const header = { name, type: "file" as const, mode, mtime, size: found.size };
      if (found.size <= small) await add(archive, header, await readFile(from));
      else await feed(archive.entry(header), createReadStream(from, { highWaterMark: small }));
    } else {
      throw new Error(
        `${from} is neither a file nor a folder nor a link, so it cannot be bundled. Remove it.`,
      );
    }
  }
}

function add(archive: Pack, header: Parameters<Pack["entry"]>[0], contents?: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    archive.entry(header, contents ?? Buffer.alloc(0), (error) => (error ? fail(error) : done()));
  });
}

/** Writes chunks into a stream to its end, no faster than it takes them. */
async function feed(into: Fed, chunks: AsyncIterable<Buffer>): Promise<void> {
  const ended = new Promise<void>((done, fail) => {
    into
      .once("finish", done)
      .once("error", fail)
      .once("close", () => fail(new Error("it was closed")));
  });
  ended.catch(() => {});
  for await (const chunk of chunks) {
    if (!into.write(chunk)) await Promise.race([once(into, "drain"), ended]);
  }
  into.end(null);
  await ended;
}

/** What the streams of tar-stream, which are not Node's own, have of them. */
type Fed = ReturnType<Pack["entry"]> | ReturnType<typeof extract>;

/**
 * Writes the files and folders of a tar stream into an empty folder.
 *
 * @param subject what the stream is, for a refusal.
 * @throws {InvalidInput} for anything that would be written elsewhere, and for links, devices and the like.
 */
export async function extractInto(
  stream: AsyncIterable<Buffer>,
  folder: string,
  subject: string,
): Promise<void> {
  const extractor = extract();
  const fed = feed(extractor, stream);
  // The loop below ends with it.
  fed.catch((error: Error) => extractor.destroy(error));
  for await (const entry of extractor) {
    const { name, type, mode } = entry.header;
    const path = name.replace(/\/$/, "");
    if (path.startsWith("/") || path.split("/").some((part) => part === ".." || part === "")) {
      throw refused(subject, name, "leads out of the folder that it is unpacked in");
    }
    const target = join(folder, path);
    if (type === "directory") {
      await mkdir(target, { recursive: true });
      entry.resume();
    } else if (type === "file") {
      await mkdir(dirname(target), { recursive: true });
      await pipeline(entry, createWriteStream(target, { flags: "wx", mode: mode & 0o100 ? 0o755 : 0o644 }));
    } else {
      throw refused(subject, name, `is a ${type}, and only files and folders are taken`);
    }
  }
  await fed;
}

function refused(subject: string, path: string, reason: string): InvalidInput {
  return new InvalidInput(subject, [
    {
      path,
      reason,
      cure: "Take a bundle that ./workshop bundle has made; this one was made by something else.",
    },
  ]);
}
