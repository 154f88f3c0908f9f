import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { resolve } from "node:path";
import { type EdgeName, edges } from "../../components/teardown/edges";
import { whose } from "../support/teardown";
import { type ApiServer, emptyApiServer, startApiServer, stopApiServer } from "./aws/api-server";
import { AwsProject } from "./aws/project";

const repository = resolve(__dirname, "../..");
const minutes = 60_000;
const names = Object.keys(edges) as EdgeName[];

let api: ApiServer;
let project: AwsProject;
let player: ChildProcess | undefined;

beforeAll(() => {
  api = startApiServer();
  begin();
}, 6 * minutes);

afterAll(async () => {
  await end();
  stopApiServer(api);
}, 3 * minutes);

/** A stack in an empty account, and whoever acts in it on their own. */
function begin(): void {
  project = new AwsProject();
  project.serve(api);
  const play = resolve(__dirname, "aws", "play.ts");
  const log = openSync(project.log, "a");
  player = spawn(process.execPath, ["--import", "tsx", play, api.kubeconfig, project.account], {
    cwd: repository,
    stdio: ["ignore", log, log],
  });
}

async function end(): Promise<void> {
  if (!player) return;
  const ended = once(player, "exit");
  player.kill();
  await ended;
  player = undefined;
  project.remove();
}

test(
  "comes up",
  async () => {
    await project.pulumi(["stack", "init"]);
    await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(project.things().filter(({ type }) => type === "instance")).toHaveLength(2);
    const outputs = JSON.parse(await project.pulumi(["stack", "output", "--json"]));
    expect(outputs).toMatchObject({ cluster: "spark-workshop", zone: expect.stringMatching(/^us-east-1/) });
    expect(outputs.cost).toMatchObject({ fixed: expect.stringMatching(/^\$0\.\d\d an hour/) });
  },
  6 * minutes,
);

test(
  "up again changes nothing",
  async () => {
    await project.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  },
  5 * minutes,
);

test(
  "a pool's limits are an update of that pool and nothing else",
  async () => {
    const limits = { cpus: 32, memoryGiB: 256 };
    const pools = [
      { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits: { cpus: 16, memoryGiB: 128 } },
      { name: "executors", capacityType: "spot", vcpus: [4, 8, 16], limits },
    ];
    project.configure((eks) => ({ ...eks, pools }));
    expect(await project.plan()).toEqual({ update: ["kubernetes:karpenter.sh/v1:NodePool executors"] });
    await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(await project.plan()).toEqual({});
  },
  8 * minutes,
);

test(
  "another range of public access is an update of the cluster, and of nothing in it",
  async () => {
    const plan = await project.planWith("Pulumi.aws.yaml", (text) =>
      text.replace("203.0.113.7/32", "198.51.100.0/24"),
    );
    expect(plan).toEqual({ update: ["aws:eks/cluster:Cluster cluster-eksCluster"] });
  },
  5 * minutes,
);

test(
  "a newer addon, and newer images of nodes, are updates of what has them",
  async () => {
    const plan = await project.planWith("versions.json", (text) =>
      text
        .replace(/"coreDns": "[^"]+"/, '"coreDns": "v1.12.5-eksbuild.1"')
        .replace(/"amiRelease": "\d+"/, '"amiRelease": "20260301"'),
    );
    expect(plan).toEqual({
      update: [
        "aws:eks/addon:Addon cluster-coredns",
        "aws:eks/nodeGroup:NodeGroup cluster-system",
        "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass karpenter",
      ],
    });
  },
  5 * minutes,
);

test(
  "the state has the whole order of the teardown",
  async () => {
    const graph = await project.graph();
    for (const name of names) {
      const { first, others } = whose[name];
      expect([name, graph.violations(first, others)]).toEqual([name, []]);
    }
  },
  2 * minutes,
);

test(
  "destroy ends in one run, in order, and leaves nothing",
  async () => {
    await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(project.violations()).toEqual([]);
    expect(project.things()).toEqual([]);
  },
  6 * minutes,
);

// All at once, for a stack takes its time to come up; unit tests take the edges away one by one.
describe("without the edges", () => {
  beforeAll(async () => {
    await end();
    emptyApiServer(api);
    begin();
    await project.pulumi(["stack", "init"]);
    await project.pulumi(["up", "--yes", "--skip-preview"]);
  }, 8 * minutes);

  test(
    "the state has none of the orders",
    async () => {
      project.without(names);
      await project.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
      const graph = await project.graph();
      for (const name of names) {
        const { first, others } = whose[name];
        expect([name, graph.violations(first, others)]).not.toEqual([name, []]);
      }
    },
    6 * minutes,
  );

  test(
    "destroy goes wrong",
    async () => {
      // The engine deletes by levels, so that other orders still hold, by luck.
      const destroyed = project.pulumi(["destroy", "--yes", "--skip-preview"]);
      await expect(destroyed).rejects.toThrow("cluster has nodegroups attached");
      expect(project.violations()).toContain("the EC2NodeClass was to go before the last NodeClaim had gone");
    },
    6 * minutes,
  );
});
