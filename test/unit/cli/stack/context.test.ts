import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacks } from "../../../../cli/commands/stacks";
import { isExpired } from "../../../../stacks/expires";

let root: string;
let printed: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stacks-"));
  const config = (lines: string[]) =>
    ["config:", ...lines.map((line) => `  spark-workshop:${line}`), ""].join("\n");
  writeFileSync(
    join(root, "Pulumi.yaml"),
    "name: spark-workshop\nconfig:\n  environment: { default: dev }\n",
  );
  writeFileSync(join(root, "Pulumi.dev.yaml"), config(["target: kind", 'expires: "2020-01-01"']));
  writeFileSync(join(root, "Pulumi.prod.yaml"), config(["target: eks", "environment: prod"]));
  writeFileSync(join(root, "Pulumi.event.yaml"), config(["target: existing", 'expires: "2026-03-01"']));
  writeFileSync(join(root, "Pulumi.begun.yaml"), "config: {}\n");
  printed = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const asked = async (options: Parameters<typeof stacks>[0], now: string) => {
  await stacks({ ...options, json: true }, new Date(now), root);
  return JSON.parse(printed.join(""));
};

test("the shared ones are those that live on no one's machine", async () => {
  expect(await asked({ shared: true }, "2026-01-01")).toEqual(["event", "prod"]);
});

test("a merge brings up those alone that say so, are in an account, and live", async () => {
  const file = (name: string, target: string, ...more: string[]) =>
    writeFileSync(
      join(root, `Pulumi.${name}.yaml`),
      `config:\n${[`target: ${target}`, ...more].map((line) => `  spark-workshop:${line}\n`).join("")}`,
    );
  file("shown", "eks", "deploy: true", 'expires: "2026-03-01"');
  file("kept", "eks", "deploy: true");
  file("hand", "eks", "deploy: false");
  file("mine", "existing", "deploy: true");
  expect(await asked({ deployed: true, living: true }, "2026-03-01T12:00:00Z")).toEqual(["kept", "shown"]);
  printed = [];
  expect(await asked({ deployed: true, living: true }, "2026-03-02T00:00:00Z")).toEqual(["kept"]);
  printed = [];
  expect(await asked({ deployed: true, expired: true }, "2026-03-02T00:00:00Z")).toEqual(["shown"]);
});

test("no stack is brought up by a merge as the project is shipped", async () => {
  await stacks({ deployed: true, json: true }, new Date(), process.cwd());
  expect(JSON.parse(printed.join(""))).toEqual([]);
});

test("a stack ends with the day that its file names", async () => {
  expect(await asked({ shared: true, expired: true }, "2026-03-01T23:59:00Z")).toEqual([]);
  printed = [];
  expect(await asked({ shared: true, expired: true }, "2026-03-02T00:00:00Z")).toEqual(["event"]);
});

test("one that is not there is refused, with those that are", async () => {
  await expect(stacks({ only: "nope", json: true }, new Date(), root)).rejects.toThrow(/"nope" is none/);
  await expect(stacks({ only: "dev", shared: true }, new Date(), root)).rejects.toThrow(/none of the stacks/);
});

test("moments count as they are, and nonsense never comes", () => {
  const at = (moment: string) => new Date(moment);
  expect(isExpired("2026-03-01T12:00:00-03:00", at("2026-03-01T14:59:00Z"))).toBe(false);
  expect(isExpired("2026-03-01T12:00:00-03:00", at("2026-03-01T15:00:00Z"))).toBe(true);
  expect(isExpired("soon", at("2030-01-01"))).toBe(false);
  expect(isExpired("", at("2030-01-01"))).toBe(false);
});
