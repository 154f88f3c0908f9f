import { ec2NodeTypes } from "../../../components/karpenter/aws/ec2-node-types";
import { defaultFilter, ec2Pool } from "../../../components/karpenter/aws/ec2-pool";
import {
  filterProblems,
  type InstanceFilter,
  matching,
  requirements,
  smallest,
} from "../../../components/karpenter/aws/instance-filter";
import { encryptedDisks, nodeClassSpec } from "../../../components/karpenter/aws/node-class";
import { allocatable, capacity } from "../../../components/sizing/allocatable";
import { ec2Types } from "../../../components/sizing/ec2-types";

const filter: InstanceFilter = { ...defaultFilter, vcpus: [2, 4] };
const label = (name: string) => `karpenter.k8s.aws/instance-${name}`;
const namesOf = (more: Partial<InstanceFilter>) => [...matching({ ...filter, ...more }).keys()];

test("a filter becomes requirements on the labels that Karpenter knows", () => {
  const usual = [
    { key: label("category"), operator: "In", values: ["c", "m", "r"] },
    { key: label("generation"), operator: "Gt", values: ["4"] },
    { key: label("cpu"), operator: "In", values: ["2", "4"] },
    { key: label("hypervisor"), operator: "In", values: ["nitro"] },
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
  ];
  expect(requirements(filter)).toEqual(usual);
  expect(requirements({ ...filter, localNvme: true })).toEqual([
    ...usual,
    { key: label("local-nvme"), operator: "Gt", values: ["0"] },
  ]);
});

test.each<[string, Partial<InstanceFilter>, string[], string[]]>([
  [
    "as it is by default",
    {},
    ["c5.large", "m5.xlarge", "c5d.large"],
    ["m7g.large", "t3.large", "c5.2xlarge"],
  ],
  ["of one category", { categories: ["m"] }, ["m5.large"], ["c5.large", "r5.large"]],
  ["of a generation and those after it", { minGeneration: 6 }, ["m6i.large"], ["m5.large"]],
  ["of these numbers of vCPUs alone", { vcpus: [8] }, ["c5.2xlarge"], ["c5.large", "c5.4xlarge"]],
  ["of the other architecture", { architecture: "arm64" }, ["m7g.large"], ["m5.large"]],
  ["with disks of their own", { localNvme: true }, ["c5d.large"], ["c5.large"]],
])("types that fit a filter %s", (_, more, fit, others) => {
  const names = namesOf(more);
  expect(names).toEqual(expect.arrayContaining(fit));
  for (const name of others) expect(names).not.toContain(name);
});

test("each type that fits has its price, and is one that Karpenter may launch by the requirements", () => {
  expect(matching(filter).get("c5.large")).toBe(0.085);
  for (const more of [{}, { localNvme: true }, { architecture: "arm64" }] as const) {
    const given = { ...filter, ...more };
    expect(
      ec2NodeTypes(requirements(given))
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...matching(given).keys()].sort());
  }
});

test.each<[string, Partial<InstanceFilter>]>([
  ["c5.large", {}],
  ["m5.large", { categories: ["r", "m"] }],
  ["c5.xlarge", { vcpus: [8, 4] }],
  ["c5.2xlarge", { vcpus: [16, 8] }],
  ["c5.4xlarge", { vcpus: [16] }],
  ["c6g.large", { architecture: "arm64" }],
])("pods are sized by what they find on %s, of the types that fit %j", (name, more) => {
  const type = ec2Types.find((one) => one.name === name);
  if (!type) throw new Error("no such type");
  const { cpuMillis, memoryMiB } = allocatable(type);
  expect(smallest({ ...filter, ...more })).toEqual({
    cpuMillis: cpuMillis - 150,
    memoryMiB: memoryMiB - 128,
  });
});

test("a filter that leaves no type is refused, any other is not", () => {
  expect(filterProblems("drivers.filter", filter)).toEqual([]);
  const nothing = { ...filter, vcpus: [3] };
  expect(filterProblems("drivers.filter", nothing)).toEqual([
    {
      path: "drivers.filter",
      value: nothing,
      reason: expect.stringMatching(/^leaves no instance type: none of the \d{3,} known/),
      cure: expect.stringContaining("vcpus"),
    },
  ]);
});

