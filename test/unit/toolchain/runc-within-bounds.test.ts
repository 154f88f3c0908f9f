import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../cli/process/paths";
import { temporaryFolder } from "./fakes";

const wrapper = join(projectRoot, "offline/toolchain/docker/runc-within-bounds");

/** Calls the wrapper with a `runc` that prints its arguments. */
function call(folder: string, ...args: string[]): string {
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/runc"), '#!/bin/sh\necho "$*"\n', { mode: 0o755 });
  return execFileSync(wrapper, args, {
    encoding: "utf8",
    env: { PATH: `${join(folder, "bin")}:${process.env.PATH}` },
  });
}

test.each([
  [
    ["CAP_KILL", "CAP_SYS_RESOURCE", "CAP_CHOWN"],
    ["CAP_KILL", "CAP_CHOWN"],
  ],
  [["CAP_SYS_RESOURCE", "CAP_CHOWN"], ["CAP_CHOWN"]],
  [["CAP_SYS_RESOURCE"], []],
  [["CAP_CHOWN"], ["CAP_CHOWN"]],
])("a container that asks for %j gets %j", (asked, granted) => {
  const folder = temporaryFolder();
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify({ process: { capabilities: { bounding: asked, effective: asked } } }));
  const args = ["--root", "/run", "create", "--bundle", folder, "id"];
  expect(call(folder, ...args)).toBe(`${args.join(" ")}\n`);
  expect(JSON.parse(readFileSync(file, "utf8")).process.capabilities).toEqual({
    bounding: granted,
    effective: granted,
  });
});

test("so does a process that is started in it later", () => {
  const folder = temporaryFolder();
  const file = join(folder, "process.json");
  writeFileSync(file, JSON.stringify({ capabilities: { bounding: ["CAP_SYS_RESOURCE", "CAP_KILL"] } }));
  call(folder, "exec", "--process", file, "id");
  expect(JSON.parse(readFileSync(file, "utf8")).capabilities.bounding).toEqual(["CAP_KILL"]);
});

test("other calls pass through", () => {
  expect(call(temporaryFolder(), "state", "id")).toBe("state id\n");
});
