import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { checkText } from "../../../cli/manifest/check-text";
import { rendered } from "../../../cli/manifest/render";
import { planOn, readStackFacts } from "../../../cli/manifest/stack-rules";

const pages = ["AGENTS.md", "docs/manifests.md", "docs/manifests.pt-BR.md"];
const text = (file: string) => readFileSync(file, "utf8");
const codeOf = (file: string) => [...text(file).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);

test("every path that AGENTS.md names is there", () => {
  const paths = codeOf("AGENTS.md").filter((code) => /^[\w.-]+(\/[\w.-]*)*$/.test(code) && /[/.]/.test(code));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test("every command that the pages name is one of the command line or of package.json", () => {
  const help = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", ...args, "--help"], { encoding: "utf8" })
      .stdout;
  const named = (parent: string) => [
    ...help(...parent.split(" ").filter(Boolean)).matchAll(/^ {2}([a-z]+)\b/gm),
  ];
  const known = new Set([
    ...named("").map(([, name]) => name),
    ...named("manifest").map(([, name]) => `manifest ${name}`),
  ]);
  const used = pages.flatMap((page) =>
    [...text(page).matchAll(/\.\/workshop (manifest [a-z]+|[a-z]+)/g)].map(([, name]) => name),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
  const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
  const run = [...text("AGENTS.md").matchAll(/npm run ([a-z:0-9]+)/g)].map(([, name = ""]) => name);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
});

test("the example is in order, also as the dev stack would run it", () => {
  const file = "examples/manifests/pi.yaml";
  expect(checkText(text(file), file).findings).toEqual([]);
  const facts = readStackFacts("dev");
  const { objects } = rendered(text(file), file, facts);
  expect(objects).toHaveLength(1);
  const again = checkText(JSON.stringify(objects[0]), file, (manifest, others) =>
    planOn(facts, manifest, others),
  );
  expect(again.findings.filter(({ level }) => level === "error")).toEqual([]);
});

test("the hook runs the command on YAML", () => {
  const [hook] = parse(text(".pre-commit-hooks.yaml")) as { entry: string; types: string[] }[];
  expect(hook).toMatchObject({ entry: "./workshop manifest check", types: ["yaml"] });
});