describe("a node type", () => {
  const one = (name: string, diskGiB?: number) => {
    const is = { key: "node.kubernetes.io/instance-type", operator: "In" as const, values: [name] };
    const [type, ...more] = ec2NodeTypes([is], diskGiB);
    expect(more).toEqual([]);
    return type;
  };

  test("has what its instance type has, and its name's parts for labels", () => {
    const type = ec2Types.find(({ name }) => name === "m7i-flex.xlarge");
    if (!type) throw new Error("no such type");
    expect(one(type.name)).toEqual({
      name: type.name,
      capacity: capacity(type),
      allocatable: allocatable(type),
      labels: expect.objectContaining({
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/os": "linux",
        [label("category")]: "m",
        [label("generation")]: "7",
        [label("family")]: "m7i-flex",
        [label("size")]: "xlarge",
        [label("cpu")]: "4",
        [label("cpu-manufacturer")]: "intel",
        [label("memory")]: "16384",
        [label("hypervisor")]: "nitro",
        [label("capability-flex")]: "true",
      }),
    });
    expect(one("m5.large")?.labels[label("capability-flex")]).toBe("false");
  });

  test("has the root disk less what the kubelet keeps, unless it has disks of its own or nobody knows", () => {
    expect(one("m5.large", 50)?.ephemeralMiB).toBe(Math.floor(50 * 1024 * 0.9 - 1024));
    expect(one("m5.large")).not.toHaveProperty("ephemeralMiB");
    expect(one("m5d.large", 50)).not.toHaveProperty("ephemeralMiB");
  });

  test("has disks of its own where its name says so, of a size that only EC2 tells", () => {
    const nvme = { key: label("local-nvme"), operator: "Exists" as const };
    const names = ec2NodeTypes([nvme]).map(({ name }) => name);
    expect(names).toContain("m5d.large");
    expect(names).not.toContain("m5.large");
  });

  test.each([
    "karpenter.sh/capacity-type",
    "karpenter.sh/nodepool",
    "topology.kubernetes.io/zone",
    "topology.kubernetes.io/region",
    "topology.k8s.aws/zone-id",
    "karpenter.k8s.aws/ec2nodeclass",
    label("ebs-bandwidth"),
    label("network-bandwidth"),
    label("encryption-in-transit-supported"),
    label("tenancy"),
  ])("may have any value of %s", (key) => {
    expect(ec2NodeTypes([{ key, operator: "In", values: ["x"] }])).toHaveLength(ec2Types.length);
  });

  test("has no label that nobody gives it", () => {
    expect(ec2NodeTypes([{ key: "team", operator: "In", values: ["data"] }])).toEqual([]);
  });
});

describe("a pool of EC2 instances", () => {
  const args = {
    name: "drivers",
    capacityType: "on-demand",
    zones: ["us-east-1a"],
    region: "us-east-1",
    limits: { cpus: 16, memoryGiB: 64 },
  } as const;

  test("is of usual types, whose nodes the role's pods alone tolerate", () => {
    expect(ec2Pool(args)).toMatchObject({
      ...args,
      requirements: requirements(filter),
      smallest: smallest(filter),
      daemonSets: { cpuMillis: 150, memoryMiB: 0 },
      taints: [{ key: "spark-role", value: "driver", effect: "NoSchedule" }],
    });
    expect(ec2Pool({ ...args, capacityType: "spot" })).toMatchObject({
      requirements: requirements({ ...filter, vcpus: [4, 8, 16] }),
      taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
    });
  });

  test("is of other types, sizes and pods where that is said", () => {
    const pool = ec2Pool({ ...args, filter: { categories: ["r"] }, dedicated: false, diskGiB: 50 });
    expect(pool.requirements).toEqual(requirements({ ...filter, categories: ["r"] }));
    expect(pool.taints).toEqual([]);
    expect(pool.types.map(({ name }) => name)).toContain("r5.large");
    expect(pool.types[0]?.ephemeralMiB).toBe(45_056);
  });

  test("leaves what a driver of volumes requests on each node to it", () => {
    const pool = ec2Pool(args, { cpuMillis: 30, memoryMiB: 120 });
    const plain = ec2Pool(args);
    expect(pool.daemonSets).toEqual({ cpuMillis: 180, memoryMiB: 120 });
    expect(plain.smallest.cpuMillis - pool.smallest.cpuMillis).toBe(30);
    expect(plain.smallest.memoryMiB - pool.smallest.memoryMiB).toBe(120);
  });
});

test("disks are encrypted with a key of one's own where there is one, and are the same otherwise", () => {
  const spec = nodeClassSpec({ instanceProfile: "nodes", disk: { sizeGiB: 50 }, tags: {} });
  expect(spec.amiSelectorTerms).toEqual([{ alias: expect.stringMatching(/^al2023@v\d+$/) }]);
  expect(encryptedDisks(spec, undefined)).toEqual({});
  const [disk] = spec.blockDeviceMappings ?? [];
  expect(disk).toMatchObject({ deviceName: "/dev/xvda", rootVolume: true });
  expect(encryptedDisks(spec, "arn:key")).toEqual({
    blockDeviceMappings: [{ ...disk, ebs: { ...disk?.ebs, kmsKeyID: "arn:key" } }],
  });
  expect(encryptedDisks({}, "arn:key")).toEqual({ blockDeviceMappings: [] });
});
