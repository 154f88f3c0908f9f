import * as k8s from "@pulumi/kubernetes";
import { NodePool } from "../../../components/karpenter/node-pool";
import { withPools } from "../../../components/karpenter/pooled-cluster";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const type = "kubernetes:karpenter.sh/v1:NodePool";
const args = {
  pool: {
    name: "drivers",
    capacityType: "on-demand",
    zones: ["local-a"],
    requirements: [],
    smallest: { cpuMillis: 1930, memoryMiB: 3114 },
    types: [],
    daemonSets: { cpuMillis: 0, memoryMiB: 0 },
    limits: { cpus: 8, memoryGiB: 32 },
    taints: [],
  },
  nodeClass: { group: "karpenter.example", kind: "SomeNodeClass", name: "any" },
} as const;

test("a pool takes a node class of any cloud and waits until Karpenter calls it ready", async () => {
  const engine = await FakeEngine.start();
  new NodePool("drivers", args);
  await settled();
  expect(engine.one(type).inputs).toMatchObject({
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: "drivers", annotations: { "pulumi.com/waitFor": "condition=Ready" } },
    spec: { template: { spec: { nodeClassRef: args.nodeClass } } },
  });
});

test("its deletion is given as long as its pods may take, and more; it dies with nothing else", async () => {
  const engine = await FakeEngine.start();
  const provider = new k8s.Provider("p", { kubeconfig: "{}" });
  new NodePool("drivers", args, { providers: [provider], ...engine.watching() });
  await settled();
  const options = engine.options("drivers", type);
  expect(options.customTimeouts?.delete).toBe("1200s");
  expect(options.deletedWith).toBeUndefined();
  expect(engine.one(type).provider).toContain("p");
});

test("a cluster with pools has their nodes for jobs, and jobs go before the pools", async () => {
  await FakeEngine.start();
  const cluster = fakeCluster();
  const pool = new NodePool("drivers", args);
  const pooled = withPools(cluster, [pool]);
  expect(pooled.nodeGroups.map(({ name }) => name)).toEqual(["drivers", "executors", "drivers"]);
  expect(pooled.nodeGroups.at(-1)?.allocatable).toEqual(args.pool.smallest);
  expect(pooled.optionsForWorkloads().dependsOn).toEqual([pool]);
  expect(pooled.optionsForInClusterResources().dependsOn).toBeUndefined();
  expect(pooled.platformPods).toBe(cluster.platformPods);
});
