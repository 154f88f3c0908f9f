import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcesses, processLeftovers } from "../../../../cli/process/killed-runs";

/** Half a minute of work. */
const work = "for i in $(seq 300); do sleep 0.1; done";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "workshop-left-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["that ends at once", "true"],
  ["that cleans up after itself for a while", "trap 'sleep 0.5; exit 3' TERM"],
  ["that does not hear", "trap '' TERM"],
])("a process %s is gone when its end is told", async (_, script) => {
  const ready = join(root, "ready");
  // Its parent ends at once, as a killed run's does.
  spawnSync("bash", ["-c", 'setsid bash -c "$0" >/dev/null 2>&1 &', `${script}; touch ${ready}; ${work}`], {
    env: { PATH: process.env.PATH, WORKSHOP_CLONE: root, LAST: "1" },
    stdio: "ignore",
  });
  const notes: string[] = [];
  for (let i = 0; i < 100 && !existsSync(ready); i++) await sleep(50);
  expect(processLeftovers(root)).not.toEqual([]);
  await endProcesses(root, { step() {}, progress() {}, note: (text) => notes.push(text) }, 1000);
  expect(processLeftovers(root)).toEqual([]);
  expect(notes.join("\n")).toMatch(/^Ended, left by a killed run: process \d+: bash/m);
});
