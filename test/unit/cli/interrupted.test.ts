import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leftBehind, readProcesses } from "../../../cli/process/orphan-processes";
import { isStale, machineProcesses, stackLocks } from "../../../cli/state/locks";
import { sortPending } from "../../../cli/state/repair";

describe("locks of the file backend", () => {
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "state-"));
  });
  afterEach(() => rmSync(state, { recursive: true }));

  function lock(name: string, content: unknown): void {
    const folder = join(state, ".pulumi", "locks", "organization", "w", "dev");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const alive = { host: "me", isPulumi: (pid: number) => pid === 7 };
  const holders = () => stackLocks(state, "w", "dev", alive).map(({ holder }) => holder);

  test("no lock is not stale", () => {
    expect(stackLocks(state, "w", "dev", alive)).toEqual([]);
    expect(isStale([])).toBe(false);
  });

  test("the lock of a process that is gone is stale", () => {
    lock("1.json", { pid: 8, hostname: "me", username: "root" });
    lock("1.json.attrs", { md5: "x" });
    expect(holders()).toEqual(["gone"]);
    expect(isStale(stackLocks(state, "w", "dev", alive))).toBe(true);
  });

  test("a lock that someone may hold is not: a living process, another machine", () => {
    lock("1.json", { pid: 8, hostname: "me" });
    lock("2.json", { pid: 7, hostname: "me" });
    expect(isStale(stackLocks(state, "w", "dev", alive))).toBe(false);
    rmSync(state, { recursive: true });
    lock("3.json", { pid: 8, hostname: "other" });
    expect(holders()).toEqual(["elsewhere"]);
    expect(isStale(stackLocks(state, "w", "dev", alive))).toBe(false);
  });

  test("another program that has the number by now is no Pulumi", () => {
    const commands = new Map([
      [1, "/cache/bin/pulumi up --stack dev"],
      [2, "vim pulumi.md"],
      [3, "pulumi"],
    ]);
    const { isPulumi } = machineProcesses((pid) => commands.get(pid));
    expect([1, 2, 3, 4].map(isPulumi)).toEqual([true, false, true, false]);
  });

  test("a file that is no lock is passed over", () => {
    lock("1.json", "{");
    expect(holders()).toEqual([]);
  });
});

describe("records of interrupted operations", () => {
  const operation = (type: string, token: string, name: string, inputs = {}) => ({
    type,
    resource: { urn: `urn:pulumi:dev::w::${token}::${name}`, type: token, inputs },
  });
  const group = operation("creating", "aws:eks/nodeGroup:NodeGroup", "system", {
    clusterName: "spark",
    nodeGroupName: "system",
  });

  test("are dropped of creations, and of anything else kept", () => {
    const deleting = operation("deleting", "a:b:C", "pod");
    const state = {
      deployment: { pending_operations: [operation("creating", "a:b:C", "cluster"), deleting] },
    };
    expect(sortPending(state)).toEqual({ kept: [deleting], dropped: ["cluster"], adopted: [] });
    expect(sortPending({})).toEqual({ kept: [], dropped: [], adopted: [] });
  });

  test("become resources where AWS goes on making what has a name", () => {
    const network = operation("creating", "aws:ec2/natGateway:NatGateway", "nat", { subnetId: "subnet-1" });
    const { adopted, dropped } = sortPending({ deployment: { pending_operations: [group, network] } });
    expect(adopted).toEqual([{ ...group.resource, id: "spark:system" }]);
    expect(dropped).toEqual(["nat"]);
  });

  test("do not, where the resource is there and is being replaced, or its name is not known", () => {
    const replaced = { deployment: { resources: [group.resource], pending_operations: [group] } };
    expect(sortPending(replaced)).toMatchObject({ adopted: [], dropped: ["system"] });
    const nameless = operation("creating", "aws:eks/cluster:Cluster", "c", { name: "" });
    expect(sortPending({ deployment: { pending_operations: [nameless] } })).toMatchObject({ dropped: ["c"] });
  });
});

describe("processes that a killed run left", () => {
  const mark = "A=1 WORKSHOP_CLONE=/clone B=2";
  const listing = `
    1     0 /sbin/init
  100     1 /usr/bin/node --require tsx/cjs cli/main.ts up
  101   100 /cache/pulumi up --stack dev ${mark}
  102   101 node /plugins/command ${mark}
  200     1 node /plugins/command ${mark}
  201   200 sh -c kind create cluster ${mark}
  300     1 node /plugins/command WORKSHOP_CLONE=/clone2 B=2
  301     1 vim /clone/notes
  400   401 sleep 100 ${mark}
  401     1 /lib/systemd/systemd --user
  500   102 /usr/bin/node --require tsx/cjs cli/main.ts down ${mark}
  501   500 docker ps ${mark}
`;
  const found = (self: number) => leftBehind(readProcesses(listing), "/clone", self).map(({ pid }) => pid);

  test("are those of this clone that no living workshop is above", () => {
    expect(found(100)).toEqual([200, 201, 400]);
  });

  test("are not the process that asks, when a test of this clone started it", () => {
    expect(found(500)).toEqual([200, 201, 400]);
  });
});
