import { deletionOrder, type EdgeName } from "../../components/teardown/edges";
import { whose } from "../support/teardown";
import { type ApiServer, startApiServer, stopApiServer } from "./aws/api-server";
import type { AwsProject } from "./aws/project";
import { Stage } from "./aws/stage";
import { succeeded } from "./support/project";

const minutes = 60_000;
const names = Object.keys(deletionOrder) as EdgeName[];

const stage = new Stage();
let api: ApiServer;
let project: AwsProject;

beforeAll(() => {
  api = startApiServer();
  project = stage.begin(api);
}, 12 * minutes);

afterAll(async () => {
  await stage.end();
  stopApiServer(api);
}, 6 * minutes);

/** Another stack comes up, in another account, with another control plane. */
async function beginAnew(): Promise<void> {
  await stage.end();
  stopApiServer(api);
  api = startApiServer();
  project = stage.begin(api);
  await project.pulumi(["stack", "init"]);
  await project.pulumi(["up", "--yes", "--skip-preview"]);
}

const disposable = (disposable: boolean) => project.configure((eks) => ({ ...eks, disposable }));

test(
  "comes up",
  async () => {
    disposable(false);
    await project.pulumi(["stack", "init"]);
    await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(project.things().filter(({ type }) => type === "instance")).toHaveLength(2);
    const outputs = JSON.parse(await project.pulumi(["stack", "output", "--json"]));
    expect(outputs).toMatchObject({
      cluster: "spark-workshop",
      applications: [{ name: "flights", zone: expect.stringMatching(/^us-east-1/) }],
    });
    expect(outputs.cost).toMatchObject({ fixed: expect.stringMatching(/^\$0\.\d\d an hour/) });
  },
  12 * minutes,
);

test(
  "up again changes nothing",
  async () => {
    await project.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"]);
  },
  10 * minutes,
);

test(
  "a pool's limits are an update of that pool, and of the budget that follows the most that it may cost",
  async () => {
    const limits = { cpus: 32, memoryGiB: 256 };
    const pools = [
      { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits: { cpus: 16, memoryGiB: 128 } },
      { name: "executors", capacityType: "spot", vcpus: [4, 8, 16], limits },
    ];
    project.configure((eks) => ({ ...eks, pools }));
    expect(await project.plan()).toEqual({
      update: ["aws:budgets/budget:Budget cost-alarm", "kubernetes:karpenter.sh/v1:NodePool executors"],
    });
    await project.pulumi(["up", "--yes", "--skip-preview"]);
    // The plans of the next tests show that it is done: they have nothing of it.
  },
  16 * minutes,
);

test(
  "another range of public access is an update of the cluster, and of nothing in it",
  async () => {
    const plan = await project.planWith("Pulumi.aws.yaml", (text) =>
      text.replace("52.94.76.7/32", "52.94.76.0/24"),
    );
    expect(plan).toEqual({ update: ["aws:eks/cluster:Cluster cluster-eksCluster"] });
  },
  10 * minutes,
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
  10 * minutes,
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
  4 * minutes,
);

test(
  "down refuses to delete protected buckets before anything else goes, and says how they may",
  async () => {
    const before = project.things();
    const refused = await project.workshop("down", "--yes");
    expect(refused.text).toMatch(
      /buckets and the cluster of aws are protected.*disposable: true, run \.\/workshop up -s aws/s,
    );
    // The state still says otherwise, until an update.
    disposable(true);
    const protects = await project.workshop("down", "--yes");
    expect(protects.text).toMatch(
      /state of aws protects Cluster .*Bucket .* Nothing was deleted.*run \.\/workshop up/s,
    );
    expect(refused.code).not.toBe(0);
    expect(protects.code).not.toBe(0);
    expect(project.things()).toEqual(before);
    await project.pulumi(["up", "--yes", "--skip-preview"]);
  },
  16 * minutes,
);

test(
  "down --cluster-gone of a cluster that lives is refused, and forgets nothing",
  async () => {
    const before = project.things();
    const refused = await project.workshop("down", "--yes", "--cluster-gone");
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/exists in AWS \(ACTIVE\). Nothing was forgotten/);
    expect(project.things()).toEqual(before);
  },
  6 * minutes,
);

test(
  "down ends in one run, in order, and leaves nothing",
  async () => {
    const down = await project.workshop("down", "--yes");
    succeeded(down);
    expect(down.text).toMatch(/Data that is lost with it:\s+bucket \S+, every object in it/);
    expect(down.text).toContain("Nothing in the account carries the tags of the stack aws");
    expect(project.violations()).toEqual([]);
    expect(project.things()).toEqual([]);
  },
  12 * minutes,
);

describe("a cluster that somebody deleted by hand, and not the instances that Karpenter launched", () => {
  const instances = () => project.things().filter(({ type }) => type === "instance");

  beforeAll(async () => {
    await beginAnew();
    const [group] = project.things().filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    const [cluster = "", name = ""] = group?.id.split(":") ?? [];
    await project.shell(`aws eks delete-nodegroup --cluster-name ${cluster} --nodegroup-name ${name}`);
    await project.shell(`aws eks delete-cluster --name ${cluster}`);
    stopApiServer(api);
  }, 24 * minutes);

  test(
    "does not answer: down says how to go on",
    async () => {
      const silent = await project.workshop("down", "--yes");
      expect(silent.code).not.toBe(0);
      expect(silent.text).toMatch(/The cluster does not answer\..*--yes --cluster-gone forgets it/s);
    },
    12 * minutes,
  );

  test(
    "down --cluster-gone asks AWS, ends each instance, forgets what was in the cluster, and leaves nothing",
    async () => {
      const ids = instances().map(({ id }) => id);
      expect(ids).toHaveLength(2);
      const down = await project.workshop("down", "--yes", "--cluster-gone");
      succeeded(down);
      expect(down.text).toMatch(/AWS knows no cluster .*; forgetting what was in it, and deleting the rest/);
      for (const id of ids) expect(down.text).toMatch(new RegExp(`Ended the instances .*${id}`));
      expect(down.text).toContain("Nothing in the account carries the tags of the stack aws");
      expect(project.things()).toEqual([]);
    },
    12 * minutes,
  );
});

// All at once, for a stack takes its time to come up; unit tests take the edges away one by one.
describe("without the edges", () => {
  beforeAll(beginAnew, 24 * minutes);

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
    12 * minutes,
  );

  test(
    "destroy goes wrong",
    async () => {
      // The engine deletes by levels, so that other orders still hold, by luck.
      const destroyed = project.pulumi(["destroy", "--yes", "--skip-preview"]);
      await expect(destroyed).rejects.toThrow("cluster has nodegroups attached");
      expect(project.violations()).toContain("the EC2NodeClass was to go before the last NodeClaim had gone");
    },
    12 * minutes,
  );
});
