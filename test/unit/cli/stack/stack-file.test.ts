import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policy } from "../../../../cli/commands/policy";
import { stacks } from "../../../../cli/commands/stacks";
import { render } from "../../../../cli/preview/render";
import { readStackConfig, stackSettings, wholeStackConfig } from "../../../../cli/stack/config";
import { requireStack, stacksOf, strayStackFiles } from "../../../../cli/stack/names";
import { readProjectFile } from "../../../../cli/stack/project-file";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stack-file-"));
  writeFileSync(
    join(root, "Pulumi.yaml"),
    "name: spark-workshop\nconfig:\n  target: { type: string }\n  environment: { default: dev }\n  expires: { default: '' }\n  deploy: { default: false }\n  clusterName: { default: spark-workshop }\n  pullSecret: { default: '' }\n",
  );
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const write = (text: string | Buffer, stack = "t") => writeFileSync(join(root, `Pulumi.${stack}.yaml`), text);
const message = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

test.each<[string, string, string, string]>([
  ["the project's prefix", "config:\n  spark-workshop:target: kind\n", "target", "kind"],
  ["no prefix, as Pulumi allows", "config:\n  target: kind\n", "target", "kind"],
  ["the older way with config between", "config:\n  spark-workshop:config:target: kind\n", "target", "kind"],
  [
    "merged maps, as Go's YAML merges them",
    "x: &a {target: kind}\nconfig:\n  <<: *a\n".replace("x:", "environment:"),
    "target",
    "kind",
  ],
  ["a mark of the byte order", "\ufeffconfig:\n  target: kind\n", "target", "kind"],
  [
    "lines that end with a carriage return alone",
    "config:\r  target: kind\r  environment: prod\r",
    "environment",
    "prod",
  ],
  ["lines that end as on Windows", "config:\r\n  target: kind\r\n", "target", "kind"],
  ["what Pulumi keeps in the file", "encryptionsalt: v1:x\nconfig:\n  target: kind\n", "target", "kind"],
  ["an empty value", "config:\n  target: kind\n  environment:\n", "environment", "dev"],
  ["no key at all", "", "environment", "dev"],
  ["config without a value", "config:\n", "environment", "dev"],
  ["keys that every object of JavaScript has", "config:\n  target: kind\n  toString: x\n", "toString", "x"],
])("a stack file with %s is read", (_, text, key, value) => {
  write(text);
  expect(readStackConfig(root, "t").get(key)).toBe(value);
  expect(readStackConfig(root, "t").value(key)).toBe(value);
  expect(wholeStackConfig(root, "t").config[`spark-workshop:${key}`]).toBe(value);
});

const bomb = `environment:\n${["a: &a [x,x,x,x,x,x,x,x,x]", ..."bcdefgh".split("").map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[i]}`)}]`)].map((line) => `  ${line}\n`).join("")}`;

