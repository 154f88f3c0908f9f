import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A download that cannot be had: no connection, no such file, or it stopped half-way. Something else may do instead. */
export class Unavailable extends Error {
  constructor(
    readonly url: string,
    readonly reason: string,
  ) {
    super(`${url}: ${reason}`);
    this.name = "Unavailable";
  }
}

/** Gets files from the network. Tests give their own. */
export interface Fetcher {
  /** The text at an address. @throws {Unavailable} */
  text(url: string): Promise<string>;
  /**
   * Writes what is at an address into a file.
   *
   * @param onProgress told the bytes that are there, and of how many if that is known.
   * @returns the SHA-256 checksum in hexadecimal digits.
   * @throws {Unavailable}
   */
  file(url: string, path: string, onProgress?: (bytes: number, total?: number) => void): Promise<string>;
}

/** How long a {@link Fetcher} waits, in milliseconds. */
export interface FetchLimits {
  /** For a connection and the first byte of an answer. @default 6000 */
  readonly connect?: number;
  /** For the next bytes of a download under way. @default 30000 */
  readonly stall?: number;
}

/** Downloads over HTTPS. An address that could not be reached is not tried again by the same fetcher. */
export function createFetcher({ connect = 6_000, stall = 30_000 }: FetchLimits = {}): Fetcher {
  const unreachable = new Map<string, string>();

  async function open(url: string, signal: AbortSignal): Promise<Response> {
    const { host } = new URL(url);
    const known = unreachable.get(host);
    if (known) throw new Unavailable(url, known);
    let response: Response;
    try {
      response = await fetch(url, { signal, redirect: "follow" });
    } catch (error) {
      const reason = signal.aborted ? `no answer within ${connect / 1000} s` : cause(error as Error);
      unreachable.set(host, reason);
      throw new Unavailable(url, reason);
    }
    // A checksum that came in clear text vouches for nothing.
    if (url.startsWith("https:") && !response.url.startsWith("https:"))
      throw new Unavailable(url, `redirects to ${response.url}, which is not HTTPS`);
    if (!response.ok)
      throw new Unavailable(url, `the server answers ${response.status} ${response.statusText}`.trim());
    return response;
  }

  /** Runs a request that is given up when a time passes without `alive` being called. */
  async function bounded<T>(work: (signal: AbortSignal, alive: () => void) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    let timer = setTimeout(() => controller.abort(), connect);
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), stall);
    };
    try {
      return await work(controller.signal, alive);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    text: (url) =>
      bounded(async (signal, alive) => {
        const response = await open(url, signal);
        alive();
        return response.text().catch((error) => {
          throw new Unavailable(url, cause(error));
        });
      }),
    file: (url, path, onProgress) =>
      bounded(async (signal, alive) => {
        const response = await open(url, signal);
        alive();
        if (!response.body) throw new Unavailable(url, "the answer is empty");
        const total = Number(response.headers.get("content-length")) || undefined;
        const hash = createHash("sha256");
        let bytes = 0;
        const count = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            alive();
            hash.update(chunk);
            bytes += chunk.length;
            onProgress?.(bytes, total);
            done(null, chunk);
          },
        });
        const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
        await pipeline(body, count, createWriteStream(path)).catch((error: NodeJS.ErrnoException) => {
          // A disk that is full is no fault of the server's.
          if (error.syscall === "open" || error.syscall === "write") throw error;
          throw new Unavailable(url, `${signal.aborted ? "stopped" : cause(error)} after ${bytes} bytes`);
        });
        return hash.digest("hex");
      }),
  };
}

/** `getaddrinfo ENOTFOUND github.com` rather than "fetch failed". */
function cause(error: { message?: string; cause?: unknown }): string {
  const inner = error.cause as { message?: string } | undefined;
  return inner?.message || error.message || String(error);
}
