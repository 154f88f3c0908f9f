import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readVersions } from "../../../components/versions/versions";
import { version } from "../../../package.json";

function workshop(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "cli/main.ts", ...args],
    { encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test.each<[string, string[], RegExp]>([
  ["no command", [], /^Usage: \.\/workshop /],
  ["an unknown command", ["upp"], /unknown command 'upp'\n\(Did you mean up\?\)/],
  ["help of an unknown command", ["bogus", "--help"], /unknown command 'bogus'/],
  ["help bogus", ["help", "bogus"], /unknown command 'bogus'/],
  ["help of an unknown command of a command", ["new", "bogus", "--help"], /unknown command 'bogus'/],
  ["an unknown option", ["up", "--stak", "dev"], /unknown option '--stak'\n\(Did you mean --stack\?\)/],
  ["one argument too many", ["up", "dev"], /too many arguments for 'up'/],
  [
    "help of a command with a word that it does not take",
    ["bundle", "nope", "--help"],
    /too many arguments for 'bundle'/,
  ],
  ["help of a lab that cannot be", ["lab", "nope", "--help"], /'nope' is invalid for argument 'number'/],
  [
    "an incident that there is not",
    ["incident", "nope"],
    /unknown command 'nope'\n\(Commands: answer, end\.\)/,
  ],
  ["a slip after incident", ["incident", "ende"], /unknown command 'ende'\n\(Did you mean end\?\)/],
  ["help of an incident that there is not", ["incident", "nope", "--help"], /unknown command 'nope'/],
  ["a tunnel to what is not on EKS", ["tunnel", "-s", "dev"], /dev is no stack on EKS/],
  ["an option without its value", ["up", "-s"], /argument missing/],
  ["a value that cannot be", ["interrupt", "--notice", "-1"], /'-1' is invalid\. Use whole seconds/],
  [
    "a value beyond what there is",
    ["interrupt", "--notice", "3601"],
    /'3601' is invalid\. Use whole seconds/,
  ],
  ["a suite that there is not", ["test", "--only", "x"], /"x" is not a suite\. Known: lint/],
  [
    "a stack that there is not",
    ["audit", "-s", "nope"],
    /^\nUnknown stack nope; there are: aws, dev, .*\nA new one is/,
  ],
  ["a path for a stack", ["status", "-s", "../x"], /^\nUnknown stack "\.\.\/x"; there are: aws, dev/],
  ["an empty stack", ["policy", "-s", ""], /^\nUnknown stack ""; there are: aws, dev/],
  ["a stack for doctor that there is not", ["doctor", "-s", "nope"], /^\nUnknown stack nope; there are/],
  ["a stack for down that there is not", ["down", "-s", "nope"], /^\nUnknown stack nope; there are/],
  ["a stack for env that there is not", ["env", "-s", "nope"], /\nUnknown stack nope; there are/],
  ["none of the stacks asked for", ["stacks", "--only", "nope"], /"nope" is none of the stacks/],
])("%s ends with 2 and says so, without a word about the machine", (_, args, said) => {
  const { status, stdout, stderr } = workshop(...args);
  expect(stderr).toMatch(said);
  expect(stderr).not.toContain("./workshop doctor tells");
  expect([status, stdout]).toEqual([2, ""]);
});

test.each<[string, string[], RegExp]>([
  ["--version", ["--version"], new RegExp(`^${version.replaceAll(".", "\\.")}\n$`)],
  ["help", ["help"], /^Usage: \.\/workshop /],
  ["help of a command", ["help", "new", "job"], /^Usage: \.\/workshop new job /],
  ["--help after a command", ["up", "--help"], /^Usage: \.\/workshop up /],
  ["--help after words that a command takes", ["new", "job", "a", "--help"], /^Usage: \.\/workshop new job /],
  [
    "--help after many such words",
    ["manifest", "check", "a", "b", "-h"],
    /^Usage: \.\/workshop manifest check /,
  ],
])("%s ends with 0", (_, args, said) => {
  const { status, stdout, stderr } = workshop(...args);
  expect(stdout).toMatch(said);
  expect([status, stderr]).toEqual([0, ""]);
});

describe("a broken versions.json", () => {
  test("is called by its name, with all that is wrong", () => {
    const pinned = JSON.parse(readFileSync("versions.json", "utf8"));
    const { kind: _, ...others } = pinned;
    expect(() => readVersions(() => ({ ...others, spark: "x" }))).toThrow(
      /^versions\.json: 2 problems\n - kind is missing.*\n - spark is not a release number such as 4\.1\.2\./,
    );
    expect(() => readVersions(() => JSON.parse("{"))).toThrow(
      /^versions\.json: 1 problem\n - content cannot be read: /,
    );
  });
});
