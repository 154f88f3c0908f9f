import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rendering } from "../../../cli/preview/declared";
import { KeptRenderings } from "../../../cli/preview/kept-renderings";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "renderings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const rendering = (more: Partial<Rendering> = {}): Rendering => ({
  stack: "dev",
  environment: "dev",
  target: "kind",
  disposable: false,
  resources: [],
  warnings: ["w"],
  ...more,
});
const noon = new Date("2026-05-01T12:00:00Z");

test("a rendering is there again for the same commit and stack, the same day", () => {
  new KeptRenderings("c", folder, noon).keep("dev", rendering());
  expect(new KeptRenderings("c", folder, noon).get("dev")).toEqual(rendering());
  expect(new KeptRenderings("c", folder, noon).get("aws")).toBeUndefined();
  expect(new KeptRenderings("d", folder, noon).get("dev")).toBeUndefined();
  expect(new KeptRenderings("c", folder, new Date("2026-05-02T12:00:00Z")).get("dev")).toBeUndefined();
});

test("what failed is not kept, and what is broken is unknown", () => {
  const kept = new KeptRenderings("c", folder, noon);
  kept.keep("dev", rendering({ error: "no network" }));
  expect(kept.get("dev")).toBeUndefined();
  kept.keep("dev", rendering());
  writeFileSync(join(folder, readdirSync(folder)[0] ?? ""), "{");
  expect(kept.get("dev")).toBeUndefined();
});

test("only its owner reads it, and old ones go", () => {
  for (let i = 0; i < 55; i++) new KeptRenderings(`c${i}`, folder, noon).keep("dev", rendering());
  const files = readdirSync(folder);
  expect(files).toHaveLength(50);
  expect(statSync(join(folder, files[0] ?? "")).mode & 0o777).toBe(0o600);
  expect(new KeptRenderings("c54", folder, noon).get("dev")).toEqual(rendering());
});
