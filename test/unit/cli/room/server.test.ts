import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { get as httpGet, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { imageMember } from "../../../../cli/bundle/layout";
import { byteRange } from "../../../../cli/room/byte-range";
import { serveBundle } from "../../../../cli/room/served-bundle";
import { startRoom } from "../../../../cli/room/server";
import { InvalidInput } from "../../../../components/errors";
import { digestOf, smallBundle } from "../../../support/small-bundle";
import { type Serving, serving } from "./serving";

/** Bytes of a layer: the whole is more than a socket's buffers hold. */
const bytes = 6 << 20;
let it: Serving;
let whole: Buffer;
beforeAll(async () => {
  it = await serving({ bytes });
  whole = readFileSync(it.file);
});
afterAll(() => it.end());

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${it.at}${path}`, { headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};
const bundleAt = () => `/bundle/${it.bundle.name}`;

/** The answer to a path as it stands: fetch would take `..` out of it. */
function raw(path: string, method = "GET"): Promise<{ status: number; body: string }> {
  return new Promise((done, fail) => {
    request({ port: it.room.port, host: "127.0.0.1", path, method }, (answer) => {
      let body = "";
      answer.on("data", (chunk) => {
        body += chunk;
      });
      answer.on("end", () => done({ status: answer.statusCode ?? 0, body }));
    })
      .on("error", fail)
      .end();
  });
}

test.each([
  [undefined, undefined],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=5-", { start: 5, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-30", { start: 0, end: 9 }],
  ["bytes=2-100", { start: 2, end: 9 }],
  ["bytes=10-", "none"],
  ["bytes=-0", "none"],
  ["bytes=5-2", undefined],
  ["bytes=0-1,3-4", undefined],
  ["lines=0-1", undefined],
  ["bytes=-", undefined],
])("the range %s of ten bytes", (header, wanted) => {
  expect(byteRange(header, 10)).toEqual(wanted);
});

test("the bundle comes whole, with its checksum, and in parts that fit together", async () => {
  const { status, headers, body } = await get(bundleAt());
  expect([status, body.equals(whole), headers.get("accept-ranges")]).toEqual([200, true, "bytes"]);
  expect((await get("/bundle/SHA256SUMS")).body.toString()).toBe(
    `${it.bundle.whole.tag}  ${it.bundle.name}\n`,
  );
  const middle = await get(bundleAt(), { range: "bytes=1000-1999" });
  expect([middle.status, middle.headers.get("content-range")]).toEqual([
    206,
    `bytes 1000-1999/${whole.length}`,
  ]);
  expect(middle.body.equals(whole.subarray(1000, 2000))).toBe(true);
  const rest = await get(bundleAt(), { range: "bytes=2000-", "if-range": headers.get("etag") ?? "" });
  expect([rest.status, rest.body.equals(whole.subarray(2000))]).toEqual([206, true]);
  expect((await get(bundleAt(), { range: "bytes=2000-", "if-range": '"other"' })).status).toBe(200);
  const beyond = await get(bundleAt(), { range: `bytes=${whole.length}-` });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  const head = await fetch(`${it.at}${bundleAt()}`, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(whole.length)]);
});

test("files of the bundle come one by one", async () => {
  for (const name of ["manifest.json", "node.tar.gz", "SHA256SUMS"])
    expect((await get(`/parts/${name}`)).status).toBe(200);
  expect(JSON.parse((await get("/parts/manifest.json")).body.toString())).toEqual(it.bundle.manifest);
});

test.each([
  "/bundle/../../../../etc/passwd",
  "/parts/../../etc/passwd",
  "/parts/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/parts//etc/passwd",
  "/parts/%2Fetc%2Fpasswd",
  "/bundle/%00",
  "//etc/passwd",
  "/etc/passwd",
  "/v2/../../etc/passwd/manifests/x",
  "/v2/spark-workshop/spark/blobs/..%2f..%2fetc%2fpasswd",
  "/bundle/bundle.tar",
])("%s is nothing that is served", async (path) => {
  const { status, body } = await raw(path);
  expect([status, body.includes("root:")]).toEqual([404, false]);
});

test("a path that is no text, and what would write, is refused", async () => {
  expect((await raw("/%ff")).status).toBe(400);
  for (const method of ["PUT", "DELETE", "PATCH", "POST"]) {
    expect((await raw(bundleAt(), method)).status).toBe(405);
    expect((await raw("/v2/spark-workshop/spark/blobs/uploads/", method)).status).toBe(405);
  }
  expect(readFileSync(it.file).equals(whole)).toBe(true);
});

test("thirty at once get every byte while one takes nothing, and what is in memory stays little", async () => {
  const slow = connect(it.room.port, "127.0.0.1");
  slow.pause();
  slow.write(`GET ${bundleAt()} HTTP/1.1\r\nHost: x\r\n\r\n`);
  while (it.room.downloads.now === 0) await wait(5);
  const before = process.memoryUsage().arrayBuffers;
  const { done } = it.room.downloads;
  let most = 0;
  const sizes = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const [answer] = await once(httpGet(`${it.at}${bundleAt()}`), "response");
      let size = 0;
      let same = true;
      for await (const part of answer as AsyncIterable<Buffer>) {
        same &&= part.equals(whole.subarray(size, size + part.length));
        size += part.length;
      }
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      return same ? size : -1;
    }),
  );
  expect(new Set(sizes)).toEqual(new Set([whole.length]));
  // Counted when the last byte has gone out, which is after a client has read it.
  while (it.room.downloads.done < done + 30) await wait(5);
  expect(it.room.downloads.now).toBe(1);
  // Thirty whole ones would be 190 MB.
  expect(most).toBeLessThan(100e6);
  slow.destroy();
  while (it.room.downloads.now > 0) await wait(5);
  expect(it.troubles).toEqual([]);
});

test("a port that is taken, and an address of another machine, are refused with the cure", async () => {
  const options = { bundle: it.bundle, registry: { repositories: new Map(), blobs: new Map() }, own: "x" };
  const refused = async (address: string, port: number) => {
    const error = await startRoom({ ...options, address, port }).catch((failed: unknown) => failed);
    expect(error).toBeInstanceOf(InvalidInput);
    return (error as InvalidInput).message;
  };
  expect(await refused("127.0.0.1", it.room.port)).toContain("is taken by another program. Name another");
  expect(await refused("192.0.2.1", 0)).toContain("is not an address of this machine");
});

test("it ends at once, also while somebody downloads", async () => {
  const { room, bundle, end } = await serving({ bytes });
  const slow = connect(room.port, "127.0.0.1");
  slow.on("error", () => {});
  slow.pause();
  slow.write(`GET /bundle/${bundle.name} HTTP/1.1\r\nHost: x\r\n\r\n`);
  while (room.downloads.now === 0) await wait(5);
  const started = performance.now();
  await end();
  expect(performance.now() - started).toBeLessThan(1000);
  slow.destroy();
});

describe("what is checked is what is served", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "room-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("a damaged bundle is refused before it is served", async () => {
    const { file } = await smallBundle(folder);
    const damaged = readFileSync(file);
    const at = Math.floor(damaged.length / 2);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    writeFileSync(file, damaged);
    await expect(serveBundle(file)).rejects.toThrow(InvalidInput);
    await expect(serveBundle(join(folder, "nowhere.tar"))).rejects.toThrow("is not there");
  });

  test("a link to another bundle that takes the place of the file changes nothing", async () => {
    const [mine, another] = [await smallBundle(folder), await smallBundle(folder)];
    const bundle = await serveBundle(mine.file);
    const served = readFileSync(mine.file);
    rmSync(mine.file);
    symlinkSync(another.file, mine.file);
    const parts: Buffer[] = [];
    for await (const chunk of bundle.whole.open(0, bundle.whole.size - 1)) parts.push(chunk as Buffer);
    expect(Buffer.concat(parts).equals(served)).toBe(true);
    // What goes out unpacked comes from the same file.
    const unpacked: Buffer[] = [];
    for await (const chunk of bundle.contents(imageMember(digestOf(mine.config))))
      unpacked.push(chunk as Buffer);
    expect(Buffer.concat(unpacked).equals(mine.config)).toBe(true);
    await bundle.close();
  });

  test("a file that is written to is served no more", async () => {
    const other = await serving();
    appendFileSync(other.file, "more");
    const answer = await fetch(`${other.at}/bundle/${other.bundle.name}`);
    expect([answer.status, other.troubles.length]).toEqual([503, 1]);
    await other.end();
  });
});
