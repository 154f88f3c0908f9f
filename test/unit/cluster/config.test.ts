import { type KindClusterArgs, platformWorkers, withDefaults } from "../../../components/cluster/kind/args";
import { kindConfig } from "../../../components/cluster/kind/config";
import { nodeGroups, nodesOf, platformPods, workers } from "../../../components/cluster/kind/nodes";

const socket = "/var/run/docker.sock";
const machine = { cpus: 8, memoryKiB: 16_000_000, socket };
const config = (args: Partial<KindClusterArgs> = {}) =>
  kindConfig(withDefaults({ name: "dev", ...args }), machine);
const patch = (index: number) => JSON.parse(config().nodes[index]?.kubeadmConfigPatches?.[0] ?? "null");

test("the default cluster, as kind is told of it", () => {
  expect(config({ portMappings: [{ hostPort: 9000, nodePort: 30900 }] })).toEqual({
    kind: "Cluster",
    apiVersion: "kind.x-k8s.io/v1alpha4",
    name: "dev",
    networking: { ipFamily: "ipv4", apiServerAddress: "127.0.0.1" },
    nodes: [
      {
        role: "control-plane",
        labels: { "topology.kubernetes.io/region": "local" },
        extraPortMappings: [
          { containerPort: 30900, hostPort: 9000, listenAddress: "127.0.0.1", protocol: "TCP" },
        ],
      },
      expect.objectContaining({
        role: "worker",
        labels: {
          "karpenter.sh/nodepool": "drivers",
          "karpenter.sh/capacity-type": "on-demand",
          "topology.kubernetes.io/zone": "local-a",
          "topology.kubernetes.io/region": "local",
          "node.kubernetes.io/instance-type": "c5.large",
        },
      }),
      expect.objectContaining({
        role: "worker",
        labels: expect.objectContaining({
          "karpenter.sh/nodepool": "executors",
          "karpenter.sh/capacity-type": "spot",
          "topology.kubernetes.io/zone": "local-a",
        }),
      }),
      expect.objectContaining({
        role: "worker",
        labels: expect.objectContaining({
          "karpenter.sh/capacity-type": "spot",
          "topology.kubernetes.io/zone": "local-b",
        }),
      }),
    ],
  });
});

test("a worker's kubelet keeps back all that its instance type has not", () => {
  expect(patch(1)).toEqual({
    kind: "JoinConfiguration",
    nodeRegistration: {
      taints: [],
      kubeletExtraArgs: {
        // 8 CPUs less 2; 16,000,000 KiB less 3788 MiB, which is 4096 less 7.5 %.
        "system-reserved": "cpu=6000m,memory=12121088Ki",
        "kube-reserved": "cpu=70m,memory=574Mi",
        "eviction-hard":
          "memory.available<100Mi,nodefs.available<0%,nodefs.inodesFree<0%,imagefs.available<0%",
        "max-pods": "29",
      },
    },
  });
});

test("executors' nodes carry their taint", () => {
  expect(patch(2).nodeRegistration.taints).toEqual([
    { key: "spark-role", value: "executor", effect: "NoSchedule" },
  ]);
});

test("a group's own labels are added, and a fixed API server port is passed on", () => {
  const [drivers, executors] = withDefaults({ name: "dev" }).workers;
  if (!drivers || !executors) throw new Error("no default groups");
  const made = config({
    workers: [{ ...drivers, labels: { team: "data" } }, executors],
    apiServerPort: 6443,
  });
  expect(made.networking.apiServerPort).toBe(6443);
  expect(made.nodes[1]?.labels).toMatchObject({ team: "data", "karpenter.sh/nodepool": "drivers" });
});

test("an instance type larger than the machine is refused", () => {
  expect(() => kindConfig(withDefaults({ name: "dev" }), { cpus: 1, memoryKiB: 16_000_000, socket })).toThrow(
    "c5.large is larger than this machine",
  );
});

test("Docker is within reach of the control plane where that is asked for, and nowhere else", () => {
  const { nodes } = config({ docker: true });
  expect(nodes.map(({ extraMounts }) => extraMounts)).toEqual([
    [{ hostPath: socket, containerPath: "/kind/docker.sock" }],
    ...Array(nodes.length - 1).fill(undefined),
  ]);
  expect(config().nodes[0]).not.toHaveProperty("extraMounts");
});

test("nodes that serve the platform carry none of Karpenter's labels, run no jobs, and its pods go there", () => {
  const spec = withDefaults({ name: "dev", workers: platformWorkers });
  const [, platform] = kindConfig(spec, machine).nodes;
  expect(platform?.labels).toEqual({
    "spark-workshop/nodes": "platform",
    "topology.kubernetes.io/zone": "local-a",
    "topology.kubernetes.io/region": "local",
    "node.kubernetes.io/instance-type": "c5.large",
  });
  expect(nodeGroups(spec)).toEqual([]);
  expect(platformPods(spec).nodeSelector).toEqual({ "spark-workshop/nodes": "platform" });
  expect(platformPods(withDefaults({ name: "dev" })).nodeSelector).toEqual({
    "karpenter.sh/capacity-type": "on-demand",
  });
});

describe("nodes", () => {
  const spec = withDefaults({ name: "dev" });

  test("are named as kind names them, a group's spread over its zones in turn", () => {
    const [, executors] = spec.workers;
    if (!executors) throw new Error("no default groups");
    const three = { ...spec, workers: [...spec.workers.slice(0, 1), { ...executors, count: 3 }] };
    expect(workers(three).map(({ name, zone }) => [name, zone])).toEqual([
      ["dev-worker", "local-a"],
      ["dev-worker2", "local-a"],
      ["dev-worker3", "local-b"],
      ["dev-worker4", "local-a"],
    ]);
  });

  test("are selected by group, and by zone", () => {
    expect(nodesOf(spec, { groups: ["executors"] })).toEqual(["dev-worker2", "dev-worker3"]);
    expect(nodesOf(spec, { groups: ["drivers", "executors"], zones: ["local-a"] })).toEqual([
      "dev-worker",
      "dev-worker2",
    ]);
  });

  test("show the rest of the program what a pod finds there", () => {
    expect(nodeGroups(spec)).toMatchObject([
      {
        name: "drivers",
        capacityType: "on-demand",
        zones: ["local-a"],
        allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
        taints: [],
        types: [{ name: "c5.large", capacity: { cpuMillis: 2000, memoryMiB: 3788 } }],
        supply: { kind: "fixed", nodes: 1 },
      },
      {
        name: "executors",
        capacityType: "spot",
        zones: ["local-a", "local-b"],
        allocatable: { cpuMillis: 1930, memoryMiB: 3114 },
        taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
        supply: { kind: "fixed", nodes: 2 },
        settings: { size: "workers[1].instanceType", number: "workers[1].count" },
      },
    ]);
  });
});
