import { UsageError, UserError } from "../../../cli/process/user-errors";
import { InvalidInput } from "../../../components/errors";
import { keepingOutput } from "../../support/played-tools";

/** The function of each command by its file, as `main` loads it. */
const commands = {
  audit: "audit",
  bundle: "bundle",
  doctor: "doctor",
  down: "down",
  env: "env",
  interrupt: "interrupt",
  new: "newJob",
  policy: "policy",
  preview: "preview",
  ready: "ready",
  "serve-bundle": "serveBundle",
  stacks: "stacks",
  status: "status",
  test: "test",
  tunnel: "tunnel",
  up: "up",
} as const;

const played = {
  /** What the command does. */
  command: async (): Promise<number> => 0,
  /** Command and arguments, as they were called. */
  called: [] as unknown[],
  interrupted: false,
};
jest.mock("../../../cli/process/signals", () => ({
  ...jest.requireActual("../../../cli/process/signals"),
  wasInterrupted: () => played.interrupted,
  watchInterruption: () => {},
}));
for (const [file, name] of Object.entries(commands)) {
  jest.doMock(`../../../cli/commands/${file}`, () => ({
    [name]: (...args: unknown[]) => {
      played.called = [name, ...args];
      return played.command();
    },
  }));
}

let output: ReturnType<typeof keepingOutput>;
beforeEach(() => {
  Object.assign(played, { command: async () => 0, called: [], interrupted: false });
  output = keepingOutput();
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs a command line to its end; what the process would end with, and what it said. */
async function run(...args: string[]): Promise<{ code: typeof process.exitCode; said: string }> {
  process.argv = ["node", "cli/main.ts", ...args];
  process.exitCode = undefined;
  jest.isolateModules(() => require("../../../cli/main"));
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve));
  return { code: process.exitCode, said: output.text() };
}

const lines = [
  ["audit"],
  ["bundle"],
  ["doctor"],
  ["down"],
  ["env"],
  ["interrupt"],
  ["new", "job", "x"],
  ["policy"],
  ["preview"],
  ["ready"],
  ["stacks"],
  ["status"],
  ["test"],
  ["up"],
];

test.each(lines)("%s ends with what its command says", async (...line) => {
  const [file = ""] = line;
  for (const code of [0, 1, 130]) {
    played.command = async () => code;
    expect(await run(...line)).toEqual({ code, said: "" });
    expect(played.called[0]).toBe(commands[file as keyof typeof commands]);
  }
});

const doctor = "./workshop doctor tells what else is missing.\n";

test.each<[string, unknown, number, string]>([
  ["cannot go on", new UserError("No cluster.", "Start it."), 1, `\nNo cluster.\nStart it.\n${doctor}`],
  ["fails", new Error("EPERM"), 1, `\nEPERM\n${doctor}`],
  ["fails without an error", "gone", 1, `\ngone\n${doctor}`],
  ["was called with what there is not", new UsageError("No a.", "Use b."), 2, "\nNo a.\nUse b.\n"],
  [
    "was given what is wrong",
    new InvalidInput("Pulumi.a.yaml", [{ path: "zone", reason: "is none" }]),
    1,
    "\nPulumi.a.yaml: 1 problem\n - zone is none.\n",
  ],
  [
    "fails with what a terminal would obey",
    new UserError("\u001b]0;x\u0007no", "\u001b[2Jyes"),
    1,
    `\n\\x1b]0;x\\x07no\n\\x1b[2Jyes\n${doctor}`,
  ],
])("a command that %s ends with its code and its words", async (_, error, code, said) => {
  played.command = () => Promise.reject(error);
  expect(await run("down")).toEqual({ code, said });
});

test("a command that Ctrl-C ended ends with 130, whatever came of it", async () => {
  played.interrupted = true;
  played.command = () => Promise.reject(new UserError("kubectl failed", "Look."));
  expect(await run("up")).toEqual({
    code: 130,
    said: "Interrupted. Run the same command again to go on.\n",
  });
});

test.each<[string, string[], object]>([
  ["down", [], { stack: "dev" }],
  [
    "down",
    ["-s", "a", "-y", "--force", "--purge", "--cluster-gone"],
    { stack: "a", yes: true, force: true, purge: true, clusterGone: true },
  ],
  ["preview", [], { base: "main", diffs: true }],
  [
    "preview",
    ["--base", "v1", "--no-diffs", "--markdown", "out"],
    { base: "v1", diffs: false, markdown: "out" },
  ],
  ["interrupt", [], { stack: "dev", notice: 120 }],
  ["interrupt", ["--notice", "0"], { stack: "dev", notice: 0 }],
  ["interrupt", ["--notice", "3600"], { stack: "dev", notice: 3600 }],
  ["test", ["--only", "lint, types"], { only: ["lint", "types"] }],
  ["audit", [], { stack: "aws" }],
  ["tunnel", [], { stack: "aws" }],
  ["policy", [], {}],
  ["up", ["-y"], { stack: "dev", yes: true, bundle: undefined }],
])("%s %j is handed over as %j", async (command, options, handed) => {
  await run(command, ...options);
  expect(played.called[1]).toEqual(handed);
});

test("up takes the bundle that the script has found, before the one that is named", async () => {
  process.env.WORKSHOP_BUNDLE = "/found";
  await run("up", "--bundle", "https://example.com/b.tar");
  expect(played.called[1]).toMatchObject({ bundle: "/found" });
  delete process.env.WORKSHOP_BUNDLE;
  await run("up", "--bundle", "b.tar");
  expect(played.called[1]).toMatchObject({ bundle: "b.tar" });
});