test.each<[string, string | Buffer, RegExp]>([
  [
    "an alias inside what it repeats",
    "config: &a\n  x: *a\n",
    /- line 2 has \*a inside what it is an alias of/,
  ],
  ["a tab", "config:\n\tspark-workshop:target: kind\n", /- line 2 is indented with a tab.*Use spaces\./],
  [
    "a key twice",
    "config:\n  spark-workshop:target: kind\n  spark-workshop:target: eks\n",
    /- spark-workshop:target is there twice, the second time in line 3\. Keep one\./,
  ],
  [
    "a key with its prefix and without",
    "config:\n  target: kind\n  spark-workshop:target: eks\n",
    /- spark-workshop:target is there twice/,
  ],
  [
    "several documents",
    "config:\n  target: kind\n---\nconfig:\n  target: eks\n",
    /- line 3 begins a second document/,
  ],
  [
    "UTF-16",
    Buffer.from("\ufeffconfig:\n  target: kind\n", "utf16le"),
    /- encoding is UTF-16, not UTF-8\. Save it as UTF-8\./,
  ],
  ["Latin-1", Buffer.from("config:\n  clusterName: á\n", "latin1"), /- encoding is not UTF-8\./],
  [
    "more nesting than can be read",
    `config:\n  ports: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
    /- content is nested too deeply/,
  ],
  [
    "aliases that grow",
    `${bomb}config:\n  target: kind\n`,
    /- content has aliases that grow beyond all bounds/,
  ],
  [
    "a list for config",
    "config: [a]\n",
    /- config \(\["a"\]\) is not a map of keys and values\. Write the keys below it/,
  ],
  [
    "a no-break space before a key",
    "config:\n\u00a0\u00a0target: kind\n",
    /- line 2 has a no-break space in or before its key, .*\. Type the line anew, with plain spaces\./,
  ],
  [
    "a no-break space in a key below another",
    "config:\n  ports:\n    history\u00a0: 1\n",
    /- line 3 has a no-break space/,
  ],
  [
    "a no-break space that makes a line YAML cannot read",
    "config:\n  target: kind\n \u00a0clusterName: a\n",
    /- line 3 has a no-break space/,
  ],
  ["a list", "- a\n", /- content is not a map of keys and values/],
  ["a bracket that is never closed", "config: {target: kind\n", /- line \d+ is not valid YAML: /],
  [
    "a misspelt config",
    "confg:\n  target: kind\n",
    /- confg is not a key of a stack file\. Is config meant\?/,
  ],
  [
    "a misspelt project",
    "config:\n  spark-worksop:environment: prod\n",
    /- spark-worksop:environment is read by nobody: the project is called spark-workshop, not spark-worksop\. Write spark-workshop:environment\./,
  ],
  [
    "another project's key of the same name",
    "config:\n  my-project:target: eks\n",
    /- my-project:target is read by nobody/,
  ],
  ["too many colons", "config:\n  a:b:c: x\n", /- a:b:c is not a valid key/],
  [
    "a number without end",
    "config:\n  ports: { s3: .inf }\n",
    /- spark-workshop:ports has a number that is not finite/,
  ],
])("a stack file with %s is refused under its name", (_, text, said) => {
  write(text);
  const found = message(() => readStackConfig(root, "t"));
  expect(found).toMatch(/^Pulumi\.t\.yaml: 1 problem\n/);
  expect(found).toMatch(said);
  expect(message(() => stackSettings(root, "t"))).toBe(found);
  expect(message(() => wholeStackConfig(root, "t"))).toBe(found);
});

test("keys of Pulumi's packages are left alone", () => {
  write(
    "config:\n  target: eks\n  aws:region: us-east-1\n  pulumi:disable-default-providers: [aws]\n  gcp:project: x\n",
  );
  expect(readStackConfig(root, "t").aws).toEqual({ region: "us-east-1" });
});

test("an encrypted value is a mark, and one that the workshop must know is refused by its key", () => {
  write("config:\n  target: kind\n  pullSecret: { secure: v1:abc }\n  ports: { s3: { secure: v1:abc } }\n");
  expect(readStackConfig(root, "t").get("pullSecret")).toBe("[secret]");
  expect(message(() => stackSettings(root, "t"))).toMatch(
    /^Pulumi\.t\.yaml: 1 problem\n - ports is encrypted, which only the stack itself can read.*--plaintext ports\.$/s,
  );
});

test("a Pulumi.yaml that is broken, nameless or absent says so itself", () => {
  const project = join(root, "Pulumi.yaml");
  writeFileSync(project, "name: [\n");
  expect(message(() => readProjectFile(root))).toMatch(
    /^Pulumi\.yaml: \d problems?\n - line \d is not valid YAML/,
  );
  writeFileSync(project, "config: {}\n");
  expect(message(() => readProjectFile(root))).toMatch(
    /^Pulumi\.yaml: 1 problem\n - name is missing\. Write name:/,
  );
  rmSync(project);
  expect(message(() => readProjectFile(root))).toMatch(/^Pulumi\.yaml: 1 problem\n - file is missing/);
});

describe("names of stacks", () => {
  test("are those that Pulumi takes, and other files are told apart", () => {
    for (const stack of ["a.b", "A_1-x", "área", "x".repeat(101)]) write("config: {}\n", stack);
    writeFileSync(join(root, "Pulumi.short.yml"), "config: {}\n");
    expect(stacksOf(root)).toEqual(["A_1-x", "a.b"]);
    expect(strayStackFiles(root).map((line) => line.split(" is not")[0])).toEqual([
      "Pulumi.short.yml",
      `Pulumi.${"x".repeat(101)}.yaml`,
      "Pulumi.área.yaml",
    ]);
  });

  test.each([
    ["nope", "Unknown stack nope; there are: dev, prod."],
    ["DEV", "Unknown stack DEV; there are: dev, prod."],
    ["", 'Unknown stack ""; there are: dev, prod.'],
    ["../x", 'Unknown stack "../x"; there are: dev, prod.'],
    ["a b", 'Unknown stack "a b"; there are: dev, prod.'],
    ["área", 'Unknown stack "área"; there are: dev, prod.'],
  ])("%j is refused with those that there are", (stack, said) => {
    write("config: {}\n", "dev");
    write("config: {}\n", "prod");
    write("config: {}\n", "área");
    expect(() => requireStack(root, "dev")).not.toThrow();
    expect(message(() => requireStack(root, stack))).toBe(said);
  });

  test("are asked for before anything else", async () => {
    await expect(policy({ stack: "nope" })).rejects.toThrow(
      /^Unknown stack nope; there are: aws, dev, existing/,
    );
  });
});

describe("a stack whose file is broken", () => {
  const outputs = { stdout: "", stderr: "" };
  beforeEach(() => {
    outputs.stdout = outputs.stderr = "";
    for (const name of ["stdout", "stderr"] as const)
      jest.spyOn(process[name], "write").mockImplementation((text) => {
        outputs[name] += String(text);
        return true;
      });
    write("config:\n  target: eks\n  expires: '2020-01-01'\n", "old");
    write("config:\n  target: eks\n", "sound");
  });

  test.each<[string, string, RegExp]>([
    ["unreadable", "config:\n\ttarget: eks\n", /Pulumi\.t\.yaml: 1 problem\n - line 2 is indented/],
    [
      "with an encrypted expires",
      "config:\n  target: eks\n  expires: { secure: v1:x }\n",
      / - expires is encrypted/,
    ],
    ...[
      "2026-13-45",
      "2026-02-30",
      "0000-00-00",
      "2026-03-01T99:99:99Z",
      "2026-03-01T18:00:00+25:00",
      "soon",
    ].map((date): [string, string, RegExp] => [
      `that expires on ${date}`,
      `config:\n  target: eks\n  expires: "${date}"\n`,
      / - expires \(".*"\) is not a valid date.*never be taken down/,
    ]),
  ])("%s spoils no other, and is never passed over in silence", async (_, text, said) => {
    write(text);
    for (const [option, names] of [
      [{}, ["old", "sound"]],
      [{ expired: true }, ["old"]],
      [{ living: true }, ["sound"]],
    ] as const) {
      outputs.stdout = outputs.stderr = "";
      expect(await stacks({ ...option, json: true }, new Date("2026-01-01"), root)).toBe(1);
      expect(JSON.parse(outputs.stdout)).toEqual(names);
      expect(outputs.stderr).toMatch(said);
    }
    expect(await stacks({ only: "old" }, new Date(), root)).toBe(0);
    await expect(stacks({ only: "nope" }, new Date(), root)).rejects.toThrow(/none of the stacks/);
  });

  test("is an answer of the preview about that stack alone", async () => {
    write("config:\n\ttarget: eks\n");
    expect(await render(root, "t")).toMatchObject({
      stack: "t",
      error: expect.stringMatching(/^Pulumi\.t\.yaml: 1 problem\n - line 2/),
    });
  });
});
