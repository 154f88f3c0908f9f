import { type KindClusterArgs, kindDefaults, type WorkerGroup } from "../../../components/cluster/kind/args";
import { validated } from "../../../components/cluster/kind/validate";
import { InvalidInput } from "../../../components/errors";
import { versions } from "../../../components/versions/versions";

const drivers: WorkerGroup = {
  name: "drivers",
  count: 1,
  capacityType: "on-demand",
  zones: ["local-a"],
  instanceType: "c5.large",
};
const executors: WorkerGroup = {
  name: "executors",
  count: 2,
  capacityType: "spot",
  zones: ["local-a", "local-b"],
  instanceType: "c5.large",
};

function problems(args: Partial<KindClusterArgs>): string[] {
  try {
    validated({ name: "dev", ...args });
  } catch (error) {
    if (error instanceof InvalidInput) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

const withDrivers = (change: Record<string, unknown>) =>
  problems({ workers: [{ ...drivers, ...change }, executors] });

test("the defaults pass, and are filled in", () => {
  expect(validated({ name: "dev" })).toEqual({ name: "dev", ...kindDefaults, apiServerPort: undefined });
});

test("given members win over the defaults", () => {
  const spec = validated({
    name: "dev",
    region: "here",
    workers: [
      { ...drivers, zones: ["here-a"] },
      { ...executors, zones: ["here-a"] },
    ],
  });
  expect(spec.region).toBe("here");
  expect(spec.workers[1]?.zones).toEqual(["here-a"]);
  expect(spec.kubernetesVersion).toBe(versions.kubernetes);
});

test("everything wrong is said at once, under the cluster's name", () => {
  const bad = () =>
    validated({ name: "Dev", kubernetesVersion: "1.2.3", workers: [{ ...drivers, count: 0 }] });
  expect(bad).toThrow('kind cluster "Dev": 3 problems');
});

test.each(["Dev", "dev_1", "-dev", "dev.local", "", "d".repeat(50)])(
  "name %j is not a valid DNS label",
  (name) => {
    expect(problems({ name })).toEqual([expect.stringContaining("name (")]);
  },
);

test("a Kubernetes version outside the table is refused with the one that is in it", () => {
  expect(problems({ kubernetesVersion: "1.29.0" })).toEqual([
    ` - kubernetesVersion ("1.29.0") is a version that no node image is pinned for. Use ${versions.kubernetes}, or change kubernetes and images.node in versions.json.`,
  ]);
});

test.each([0, -1, 1.5, Number.NaN])("worker count %d is refused", (count) => {
  expect(withDrivers({ count })).toEqual([
    ` - workers[0].count (${Number.isNaN(count) ? '"NaN"' : count}) is not a number of nodes. Use 1 or more, or leave the group out.`,
  ]);
});

test("an unknown instance type is refused with those there are", () => {
  expect(withDrivers({ instanceType: "m99.huge" })).toEqual([
    expect.stringMatching(
      /workers\[0\]\.instanceType \("m99\.huge"\) is not an instance type.* Use one of .*c5\.large/,
    ),
  ]);
});

test("an unknown capacity type is refused", () => {
  expect(withDrivers({ capacityType: "reserved" })).toEqual([
    ' - workers[0].capacityType ("reserved") is not a capacity type. Use on-demand or spot, or leave it out for nodes that run no jobs.',
  ]);
});

test("two groups of one name are refused", () => {
  expect(problems({ workers: [drivers, { ...executors, name: "drivers" }] })).toEqual([
    ' - workers[1].name ("drivers") is the name of workers[0] too. Give each group a name of its own.',
  ]);
});

describe("zones", () => {
  test.each(["us-east-1a", "local", "LOCAL-A", "local a"])("%j is not a zone of region local", (zone) => {
    expect(withDrivers({ zones: [zone] })).toEqual([
      ` - workers[0].zones[0] (${JSON.stringify(zone)}) is not a zone of region "local". Write the region and then the zone's letter, such as local-a.`,
    ]);
  });

  test("those of AWS are zones of their region", () => {
    const workers = [
      { ...drivers, zones: ["us-east-1a"] },
      { ...executors, zones: ["us-east-1a", "us-east-1b"] },
    ];
    expect(problems({ region: "us-east-1", workers })).toEqual([]);
  });

  test("none, one twice, and more than there are workers are refused", () => {
    expect(withDrivers({ zones: [] })).toEqual([
      " - workers[0].zones ([]) names no zone. Name one, such as local-a.",
    ]);
    expect(problems({ workers: [drivers, { ...executors, zones: ["local-a", "local-a"] }] })).toEqual([
      ' - workers[1].zones[1] ("local-a") is there twice. Name each zone once.',
    ]);
    expect(withDrivers({ zones: ["local-a", "local-b"] })).toEqual([
      expect.stringContaining(
        'are more zones than the 1 worker of group "drivers", so local-b would have none',
      ),
    ]);
  });

  test("on-demand and spot workers that share none are refused", () => {
    expect(problems({ workers: [drivers, { ...executors, count: 1, zones: ["local-b"] }] })).toEqual([
      ' - workers ({"drivers":["local-a"],"executors":["local-b"]}) has no zone with both an on-demand and a spot worker, and a job\'s driver and executors share a zone. Give the two groups a zone in common.',
    ]);
  });
});

test("a cluster where drivers or executors could not run is refused", () => {
  expect(problems({ workers: [executors] })).toEqual([
    expect.stringContaining("has no group of capacity type on-demand, where drivers run"),
  ]);
  expect(problems({ workers: [drivers] })).toEqual([
    expect.stringContaining("has no group of capacity type spot, where executors run"),
  ]);
  expect(problems({ workers: [] })).toHaveLength(2);
});

describe("ports", () => {
  const mapped = (hostPort: number, nodePort: number) => problems({ portMappings: [{ hostPort, nodePort }] });

  test.each([0, 65536, 9000.5])("host port %d is refused", (port) => {
    expect(mapped(port, 30900)).toEqual([
      ` - portMappings[0].hostPort (${port}) is no TCP port. Use 1024 to 65535.`,
    ]);
  });

  test.each([29999, 32768, 80])("NodePort %d is refused", (port) => {
    expect(mapped(9000, port)).toEqual([
      ` - portMappings[0].nodePort (${port}) is no NodePort. Use 30000 to 32767.`,
    ]);
  });

  test("one used twice is refused with the other user", () => {
    expect(
      problems({
        apiServerPort: 9000,
        portMappings: [
          { hostPort: 9000, nodePort: 30900 },
          { hostPort: 9001, nodePort: 30900 },
        ],
      }),
    ).toEqual([
      " - portMappings[0].hostPort (9000) is taken by apiServerPort. Use each port once.",
      " - portMappings[1].nodePort (30900) is taken by portMappings[0].nodePort. Use each port once.",
    ]);
  });
});

describe("labels and taints", () => {
  test.each([
    ["karpenter.sh/capacity-type", "spot", "is set by the group itself"],
    ["node-role.kubernetes.io/spark", "", "is a label of Kubernetes' own"],
    ["a/b/c", "x", "has a key that is no label key"],
    ["team", "two words", "is not a valid label value"],
  ])("label %s=%s is refused", (key, value, reason) => {
    expect(withDrivers({ labels: { [key]: value } })).toEqual([expect.stringContaining(reason)]);
  });

  test("labels that a kubelet may set pass", () => {
    expect(
      withDrivers({ labels: { team: "data", "example.com/team": "", "node.kubernetes.io/disk": "ssd" } }),
    ).toEqual([]);
  });

  test("a taint without a key, value or effect that Kubernetes knows is refused", () => {
    expect(withDrivers({ taints: [{ key: "", value: "a b", effect: "Never" }] })).toEqual([
      expect.stringContaining("workers[0].taints[0].key"),
      expect.stringContaining("workers[0].taints[0].value"),
      expect.stringContaining("Use NoSchedule, PreferNoSchedule, NoExecute."),
    ]);
  });
});
