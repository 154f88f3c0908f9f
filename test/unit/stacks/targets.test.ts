import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { render } from "../../../cli/preview/render";
import { stackSettings } from "../../../cli/stack/config";
import { factsFrom } from "../../../policies/facts";
import { programOf } from "../../../stacks/accept";
import { factsOf, mayLoseData, targetNames } from "../../../stacks/targets";

const root = process.cwd();
const get = (values: Record<string, string>) => (key: string) => values[key];

test.each(targetNames)("the target %s has its folder, with a program", (name) => {
  expect(Object.keys(programOf(name)).sort()).toEqual(["declare", "problems", "trial"]);
});

test("a target that nobody knows is neither this machine nor an account", () => {
  expect(factsOf("minikube")).toEqual({ onThisMachine: false });
  expect(factsOf(undefined)).toEqual({ onThisMachine: false });
  expect(factsOf("toString")).toEqual({ onThisMachine: false });
});

test("data may go with a stack unless its file says otherwise, and never where the file cannot be read", () => {
  expect(mayLoseData(get({ target: "kind", eks: '{"disposable":false}' }))).toBe(true);
  expect(mayLoseData(get({ target: "eks" }))).toBe(true);
  expect(mayLoseData(get({ target: "eks", eks: '{"disposable":false}' }))).toBe(false);
  expect(mayLoseData(get({ target: "eks", eks: "{" }))).toBe(false);
  expect(factsFrom(get({ target: "eks", environment: "prod", eks: '{"disposable":false}' }))).toEqual({
    environment: "prod",
    disposable: false,
  });
});

test("no other source compares a target with a name", () => {
  const { stdout } = spawnSync(
    "git",
    [
      "grep",
      "-nE",
      `target *[!=]==? *"(${targetNames.join("|")})"`,
      "--",
      "index.ts",
      "cli",
      "policies",
      "stacks",
    ],
    { cwd: root, encoding: "utf8" },
  );
  expect(stdout).toBe("");
});

describe("a new target", () => {
  const folder = mkdtempSync(join(tmpdir(), "target-"));
  beforeAll(() => {
    for (const entry of readdirSync(root)) {
      if (![".git", ".workshop", "node_modules", "test", "docs"].includes(entry))
        cpSync(join(root, entry), join(folder, entry), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const file = join(folder, "stacks", "targets.ts");
    const line = "export const targets = { kind, eks, existing }";
    const table = readFileSync(file, "utf8");
    expect(table).toContain(line);
    writeFileSync(
      file,
      `import { moon } from "./targets/moon/facts";\n${table.replace(line, line.replace(" }", ", moon }"))}`,
    );
    const own = join(folder, "stacks", "targets", "moon");
    mkdirSync(own);
    writeFileSync(
      join(own, "facts.ts"),
      'import type { TargetFacts } from "../facts";\nexport const moon: TargetFacts = { onThisMachine: false, cost: "a rocket" };\n',
    );
    writeFileSync(
      join(own, "program.ts"),
      `import { ComponentResource } from "@pulumi/pulumi";
       import type { TargetProgram } from "../program";
       const stack = () => {
         new ComponentResource("test:index:Base", "base");
         return { cluster: "moon", s3Endpoint: "", historyServer: "", applications: [] };
       };
       export const program: TargetProgram = {
         problems: ({ zone }) => (zone ? [{ path: "zone", value: zone, reason: "is not a zone of the moon" }] : []),
         trial: async () => stack,
         declare: async () => stack(),
       };`,
    );
    writeFileSync(join(folder, "Pulumi.luna.yaml"), "config:\n  spark-workshop:target: moon\n");
    writeFileSync(
      join(folder, "Pulumi.dark.yaml"),
      "config:\n  spark-workshop:target: moon\n  spark-workshop:zone: far\n  spark-workshop:clusterNam: x\n",
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is a folder and a line", async () => {
    const [luna, dark] = await Promise.all([render(folder, "luna"), render(folder, "dark")]);
    expect(luna.error).toBeUndefined();
    expect(luna.resources.map(({ name }) => name)).toEqual(["base"]);
    expect(dark.error).toMatch(
      /^Pulumi\.dark\.yaml: 2 problems\n - clusterNam .*\n - zone \("far"\) is not a zone of the moon/,
    );
    expect(dark.resources).toEqual([]);
    expect(stackSettings(folder, "luna")).toMatchObject({ target: "moon", local: false });
  });
});
