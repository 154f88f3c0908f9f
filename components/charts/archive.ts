import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkChecksum, type Expected } from "../versions/checksums";

const run = promisify(execFile);

/** Longest wait for a server: where it cannot be reached, people should not sit in front of nothing. */
const timeoutMs = 15_000;

/** @throws {Error} when a server does not answer, says no, or leads out of HTTPS, where nothing vouches for what comes. */
export async function getOverTls(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  if (!response.url.startsWith("https:"))
    throw new Error(`${url} redirects to ${response.url}, which is not HTTPS`);
  return response;
}

/** The bytes at an address. @throws {ChecksumMismatch} when they are not what was expected. */
export async function bytesOf(response: Response, expected: Expected): Promise<Buffer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  checkChecksum(response.url, expected, createHash("sha256").update(bytes).digest("hex"));
  return bytes;
}

/** Unpacks a chart's archive, without the folder at its top. */
export async function unpackChart(archive: Buffer, into: string): Promise<void> {
  const file = join(into, "chart.tgz");
  await writeFile(file, archive);
  await run("tar", ["-xzf", file, "-C", into, "--strip-components=1"]);
  await rm(file);
}
