import {
  type InstanceOffer,
  offered,
  offeredNodeTypes,
  offerProblems,
  smallest,
} from "../../../components/karpenter/kind/instance-offers";
import { kindPools } from "../../../components/karpenter/kind/pools";
import { allocatable, capacity } from "../../../components/sizing/allocatable";
import { instanceTypes } from "../../../components/sizing/instance-types";

const offer = (name: string, onDemand = 0.1, spot = 0.04): InstanceOffer => ({ name, onDemand, spot });
const typeOf = (name: string) => {
  const type = instanceTypes.get(name);
  if (!type) throw new Error(`no type ${name}`);
  return type;
};

test("an offer says in its node class' words what its instance type has", () => {
  expect(offered([offer("m5.large", 0.096, 0.0384)])).toEqual([
    {
      name: "m5.large",
      cpu: "2000m",
      memory: expect.stringMatching(/^7\d{3}Mi$/),
      pods: 29,
      kubeReserved: { cpu: "70m", memory: expect.stringMatching(/^\d+Mi$/) },
      evictionThreshold: "100Mi",
      prices: { onDemand: "0.096", spot: "0.0384" },
    },
  ]);
  expect(() => offered([offer("z9.huge")])).toThrow(/z9\.huge/);
});

test("offers are types of nodes, smallest first, each with its labels", () => {
  const types = offeredNodeTypes(offered([offer("r5.large"), offer("c5.large"), offer("m5.large")]));
  expect(types.map(({ name }) => name)).toEqual(["c5.large", "m5.large", "r5.large"]);
  const { cpuMillis, memoryMiB } = capacity(typeOf("c5.large"));
  expect(types[0]).toEqual({
    name: "c5.large",
    capacity: { cpuMillis, memoryMiB },
    allocatable: allocatable(typeOf("c5.large")),
    ephemeralMiB: 20_480,
    labels: {
      "kubernetes.io/arch": expect.stringMatching(/^(amd64|arm64)$/),
      "kubernetes.io/os": "linux",
      "karpenter.kind.workshop/instance-family": "c5",
      "karpenter.kind.workshop/instance-cpu-millis": "2000",
      "karpenter.kind.workshop/instance-memory-mib": String(memoryMiB),
    },
  });
});

test("memory in any unit is read, and a part of a MiB is none on the label", () => {
  const [spec] = offered([offer("c5.large")]);
  if (!spec) throw new Error("no offer");
  const [type] = offeredNodeTypes([{ ...spec, memory: "1536.5Mi" }]);
  expect(type?.capacity.memoryMiB).toBe(1536.5);
  expect(type?.labels["karpenter.kind.workshop/instance-memory-mib"]).toBe("1536");
  const [none] = offeredNodeTypes([{ ...spec, memory: "much" as never }]);
  expect(none?.allocatable.memoryMiB).toBeNaN();
});

test("the smallest is the least of each, not of one type", () => {
  const [compute, memory] = ["c5.xlarge", "r5.large"].map((name) => allocatable(typeOf(name)));
  expect(smallest([offer("c5.xlarge"), offer("r5.large")])).toEqual({
    cpuMillis: memory?.cpuMillis,
    memoryMiB: compute?.memoryMiB,
  });
});

test.each<[string, InstanceOffer[], string[]]>([
  [
    "a price that a KindNodeClass cannot write",
    [offer("c5.large", 0.1, 1e-7)],
    ["[0].spot is not a price that"],
  ],
  [
    "both so",
    [offer("c5.large", 2e-7, 1e-7)],
    ["[0].onDemand is not a price that", "[0].spot is not a price that"],
  ],
  ["whole dollars", [offer("c5.large", 2, 1)], []],
  [
    "spot for as much as on demand",
    [offer("c5.large", 0.1, 0.1)],
    ["[0].spot is not a valid price below the 0.1"],
  ],
  ["spot for less than nothing", [offer("c5.large", 0.1, -0.1)], ["[0].spot is not a valid price"]],
  ["no numbers", [offer("c5.large", Number.NaN, Number.NaN)], ["[0].spot is not a valid price"]],
  ["two types", [offer("c5.large"), offer("m5.large")], []],
])("of offers with %s this is said", (_, offers, said) => {
  const problems = offerProblems("types", offers).map(({ path, reason }) => `${path} ${reason}`);
  expect(problems).toEqual(said.map((text) => expect.stringContaining(`types${text}`)));
});

test("the cure for an unknown type names those that there are", () => {
  const [problem] = offerProblems("types", [offer("z9.huge")]);
  expect(problem).toMatchObject({ value: "z9.huge", cure: expect.stringContaining("c5.large, ") });
  expect(problem?.cure).toContain("m5.large");
});

test("the pools of a kind stack: each role's own limits, taints and settings, in every zone", () => {
  const limits = { drivers: { cpus: 4, memoryGiB: 16 }, executors: { cpus: 8, memoryGiB: 32 } };
  const offers = [offer("c5.large")];
  const pools = kindPools(offers, ["local-a"], limits);
  const common = {
    zones: ["local-a"],
    requirements: [],
    smallest: smallest(offers),
    types: offeredNodeTypes(offered(offers)),
    consolidateAfter: "65s",
  };
  expect(pools).toEqual([
    expect.objectContaining({
      ...common,
      name: "drivers",
      limits: limits.drivers,
      settings: { size: "instanceTypes", number: "limits.drivers" },
      taints: [{ key: "spark-role", value: "driver", effect: "NoSchedule" }],
    }),
    expect.objectContaining({
      ...common,
      name: "executors",
      limits: limits.executors,
      settings: { size: "instanceTypes", number: "limits.executors" },
      taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
    }),
  ]);
  expect(kindPools(offers, [], limits, "far").map(({ region }) => region)).toEqual(["far", "far"]);
});
