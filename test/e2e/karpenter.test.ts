import { existsSync } from "node:fs";
import { dockerSocket } from "../../components/cluster/kind/args";
import type {
  SparkApplicationSpec,
  SparkApplicationStatus,
} from "../../components/crds/generated/spark-operator";
import { allocatable } from "../../components/sizing/allocatable";
import { instanceTypes } from "../../components/sizing/instance-types";
import { spreadZone } from "../../components/spark/scheduling/zone-spread";
import { kindZones } from "../../stacks/config";
import { type Wanted, want } from "./applications/jobs";
import { claims, container, executors, launches } from "./support/karpenter";
import { clusterLabTurns, seedOfRun } from "./support/lab-run";
import { testLabs } from "./support/lab-suite";
import { Project, succeeded } from "./support/project";
import { docker, remains, stillThere, until, volumesOf } from "./support/world";

const cluster = "workshop-nodes";
const minutes = (n: number) => n * 60_000;
const labSeed = seedOfRun();
const project = new Project("karpenter", {
  clusterName: cluster,
  ports: { s3: 19020, historyServer: 28100 },
  // Two nodes of two CPUs for executors, whatever memory they come with.
  limits: { drivers: { cpus: 4, memoryGiB: 16 }, executors: { cpus: 4, memoryGiB: 32 } },
});

interface Listed<T> {
  items: T[];
}
interface Node {
  metadata: { name: string; labels: Record<string, string> };
  status: { allocatable: { cpu: string; memory: string } };
}
interface Application {
  spec: SparkApplicationSpec;
  status?: SparkApplicationStatus;
}

const containers = () => remains(cluster).filter((line) => line.startsWith("container "));
const get = <T>(what: string): Promise<T> => project.json<T>(`kubectl -n spark-jobs get ${what} -o json`);
const stateOf = async (name: string) =>
  (await get<Application>(`sparkapplication ${name}`)).status?.applicationState?.state ?? "";
const ofPool = async (pool: string) =>
  (await get<Listed<Node>>(`nodes -l karpenter.sh/nodepool=${pool}`)).items;
const types = async (pool: string) =>
  (await ofPool(pool)).map(({ metadata }) => metadata.labels["node.kubernetes.io/instance-type"]);
/** Zones of the nodes of both pools. */
const zones = async () => {
  const nodes = [...(await ofPool("drivers")), ...(await ofPool("executors"))];
  return new Set(nodes.map(({ metadata }) => metadata.labels["topology.kubernetes.io/zone"]));
};
const events = async () => (await project.shell("kubectl get events --all-namespaces")).text;

/** Where the scheduler has put the pods of a job, by what the nodes were; that stays when pods and nodes have gone. */
async function placements(): Promise<{ role: string; capacityType?: string; zone?: string }[]> {
  const launched = await launches(project);
  const { items } = await get<Listed<{ involvedObject: { name: string }; message: string }>>(
    "events --field-selector reason=Scheduled",
  );
  return items
    .filter(({ involvedObject }) => /-driver$|-exec-\d+$/.test(involvedObject.name))
    .map(({ involvedObject, message }) => {
      const node = launched.get(/ to (\S+)$/.exec(message)?.[1] ?? "");
      const role = involvedObject.name.endsWith("-driver") ? "driver" : "executor";
      return { role, capacityType: node?.["capacity-type"], zone: node?.zone };
    });
}

/** Says which applications the stack has, and begins them. */
async function begin(...wanted: Wanted[]): Promise<void> {
  want(project, wanted);
  succeeded(await project.shell("pulumi up -s dev --yes --skip-preview --non-interactive", 10));
}

/** A job whose files take so many seconds each. */
const job = (name: string, instances: number, files: number, seconds: number): Wanted => {
  const output = ["--format", "files", "--output", `s3a://workshop-lake/${name}`];
  return {
    name,
    args: {
      arguments: [...output, "--files", String(files), "--seconds", String(seconds)],
      executor: { instances },
      run: "start",
    },
  };
};

