import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { isStale, machineProcesses, type StackLock, stackLocks } from "../../../../cli/state/locks";

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "locks-"));
});
afterEach(() => rmSync(state, { recursive: true }));

const machine = { host: "here", isPulumi: (pid: number) => pid === 7 };

/** Locks on the stack `dev`, by the contents of their files. */
function locks(files: Record<string, string>) {
  const folder = join(state, ".pulumi", "locks", "organization", "w", "dev");
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return { folder, found: stackLocks(state, "w", "dev", machine) };
}
const lock = (pid: number, hostname: string) => JSON.stringify({ pid, hostname, username: "ana" });

test("a stack that nobody ever locked has no lock", () => {
  expect(stackLocks(state, "w", "dev", machine)).toEqual([]);
});

test.each<[StackLock["holder"], number, string]>([
  ["alive", 7, "here"],
  ["gone", 8, "here"],
  // Its number says nothing on another machine.
  ["elsewhere", 7, "there"],
])("a lock's holder is %s", (holder, pid, host) => {
  const { folder, found } = locks({ "1.json": lock(pid, host) });
  expect(found).toEqual([{ file: join(folder, "1.json"), pid, host, holder }]);
});

test("a file that is no lock, or half of one, is none", () => {
  const { found } = locks({
    "1.json": '{"pid":',
    "2.json": '{"pid":"seven"}',
    "3.tmp": lock(7, "here"),
    "4.json": lock(8, "here"),
  });
  expect(found.map(({ pid }) => pid)).toEqual([8]);
});

test.each<[StackLock["holder"][], boolean]>([
  [["gone", "gone"], true],
  [["gone", "alive"], false],
  [["gone", "elsewhere"], false],
  [[], false],
])("locks whose holders are %j may be taken away: %s", (holders, stale) => {
  expect(isStale(holders.map((holder) => ({ file: "f", pid: 1, host: "h", holder })))).toBe(stale);
});

test.each([
  ["pulumi up", true],
  ["/opt/pulumi/bin/pulumi", true],
  ["pulumi\tdestroy --yes", true],
  ["bash /clone/pulumi /clone/pid", true],
  ["vim pulumi.md", false],
  ["/usr/bin/notpulumi up", false],
  ["pulumi-language-nodejs", false],
  [undefined, false],
])("the process %j is Pulumi: %s", (command, is) => {
  const asked: number[] = [];
  const { host, isPulumi } = machineProcesses((pid) => {
    asked.push(pid);
    return command;
  });
  expect([host, isPulumi(9), asked]).toEqual([hostname(), is, [9]]);
});
