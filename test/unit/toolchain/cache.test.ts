import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cache } from "../../../cli/toolchain/cache";
import { temporaryFolder } from "./fakes";

const program = async (folder: string) => writeFileSync(join(folder, "kind"), "program");

test("the user's cache is where XDG says, on every system", () => {
  const was = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = "/elsewhere";
  try {
    expect(new Cache().home).toBe("/elsewhere/spark-workshop");
  } finally {
    if (was === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = was;
  }
});

test("fills a folder once", async () => {
  const cache = new Cache(temporaryFolder());
  const fill = jest.fn(program);
  const path = await cache.keep("bin/kind-1", fill);
  expect(await cache.keep("bin/kind-1", fill)).toBe(path);
  expect(fill).toHaveBeenCalledTimes(1);
  expect(readFileSync(join(path, "kind"), "utf8")).toBe("program");
  expect(cache.has("bin/kind-1")).toBe(true);
});

test("what fails half-way leaves nothing that looks finished", async () => {
  const cache = new Cache(temporaryFolder());
  const broken = cache.keep("bin/kind-1", async (folder) => {
    await program(folder);
    throw new Error("interrupted");
  });
  await expect(broken).rejects.toThrow("interrupted");
  expect(cache.has("bin/kind-1")).toBe(false);
  expect(readdirSync(cache.path("unfinished"))).toEqual([]);
});

test("removes what a killed process left behind, and nothing of a living one", async () => {
  const cache = new Cache(temporaryFolder());
  // No process has a number that large; 1 always lives.
  mkdirSync(cache.path("unfinished", "99999999-abc"), { recursive: true });
  mkdirSync(cache.path("unfinished", "1-abc"));
  await cache.keep("bin/kind-1", program);
  expect(readdirSync(cache.path("unfinished"))).toEqual(["1-abc"]);
});

test("two at a time both get a whole folder", async () => {
  const cache = new Cache(temporaryFolder());
  const [a, b] = await Promise.all([cache.keep("bin/kind-1", program), cache.keep("bin/kind-1", program)]);
  expect(a).toBe(b);
  expect(existsSync(join(a, "kind"))).toBe(true);
  expect(readdirSync(cache.path("unfinished"))).toEqual([]);
});

test("a scratch folder goes with its use", async () => {
  const cache = new Cache(temporaryFolder());
  const seen = await cache.scratch(async (folder) => {
    await program(folder);
    return folder;
  });
  expect(existsSync(seen)).toBe(false);
});