/** A pod on the control plane's node that mounts a path of it. */
function podThatReaches(path: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "reaching" },
    spec: {
      tolerations: [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists" }],
      containers: [{ name: "reaching", image: "none", volumeMounts: [{ name: "path", mountPath: "/path" }] }],
      volumes: [{ name: "path", hostPath: { path } }],
    },
  });
}

describe("nodes that Karpenter launches", () => {
  beforeAll(async () => {
    succeeded(await project.workshop(30, "up"));
  }, minutes(31));

  test("the job got its nodes: driver on demand, executors on spot, all in one zone", async () => {
    expect(await stateOf("flights")).toBe("COMPLETED");
    const { zone } = (
      await project.json<{ applications: { zone: string }[] }>("pulumi stack output -s dev --json")
    ).applications[0] ?? { zone: "" };
    const placed = await placements();
    expect(placed.filter(({ role }) => role === "driver")).toEqual([
      { role: "driver", capacityType: "on-demand", zone },
    ]);
    const spot = placed.filter(({ role }) => role === "executor");
    expect(spot.length).toBeGreaterThanOrEqual(2);
    for (const one of spot) expect(one).toEqual({ role: "executor", capacityType: "spot", zone });
  });

  test("Docker is out of the jobs' reach, and Karpenter reads no Secret", async () => {
    project.write("reaching.yaml", podThatReaches(dockerSocket));
    const refused = await project.shell("kubectl -n spark-jobs create --dry-run=server -f reaching.yaml");
    expect(refused.text).toMatch(/forbidden: violates PodSecurity "restricted.*hostPath/s);
    const may = async (what: string) =>
      (await project.shell(`kubectl auth can-i ${what} --as=system:serviceaccount:karpenter:karpenter`)).text;
    expect(await may("get secrets --all-namespaces")).toMatch(/^no$/m);
    expect(await may("get secrets -n kube-system")).toMatch(/^no$/m);
    expect(await may("create secrets -n kube-system")).toMatch(/^yes$/m);
    expect(await may("create nodes")).toMatch(/^no$/m);
  });

  test(
    "the second up changes nothing, though nodes come and go",
    async () => {
      const again = await project.workshop(10, "up");
      succeeded(again);
      expect(again.text).toMatch(/Nothing to do: all \d+ resources of dev are as declared/);
    },
    minutes(12),
  );

  test(
    "the job's nodes are gone soon after it, containers and all",
    async () => {
      await until("the last node's end", 6, async () => (await claims(project)).length === 0);
      expect(containers().sort()).toEqual([
        `container ${cluster}-control-plane`,
        `container ${cluster}-worker`,
      ]);
    },
    minutes(7),
  );

  // No node is there now, and each of these labs waits until its own have gone.
  describe("its labs", () => testLabs(clusterLabTurns(labSeed, true), labSeed, project));

  test(
    "from none to the cheapest nodes that hold the next job; a node that never joins is replaced",
    async () => {
      // The stack's own job gives way to those that begin() names.
      project.configure({ jobs: ["wanted"] });
      await begin(job("slow", 3, 40, 5));
      // The first node dies before it is one.
      const first = await container(cluster);
      docker("kill", first);
      await until("three executors", 6, async () => (await executors(project, "spark-jobs")) === 3);
      expect(await events()).toMatch(/JoinFailed.*did not join the cluster and is replaced/);
      expect(containers()).not.toContain(`container ${first}`);
      // Two to a c5.large.
      expect([await types("drivers"), await types("executors")]).toEqual([
        ["c5.large"],
        ["c5.large", "c5.large"],
      ]);
      // Both zones can have nodes; this job's hash chooses the other one than the stack's own job's does.
      expect(await zones()).toEqual(new Set([spreadZone("spark-jobs/slow", kindZones)]));
      expect(spreadZone("spark-jobs/slow", kindZones)).not.toBe(spreadZone("spark-jobs/flights", kindZones));
      // What an EC2 instance of that type offers, on a machine of any size.
      const type = instanceTypes.get("c5.large");
      if (!type) throw new Error("no c5.large");
      const room = allocatable(type);
      for (const { status } of await ofPool("executors")) {
        expect(status.allocatable).toMatchObject({
          cpu: `${room.cpuMillis}m`,
          memory: `${room.memoryMiB}Mi`,
        });
      }
    },
    minutes(10),
  );

  test(
    "a spot node is taken away in the middle of the job, which gets another and completes",
    async () => {
      const interrupted = await project.workshop(8, "interrupt", "--notice", "90");
      succeeded(interrupted);
      expect(interrupted.text).toMatch(/\(2 executors\) was given 1 min 30 s of notice/);
      expect(interrupted.text).toMatch(/Karpenter asked for another instance/);
      expect(interrupted.text).toMatch(/its executors had gone/);
      expect(interrupted.text).toMatch(/the instance was gone/);
      expect(interrupted.text).toMatch(/as many executors ran as before/);
      // Where one was just taken away the next is likely to go as well.
      expect((await types("executors")).sort()).toEqual(["c5.large", "m5.large"]);
      await until("the end of the job", 6, async () => /COMPLETED|FAILED/.test(await stateOf("slow")));
      expect(await stateOf("slow")).toBe("COMPLETED");
      expect((await placements()).map(({ capacityType, role }) => [role, capacityType])).toContainEqual([
        "executor",
        "spot",
      ]);
    },
    minutes(15),
  );

  test(
    "a job that asks for more than the limits stays partly pending, and an event says why",
    async () => {
      await begin(job("doomed", 6, 40, 60));
      await until("four executors", 6, async () => (await executors(project, "spark-jobs")) === 4);
      await until("the event", 3, async () =>
        /exceed limits for nodepool \(NodePool=executors\)/.test(await events()),
      );
      expect(await executors(project, "spark-jobs")).toBe(4);
      expect(await ofPool("executors")).toHaveLength(2);
    },
    minutes(12),
  );

  test(
    "a pool that goes takes the job and its nodes along, in that order, while the job runs",
    async () => {
      const volumes = volumesOf(cluster);
      const { code, text } = await project.shell(
        "pulumi destroy -s dev --yes --non-interactive --suppress-progress --target '**NodePool::executors' --target-dependents",
        8,
      );
      expect([code, text]).toEqual([0, expect.stringContaining("deleted")]);
      expect(await types("executors")).toEqual([]);
      // The driver's node is of the other pool, and stays a while.
      expect(containers().filter((line) => line.includes("-executors-"))).toEqual([]);
      expect(containers().filter((line) => line.includes("-drivers-"))).toHaveLength(1);
      expect(stillThere(volumes)).toHaveLength(volumesOf(cluster).length);
    },
    minutes(10),
  );

  test(
    "down leaves nothing, though nodes are there and Karpenter is not",
    async () => {
      succeeded(await project.shell("kubectl -n karpenter scale deployment karpenter --replicas=0"));
      await until("the controller's end", 2, async () => {
        const { text } = await project.shell("kubectl -n karpenter get pods -o name");
        return text.trim() === "";
      });
      expect(containers().length).toBeGreaterThan(2);
      const volumes = volumesOf(cluster);
      expect(volumes).not.toEqual([]);
      succeeded(await project.workshop(10, "down"));
      expect(remains(cluster)).toEqual([]);
      expect(stillThere(volumes)).toEqual([]);
      expect(existsSync(project.path(".workshop", `kubeconfig-${cluster}`))).toBe(false);
      expect(existsSync(project.path(".workshop", "state"))).toBe(false);
      expect(project.read("Pulumi.dev.yaml")).not.toContain("encryptionsalt");
    },
    minutes(14),
  );
});
