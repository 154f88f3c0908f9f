import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../cli/process/paths";

const preload = join(projectRoot, "stacks", "preload-sdk.cjs");

/** What a program prints that Node runs with the preload, in a folder. */
function printed(program: string, cwd = projectRoot, variables: Record<string, string> = {}): unknown {
  const env = { ...process.env, TRACEPARENT: undefined, ...variables };
  const code = `Promise.resolve((${program})()).then((value) => console.log(JSON.stringify(value)))`;
  return JSON.parse(
    execFileSync(process.execPath, ["--require", preload, "--eval", code], { cwd, env, encoding: "utf8" }),
  );
}

/** A program that tells which of some packages Node has loaded. */
const loaded = (...names: string[]) => `() => {
  require("@pulumi/pulumi");
  return ${JSON.stringify(names)}.filter((name) => Object.entries(require.cache).some(
    ([id, { children, exports }]) => id.includes("/node_modules/" + name + "/") && (children.length > 0 || typeof exports === "function"),
  ));
}`;

test("the SDK is loaded, and what only functions that go to the cloud need is not", () => {
  const names = ["@pulumi/pulumi", "@grpc/grpc-js", "typescript", "pacote"];
  expect(printed(loaded(...names))).toEqual(["@pulumi/pulumi", "@grpc/grpc-js"]);
});

test("the SDK reads of a run what Pulumi's runner sets only then", () => {
  const program = `() => {
    process.env.PULUMI_NODEJS_PROJECT = "flights";
    return require("@pulumi/pulumi").getProject();
  }`;
  expect(printed(program)).toBe("flights");
});

test("functions can be sent all the same", () => {
  const program = `() => {
    const { runtime } = require("@pulumi/pulumi");
    return runtime.serializeFunction((name) => "hello " + name).then(({ text }) => text);
  }`;
  expect(printed(program)).toContain(`return (name) => "hello " + name`);
});

test("zod has the messages of every language all the same", () => {
  const program = `() => {
    const { z } = require("zod");
    z.config(z.locales.pt());
    return z.string().safeParse(1).error.issues[0].message;
  }`;
  expect(printed(program)).toMatch(/^Entrada inválida/);
});

test("a trace finds gRPC not yet loaded", () => {
  const program = "() => Object.keys(require.cache).some((id) => id.includes('/@grpc/grpc-js/'))";
  expect(printed(program)).toBe(true);
  const traced = { TRACEPARENT: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
  expect(printed(program, projectRoot, traced)).toBe(false);
});

test("a folder without packages is none of its faults", () => {
  const folder = mkdtempSync(join(tmpdir(), "workshop-preload-"));
  try {
    expect(printed("() => 1", folder)).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a stack trace has the lines of the source, beside the runner's own finder of lines", () => {
  const folder = mkdtempSync(join(tmpdir(), "workshop-preload-"));
  const file = join(folder, "fifth-line.ts");
  writeFileSync(
    file,
    `import { createRequire } from "node:module";
createRequire(require.resolve("@pulumi/pulumi", { paths: [process.cwd()] }))("source-map-support/register");

interface Long { readonly of: string }
const stack = (): string | undefined => new Error("fifth line").stack;
console.log(stack());
`,
  );
  try {
    const flags = ["--require", preload, "--import", "tsx"];
    expect(
      execFileSync(process.execPath, [...flags, file], { cwd: projectRoot, encoding: "utf8" }),
    ).toContain("fifth-line.ts:5:");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("Pulumi runs the program with it", () => {
  const { runtime } = parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8"));
  expect(runtime.options.nodeargs).toBe("--require ./stacks/preload-sdk.cjs --import tsx");
});
