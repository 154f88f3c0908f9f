import { chmodSync, cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inputHash } from "../../../cli/toolchain/input-hash";
import { temporaryFolder } from "./fakes";

function sources(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "src/deep"), { recursive: true });
  writeFileSync(join(root, "go.mod"), "module x\n");
  writeFileSync(join(root, "src/main.go"), "package main\n");
  writeFileSync(join(root, "src/deep/a"), "a");
  return root;
}

const hash = (root: string, values = {}) => inputHash(root, ["go.mod", "src"], values);

test("the same inputs have the same hash wherever they lie and in whatever order they are named", () => {
  const [here, there] = [sources(), temporaryFolder()];
  cpSync(here, there, { recursive: true });
  expect(hash(here)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash(there)).toBe(hash(here));
  expect(inputHash(here, ["src", "go.mod"])).toBe(hash(here));
  expect(hash(here, { a: "1", b: "2" })).toBe(hash(here, { b: "2", a: "1" }));
});

test.each<[string, (root: string) => void]>([
  ["contents", (root) => writeFileSync(join(root, "src/deep/a"), "b")],
  ["a name", (root) => renameSync(join(root, "src/deep/a"), join(root, "src/deep/b"))],
  ["a further file", (root) => writeFileSync(join(root, "src/new"), "")],
  ["the right to execute", (root) => chmodSync(join(root, "src/main.go"), 0o755)],
])("%s makes another hash", (_what, change) => {
  const root = sources();
  const before = hash(root);
  change(root);
  expect(hash(root)).not.toBe(before);
});

test("a value makes another hash", () => {
  const root = sources();
  expect(hash(root, { version: "2" })).not.toBe(hash(root, { version: "1" }));
});

test("what does not belong to the inputs does not count", () => {
  const root = sources();
  const before = hash(root);
  writeFileSync(join(root, "README.md"), "x");
  expect(hash(root)).toBe(before);
});

test("a file that is missing is an error", () => {
  expect(() => inputHash(sources(), ["go.sum"])).toThrow(/go\.sum/);
});
