import { createHash, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { type TarEntry, tarEntries } from "../../components/cluster/kind/tar";
import { InvalidInput, type Problem, refuse } from "../../components/errors";
import { foreignProblems, type Wanted } from "./checkout";
import { type Manifest, members, readManifest, readSums } from "./layout";
import { signatureProblems } from "./signature";

/** A file of a bundle: where its bytes lie, and their checksum, SHA-256 in hexadecimal. */
export interface Member {
  readonly offset: number;
  readonly size: number;
  /** None of the checksums themselves and of their signature. */
  readonly sum?: string;
}

/** A bundle that is whole. */
export interface Bundle {
  readonly manifest: Manifest;
  /** Its files by name. */
  readonly members: ReadonlyMap<string, Member>;
  /** What is in a file of the bundle, uncompressed. */
  contents(member: string): Readable;
}

const again = "Copy or download the bundle again.";
/** Longest manifest, in bytes; it is read in one piece. */
const longest = 1 << 24;

/** How a bundle is read. */
export interface OpenOptions {
  /** Public key by whose holder it must be signed. @default it need not be */
  readonly key?: KeyObject;
  /** Told the bytes that are read, and of how many. @default nobody is */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/**
 * Reads a bundle from its first to its last byte and compares every file in it with its checksum. Changes nothing.
 *
 * @param wanted what it must be made for; nothing where it is only handed on.
 * @throws {InvalidInput} for one that is damaged, signed by another, or made for another machine or another checkout.
 */
export async function openBundle(
  path: string,
  wanted: Wanted | undefined,
  { key, onProgress }: OpenOptions = {},
): Promise<Bundle> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? "is not there" : `cannot be read: ${error.message}`;
    throw new InvalidInput("The bundle", [
      { path, reason, cure: "Name the file that ./workshop bundle has written." },
    ]);
  });
  try {
    const entries = await entriesOf(file, path);
    const list = await text(file, entries.get(members.sums));
    const sums = readSums(list);
    const signature = await text(file, entries.get(members.signature));
    refuse(path, [...signatureProblems(Buffer.from(list), signature, key), ...listProblems(entries, sums)]);
    const damaged = await damagedProblems(path, [members.manifest], entries, sums, () => {});
    refuse(path, damaged);
    const manifest = await manifestOf(file, path, entries);
    if (wanted) refuse(path, foreignProblems(manifest, wanted));
    const others = [...sums.keys()].filter((name) => name !== members.manifest);
    const total = others.reduce((sum, name) => sum + (entries.get(name)?.size ?? 0), 0);
    let read = 0;
    const count = (bytes: number) => {
      read += bytes;
      onProgress?.(read, total);
    };
    refuse(path, await damagedProblems(path, others, entries, sums, count));
    return {
      manifest,
      members: new Map(
        [...entries].map(([name, { offset, size }]) => [name, { offset, size, sum: sums.get(name) }]),
      ),
      contents: (member) => {
        const entry = entries.get(member);
        if (!entry) throw new Error(`${path} has no ${member}`);
        return stream(path, entry).compose(createZstdDecompress());
      },
    };
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle, path: string): Promise<Map<string, TarEntry>> {
  const { size } = await file.stat();
  try {
    const entries = await tarEntries(file);
    const cut = entries.find((entry) => entry.offset + entry.size > size);
    if (cut) throw new Error(`it ends at byte ${size}, in the middle of ${cut.name}`);
    if (entries[0]?.name !== members.sums) throw new Error(`its first file is not ${members.sums}`);
    return new Map(entries.map((entry) => [entry.name, entry]));
  } catch (error) {
    throw new InvalidInput("The bundle", [
      { path, reason: `is no whole bundle: ${(error as Error).message}`, cure: again },
    ]);
  }
}

/** Whether the files are those that have a checksum. */
function listProblems(entries: ReadonlyMap<string, TarEntry>, sums: ReadonlyMap<string, string>): Problem[] {
  const lost = [...sums.keys(), members.manifest].filter((name) => !entries.has(name));
  const apart: readonly string[] = [members.sums, members.signature];
  const unknown = [...entries.keys()].filter((name) => !apart.includes(name) && !sums.has(name));
  return [
    ...[...new Set(lost)].map((path) => ({ path, reason: "is missing", cure: again })),
    ...unknown.map((path) => ({ path, reason: `has no checksum in ${members.sums}`, cure: again })),
  ];
}

async function damagedProblems(
  path: string,
  names: readonly string[],
  entries: ReadonlyMap<string, TarEntry>,
  sums: ReadonlyMap<string, string>,
  onBytes: (bytes: number) => void,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const name of names) {
    const entry = entries.get(name);
    if (!entry) continue;
    const hash = createHash("sha256");
    for await (const chunk of stream(path, entry)) {
      hash.update(chunk);
      onBytes((chunk as Buffer).length);
    }
    const value = hash.digest("hex");
    if (value === sums.get(name)) continue;
    problems.push({
      path: name,
      value,
      reason: `is not its checksum in ${members.sums}: it is damaged`,
      cure: again,
    });
  }
  return problems;
}

async function manifestOf(
  file: FileHandle,
  path: string,
  entries: ReadonlyMap<string, TarEntry>,
): Promise<Manifest> {
  try {
    return readManifest(await text(file, entries.get(members.manifest)));
  } catch (error) {
    throw new InvalidInput(path, [
      {
        path: members.manifest,
        reason: `is not what this checkout reads: ${(error as Error).message}`,
        cure: "Take a bundle that this checkout, or one as new, has made.",
      },
    ]);
  }
}

async function text(file: FileHandle, entry: TarEntry | undefined): Promise<string> {
  if (!entry || entry.size > longest) return "";
  const { buffer } = await file.read(Buffer.alloc(entry.size), 0, entry.size, entry.offset);
  return buffer.toString("utf8");
}

function stream(path: string, { offset, size }: TarEntry): Readable {
  // A file of no bytes has no last one to name.
  if (size === 0) return Readable.from([]);
  return createReadStream(path, { start: offset, end: offset + size - 1, highWaterMark: 1 << 20 });
}
