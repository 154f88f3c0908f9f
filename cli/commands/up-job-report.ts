import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { StackOutputs } from "../stack/context";
import { type Cell, cell, table } from "../terminal/table";

/** JSON, as a job writes it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Reads the report that a job left in a bucket: one JSON file, or a folder of JSON lines as Spark writes it.
 *
 * @param outputs the stack's endpoint and credentials.
 * @param uri `s3a://bucket/key`.
 * @returns nothing when there is none or it cannot be read within a few seconds.
 */
export async function readJobReport(
  outputs: StackOutputs,
  uri: string | undefined,
): Promise<Json | undefined> {
  const [, bucket, key] = /^s3a?:\/\/([^/]+)\/(.+?)\/?$/.exec(uri ?? "") ?? [];
  if (!bucket || !key || !outputs.s3Endpoint || !outputs.credentials) return undefined;
  const client = new S3Client({
    endpoint: outputs.s3Endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: outputs.credentials,
    maxAttempts: 2,
  });
  const timeoutMs = { abortSignal: AbortSignal.timeout(10_000) };
  try {
    const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key }), timeoutMs);
    const size = (listed.Contents ?? []).reduce((sum, object) => sum + (object.Size ?? 0), 0);
    // What is shown in a terminal is a page; a job may have written anything there.
    if (size > longestBytes) return undefined;
    const keys = (listed.Contents ?? [])
      .flatMap((object) => object.Key ?? [])
      .filter((name) => isReport(name, key));
    const texts = await Promise.all(
      keys.map(async (Key) => {
        const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key }), timeoutMs);
        return (await object.Body?.transformToString()) ?? "";
      }),
    );
    return parseReport(texts);
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

/** Longest report that is read, in bytes. */
const longestBytes = 1 << 20;

/** The object itself, or a data file below it: not `_SUCCESS` and its kind. */
function isReport(name: string, key: string): boolean {
  return (
    name === key ||
    (name.startsWith(`${key}/`) && !/\/[_.]/.test(name.slice(key.length)) && !name.endsWith("/"))
  );
}

/** One JSON document, or one in each line; a single record comes without the list around it. */
export function parseReport(texts: readonly string[]): Json | undefined {
  const documents = texts
    .filter((text) => text.trim() !== "")
    .flatMap((text): Json[] => {
      try {
        return [JSON.parse(text) as Json];
      } catch {
        return text
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line) => JSON.parse(line) as Json);
      }
    });
  return documents.length === 1 ? documents[0] : documents.length === 0 ? undefined : documents;
}

/** Longest list that is shown in full. */
const longest = 12;

/** A report of any job as lines: single values first, lists of records as tables. */
export function renderReport(report: Json): string[] {
  if (Array.isArray(report)) return records(report);
  if (typeof report !== "object" || report === null) return [`  ${cell(report)}`];
  const entries = Object.entries(report);
  const single = entries.filter(([, value]) => typeof value !== "object" || value === null);
  const nested = entries.filter(([, value]) => typeof value === "object" && value !== null);
  return [
    ...table(
      ["", ""],
      single.map(([key, value]) => [title(key), cell(value as Cell)]),
    ),
    ...nested.flatMap(([key, value]) => [
      `  ${title(key)}`,
      ...renderReport(value).map((line) => `  ${line}`),
    ]),
  ];
}

function records(list: Json[]): string[] {
  const rows = list.slice(0, longest);
  const more = list.length > rows.length ? [`  … and ${list.length - rows.length} more`] : [];
  if (!rows.every((row) => typeof row === "object" && row !== null && !Array.isArray(row))) {
    return [...rows.map((row) => `  ${typeof row === "object" ? JSON.stringify(row) : cell(row)}`), ...more];
  }
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
  const cells = rows.map((row) => keys.map((key) => (row as Record<string, Cell>)[key]));
  return [...table(keys.map(title), cells), ...more];
}

/** `average_delay_minutes` and `averageDelayMinutes` are "average delay minutes". */
function title(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
