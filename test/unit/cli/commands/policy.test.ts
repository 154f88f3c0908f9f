import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policy } from "../../../../cli/commands/policy";

jest.mock("../../../../cli/preview/render", () => ({
  renderAll: async (_: string, stacks: readonly string[]) =>
    new Map(
      stacks.map((stack) => [stack, { stack, environment: "dev", disposable: true, resources: [] }] as const),
    ),
}));

let root: string;
let said: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "policy-"));
  said = "";
  writeFileSync(join(root, "Pulumi.yaml"), "name: spark-workshop\nconfig:\n  expires: { default: '' }\n");
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  jest.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test.each<[string, string, string]>([
  [
    "whose day is past",
    'config: { expires: "2020-01-01" }',
    't (dev): 0 binding, 1 advisory\n  advisory expires ("2020-01-01") is in the past: the stack would be taken down as soon as it is up. Set a later date, or leave it out.\n',
  ],
  ["whose day is to come", 'config: { expires: "9999-01-01" }', "t (dev): 0 binding, 0 advisory\n"],
  ["that lives on", "config: {}", "t (dev): 0 binding, 0 advisory\n"],
])("of a stack %s it says so, and binds nobody", async (_, text, lines) => {
  writeFileSync(join(root, "Pulumi.t.yaml"), text);
  expect(await policy({}, root)).toBe(0);
  expect(said).toBe(lines);
});
