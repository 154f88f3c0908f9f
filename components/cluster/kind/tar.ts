import type { FileHandle } from "node:fs/promises";

const block = 512;

/** A file inside a tar file. */
export interface TarEntry {
  readonly name: string;
  /** For a symbolic link, where it leads. */
  readonly link?: string;
  /** Where its bytes begin in the tar file. */
  readonly offset: number;
  readonly size: number;
}

/**
 * What a tar file holds, its contents skipped. Understands what `docker save` writes: ustar headers, with base-256
 * sizes for files over 8 GiB.
 *
 * @throws {Error} for a header that is not what was written.
 */
export async function tarEntries(file: FileHandle): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(block);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(header, 0, block, at);
    if (bytesRead < block || header[0] === 0) return entries;
    if (number(header.subarray(148, 156)) !== checksum(header))
      throw new Error(`the tar header at byte ${at} is damaged`);
    const size = number(header.subarray(124, 136));
    const prefix = text(header.subarray(345, 500));
    const name = text(header.subarray(0, 100));
    const type = String.fromCharCode(header[156] ?? 0);
    entries.push({
      name: prefix ? `${prefix}/${name}` : name,
      link: type === "2" ? text(header.subarray(157, 257)) : undefined,
      offset: at + block,
      size,
    });
    at += block + Math.ceil(size / block) * block;
  }
}

/**
 * The header of a regular file.
 *
 * @param name at most 100 bytes.
 */
export function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(block);
  header.write(name, 0, 100);
  header.write("0000444\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  writeNumber(header.subarray(124, 136), size);
  header.write("00000000000\0", 136);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** What follows a file's bytes, up to the next header. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** The end of a tar file. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);

/** The sum of a header's bytes, its own eight counted as spaces. */
function checksum(header: Buffer): number {
  return header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
}

function text(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? field.length : end);
}

function number(field: Buffer): number {
  const isBinary = ((field[0] ?? 0) & 0x80) !== 0;
  return isBinary
    ? Number(field.readBigUInt64BE(field.length - 8))
    : Number.parseInt(text(field).trim() || "0", 8);
}

function writeNumber(field: Buffer, value: number): void {
  const octal = value.toString(8);
  if (octal.length < field.length) {
    field.write(`${octal.padStart(field.length - 1, "0")}\0`);
  } else {
    field[0] = 0x80;
    field.writeBigUInt64BE(BigInt(value), field.length - 8);
  }
}
