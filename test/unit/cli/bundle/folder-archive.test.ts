import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pack } from "tar-stream";
import { archiveOf, extractInto } from "../../../../cli/bundle/folder-archive";
import { InvalidInput } from "../../../../components/errors";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (...names: string[]) => join(folder, ...names);

function file(name: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(path(name), text);
  chmodSync(path(name), mode);
}

test("an archive keeps modes, links and long names, and can be unpacked where it has no links", async () => {
  const deep = `${"a-long-name/".repeat(20)}file`;
  file(`tree/${deep}`, "deep");
  file("tree/run", "run", 0o755);
  file("tree/big", "x".repeat(3 << 20));
  mkdirSync(path("out"));
  await extractInto(archiveOf([{ folder: path("tree"), name: "top" }]), path("out"), "t");
  expect(readFileSync(path("out/top", deep), "utf8")).toBe("deep");
  expect(statSync(path("out/top/run")).mode & 0o777).toBe(0o755);
  expect(statSync(path("out/top/big")).size).toBe(3 << 20);
});

test.each([
  ["../outside", "file", "leads out of the folder that it is unpacked in"],
  ["in/../../outside", "file", "leads out of the folder that it is unpacked in"],
  ["/outside", "file", "leads out of the folder that it is unpacked in"],
  ["link", "symlink", "is a symlink, and only files and folders are taken"],
  ["hard", "link", "is a link, and only files and folders are taken"],
  ["device", "character-device", "is a character-device, and only files and folders are taken"],
] as const)("%s (%s) is not unpacked", async (name, type, reason) => {
  const archive = pack();
  archive.entry({ name: "first" }, "fine");
  archive.entry({ name, type, linkname: "../outside", size: 0 }, () => {});
  archive.finalize();
  mkdirSync(path("out"));
  const refused = await extractInto(archive as AsyncIterable<Buffer>, path("out"), "tools").catch(
    (error) => error,
  );
  expect(refused).toBeInstanceOf(InvalidInput);
  expect(refused.problems).toMatchObject([{ path: name, reason }]);
  expect(readdirSync(folder)).toEqual(["out"]);
});

test("an archive that ends too soon is not taken for a whole one", async () => {
  file("tree/big", "x".repeat(1 << 16));
  const chunks: Buffer[] = [];
  for await (const chunk of archiveOf([{ folder: path("tree"), name: "" }])) chunks.push(chunk);
  mkdirSync(path("out"));
  const half = Readable.from([Buffer.concat(chunks).subarray(0, 1 << 15)]) as AsyncIterable<Buffer>;
  await expect(extractInto(half, path("out"), "t")).rejects.toThrow();
});
