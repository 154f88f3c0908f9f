import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { durationsFile, keepDurations, readDurations } from "../../../../cli/time-left/kept-durations";

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "durations-")), "spark-workshop", "durations.json");
});

const write = (text: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

test("they are in the user's cache", () => {
  expect(durationsFile({ HOME: "/home/u" })).toBe("/home/u/.cache/spark-workshop/durations.json");
  expect(durationsFile({ HOME: "/home/u", XDG_CACHE_HOME: "/c" })).toBe("/c/spark-workshop/durations.json");
});

test("what was seen is known the next time, and in the middle of what was seen after that", () => {
  expect(readDurations(file)).toEqual({});
  keepDurations({ "node by cores": 600, "job by cores": 100 }, file);
  keepDurations({ "node by cores": 500.04 }, file);
  expect(readDurations(file)).toEqual({ "node by cores": 550, "job by cores": 100 });
  expect(readdirSync(dirname(file))).toEqual(["durations.json"]);
});

test.each([
  ["an empty file", ""],
  ["half a file", '{"node by cores": 6'],
  ["something else", "[600]"],
  ["nothing", "null"],
  ["a text", '"node by cores"'],
  ["bytes", "\u0000\uffff"],
  ["numbers that are no durations", '{"node by cores": -3, "job by cores": 0, "spark by cores": 1e9}'],
  ["durations that are no numbers", '{"node by cores": "600", "job by cores": null, "spark by cores": [1]}'],
  ["other names", '{"__proto__": 5, "constructor": 5, "node": 600, "cluster by network": 5}'],
])("%s is passed over, and written anew", (_, text) => {
  write(text);
  expect(readDurations(file)).toEqual({});
  keepDurations({ "node by cores": 600 }, file);
  expect(readDurations(file)).toEqual({ "node by cores": 600 });
});

test("what is right in a file stays, beside what is not", () => {
  write('{"node by cores": 600, "job by cores": "soon"}');
  expect(readDurations(file)).toEqual({ "node by cores": 600 });
});

test("a duration that nobody can have waited for is not kept", () => {
  keepDurations({ "node by cores": Number.NaN, "job by cores": 90_000, "spark by cores": 0 }, file);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({});
});

test("a folder in its place, or one that cannot be made, is no failure", () => {
  mkdirSync(file, { recursive: true });
  expect(readDurations(file)).toEqual({});
  keepDurations({ "node by cores": 600 }, file);
  expect(readdirSync(dirname(file))).toEqual(["durations.json"]);
  const below = join(__filename, "durations.json");
  keepDurations({ "node by cores": 600 }, below);
  expect(existsSync(below)).toBe(false);
});

test("a folder that is read-only is no failure", () => {
  write("{}");
  chmodSync(dirname(file), 0o555);
  expect(() => keepDurations({ "node by cores": 600 }, file)).not.toThrow();
  chmodSync(dirname(file), 0o755);
});
