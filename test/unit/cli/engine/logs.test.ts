import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLogOf, newLog } from "../../../../cli/engine/logs";

test("of each kind of run the latest logs are kept", () => {
  const root = mkdtempSync(join(tmpdir(), "logs-"));
  for (let day = 1; day <= 7; day += 1) {
    const log = newLog(root, "dev-up", new Date(Date.UTC(2026, 0, day)));
    writeFileSync(log, "");
    writeFileSync(log.replace(/\.log$/, ".events.jsonl"), "");
  }
  writeFileSync(join(root, "dev-down-20200101T000000.log"), "");
  const files = readdirSync(root).sort();
  expect(files.filter((file) => file.endsWith(".jsonl"))).toHaveLength(5);
  expect(files).toContain("dev-up-20260107T000000.log");
  expect(files).not.toContain("dev-up-20260102T000000.log");
  expect(files).toContain("dev-down-20200101T000000.log");
  rmSync(root, { recursive: true });
});

test.each([
  ["dev-up-20260107T000000.log", true],
  ["dev-down-20260107T000000.events.jsonl", true],
  ["dev-down-2-20260107T000000.log", true],
  ["dev-two-up-20260107T000000.log", false],
  ["mydev-up-20260107T000000.log", false],
  ["dev-notes.txt", false],
])("whether %s is a log of the stack dev", (file, is) => {
  expect(isLogOf("dev", file)).toBe(is);
});
