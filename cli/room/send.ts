import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { byteRange } from "./byte-range";

/** Bytes that can be had from any of them on. */
export interface Content {
  readonly size: number;
  readonly type: string;
  /** What tells them from other bytes: their checksum. */
  readonly tag: string;
  /** The bytes from one to another, both counted in. Called for content that is not empty. */
  readonly open: (start: number, end: number) => Readable;
  /** More headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A document in memory. */
export function document(bytes: Buffer, type: string): Content {
  return {
    size: bytes.length,
    type,
    tag: createHash("sha256").update(bytes).digest("hex"),
    open: (start, end) => Readable.from([bytes.subarray(start, end + 1)]),
  };
}

/**
 * Answers with bytes or the part of them that was asked for. They are read no faster than this one client takes them, so that
 * memory stays what it is however many there are, and a slow one keeps nobody waiting.
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  content: Content,
): Promise<void> {
  const { size, type, tag } = content;
  const entity = `"${tag}"`;
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("ETag", entity);
  response.setHeader("Content-Type", type);
  for (const [name, value] of Object.entries(content.headers ?? {})) response.setHeader(name, value);
  if (request.headers["if-none-match"] === entity) {
    response.writeHead(304).end();
    return;
  }
  // A part of what has become something else would be joined to what it does not belong to.
  const condition = request.headers["if-range"];
  const asked = condition === undefined || condition === entity ? request.headers.range : undefined;
  const range = byteRange(asked, size);
  if (range === "none") {
    response.writeHead(416, { "Content-Range": `bytes */${size}`, "Content-Length": 0 }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    "Content-Length": end - start + 1,
    ...(range ? { "Content-Range": `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) response.end();
  else await pipeline(content.open(start, end), response);
}

/** A short answer in plain words. */
export function say(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Content-Length": bytes.length });
  response.end(response.req.method === "HEAD" ? undefined : bytes);
}
