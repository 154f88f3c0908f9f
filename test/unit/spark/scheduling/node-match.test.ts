import type { NodeGroup } from "../../../../components/cluster/node-group";
import {
  allowedValues,
  matchingGroups,
  matchingZones,
  nodeMatches,
  type Scheduling,
  unmetRequirements,
} from "../../../../components/spark/scheduling/node-match";

const zone = "topology.kubernetes.io/zone";
const arch = "kubernetes.io/arch";
const size = { cpuMillis: 2000, memoryMiB: 4096 };
const type = (name: string, labels: Record<string, string>) => ({
  name,
  capacity: size,
  allocatable: size,
  labels,
});
const group = (over: Partial<NodeGroup> = {}): NodeGroup => ({
  name: "workers",
  capacityType: "on-demand",
  zones: ["a", "b"],
  allocatable: size,
  taints: [],
  types: [type("arm.large", { [arch]: "arm64" }), type("intel.large", { [arch]: "amd64" })],
  supply: { kind: "fixed", nodes: 2 },
  ...over,
});
const launched = (over: Partial<NodeGroup> = {}) => group({ supply: { kind: "launched" }, ...over });
const is = (key: string, ...values: string[]) => ({ key, operator: "In", values });
const required = (...terms: ReturnType<typeof is>[][]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: terms.map((matchExpressions) => ({ matchExpressions })),
      },
    },
  },
});
const preferred = (...terms: [weight: number, ...ReturnType<typeof is>[]][]) =>
  terms.map(([weight, ...matchExpressions]) => ({ weight, preference: { matchExpressions } }));
const types = (pod: Scheduling, one: NodeGroup) =>
  nodeMatches(pod, [one]).flatMap((match) => match.types.map(({ name }) => name));

test("a pod that wants nothing may run on every type in every zone", () => {
  expect(nodeMatches({}, [group()])).toEqual([
    { group: group(), zones: ["a", "b"], types: [...(group().types ?? [])] },
  ]);
});

test.each<[string, Scheduling, string[]]>([
  ["a selector", { nodeSelector: { [arch]: "arm64" } }, ["arm.large"]],
  [
    "a type by its name",
    { nodeSelector: { "node.kubernetes.io/instance-type": "intel.large" } },
    ["intel.large"],
  ],
  [
    "the group by its name",
    { nodeSelector: { "karpenter.sh/nodepool": "workers" } },
    ["arm.large", "intel.large"],
  ],
  ["another group", { nodeSelector: { "karpenter.sh/nodepool": "others" } }, []],
  ["another capacity type", { nodeSelector: { "karpenter.sh/capacity-type": "spot" } }, []],
  ["any of several terms", required([is(arch, "s390x")], [is(arch, "amd64")]), ["intel.large"]],
  ["all of one term", required([is(arch, "amd64"), is(zone, "c")]), []],
  [
    "a term beside a selector",
    { nodeSelector: { [zone]: "a" }, ...required([is(arch, "amd64")], [is(zone, "b")]) },
    ["intel.large"],
  ],
])("%s chooses types", (_, pod, expected) => {
  expect(types(pod, group())).toEqual(expected);
});

test("zones and groups are those that are left, each once", () => {
  const other = group({ name: "others", zones: ["b", "c"] });
  expect(matchingZones(required([is(zone, "b", "c")]), [group(), other])).toEqual(["b", "c"]);
  expect(matchingGroups({ nodeSelector: { [zone]: "c" } }, [group(), other])).toEqual([other]);
  expect(nodeMatches(required([is(zone, "b")]), [group()])[0]?.zones).toEqual(["b"]);
});

describe("a host's name", () => {
  const pod = { nodeSelector: { "kubernetes.io/hostname": "node-1" } };
  test.each<[string, NodeGroup, number]>([
    ["may be that of a node which is there", group(), 1],
    ["is not that of a node still to come", launched(), 0],
    ["is not known to a group whose types are, without more", group({ supply: undefined }), 0],
    [
      "is given the benefit of the doubt on somebody else's cluster",
      group({ types: undefined, supply: undefined }),
      1,
    ],
  ])("%s", (_, one, count) => {
    expect(nodeMatches(pod, [one])).toHaveLength(count);
  });
});

test("labels that somebody else's nodes may have are not asked for", () => {
  const foreign = group({ types: undefined, supply: undefined });
  expect(nodeMatches({ nodeSelector: { team: "data" } }, [foreign])).toEqual([
    { group: foreign, zones: ["a", "b"], types: [] },
  ]);
  expect(nodeMatches({ nodeSelector: { [zone]: "c" } }, [foreign])).toEqual([]);
  const unlabelled = group({ labelled: false });
  expect(matchingZones({ nodeSelector: { [zone]: "c" } }, [unlabelled])).toEqual(["a", "b"]);
  expect(types({ nodeSelector: { [arch]: "s390x" } }, unlabelled)).toEqual(["arm.large", "intel.large"]);
});

test("a region is one that only the cluster knows", () => {
  const pod = { nodeSelector: { "topology.kubernetes.io/region": "eu-central-1" } };
  expect(nodeMatches(pod, [group()])).toHaveLength(1);
  expect(nodeMatches(pod, [group({ supply: undefined })])).toHaveLength(0);
});

test("a node that Karpenter launches has its labels, and those of its own group", () => {
  const pod = { nodeSelector: { "karpenter.sh/registered": "true", "karpenter.sh/initialized": "true" } };
  expect(unmetRequirements(pod, [launched()])).toEqual([]);
  expect(unmetRequirements(pod, [group()])).toHaveLength(2);
  // It leaves a pod alone that requires them, whatever its nodes have.
  expect(nodeMatches(pod, [launched()])).toEqual([]);
  expect(nodeMatches({ nodeSelector: { team: "data" } }, [group({ labels: { team: "data" } })])).toHaveLength(
    1,
  );
  expect(nodeMatches({ nodeSelector: { team: "data" } }, [group()])).toHaveLength(0);
});

describe("taints", () => {
  const tainted = (effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute", value?: string) =>
    group({ taints: [{ key: "role", effect, ...(value === undefined ? {} : { value }) }] });
  test.each<[string, NonNullable<Scheduling["tolerations"]>, NodeGroup, boolean]>([
    ["nothing", [], tainted("NoSchedule"), false],
    ["nothing, and the taint is a preference", [], tainted("PreferNoSchedule"), true],
    ["nothing, and pods are put away", [], tainted("NoExecute"), false],
    ["key and value", [{ key: "role", value: "x" }], tainted("NoSchedule", "x"), true],
    ["another value", [{ key: "role", value: "y" }], tainted("NoSchedule", "x"), false],
    ["no value, and the taint has none", [{ key: "role" }], tainted("NoSchedule"), true],
    ["a value, and the taint has none", [{ key: "role", value: "x" }], tainted("NoSchedule"), false],
    ["another key of that value", [{ key: "rule", value: "x" }], tainted("NoSchedule", "x"), false],
    ["the key, whatever its value", [{ key: "role", operator: "Exists" }], tainted("NoSchedule", "x"), true],
    ["another key, whatever its value", [{ key: "rule", operator: "Exists" }], tainted("NoSchedule"), false],
    ["everything", [{ operator: "Exists" }], tainted("NoSchedule", "x"), true],
    ["another effect", [{ operator: "Exists", effect: "NoExecute" }], tainted("NoSchedule", "x"), false],
    ["that effect", [{ operator: "Exists", effect: "NoSchedule" }], tainted("NoSchedule", "x"), true],
    ["one of two", [{ key: "no" }, { key: "role" }], tainted("NoSchedule"), true],
  ])("a pod that tolerates %s", (_, tolerations, one, runs) => {
    expect(nodeMatches({ tolerations }, [one])).toHaveLength(runs ? 1 : 0);
  });

  test("every taint must be tolerated", () => {
    const twice = group({
      taints: [
        { key: "role", effect: "NoSchedule" },
        { key: "gpu", effect: "NoSchedule" },
      ],
    });
    expect(nodeMatches({ tolerations: [{ key: "role" }] }, [twice])).toEqual([]);
    expect(nodeMatches({ tolerations: [{ key: "role" }, { key: "gpu" }] }, [twice])).toHaveLength(1);
  });
});

describe("preferences", () => {
  const prefer = (...terms: [number, ...ReturnType<typeof is>[]][]) => ({
    affinity: {
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred(...terms) },
    },
  });

  test("forbid no node, neither one that is there nor one to come", () => {
    expect(types(prefer([1, is(arch, "s390x")]), group())).toEqual(["arm.large", "intel.large"]);
    expect(types(prefer([1, is(arch, "s390x")]), launched())).toEqual(["arm.large", "intel.large"]);
  });

  test("take all of Karpenter's terms but the last with them when no node meets them", () => {
    const pod = {
      affinity: {
        nodeAffinity: {
          ...required([is(arch, "arm64")], [is(arch, "amd64")]).affinity.nodeAffinity,
          preferredDuringSchedulingIgnoredDuringExecution: preferred([1, is(zone, "c")]),
        },
      },
    };
    expect(types(pod, launched())).toEqual(["intel.large"]);
    expect(types(pod, group())).toEqual(["arm.large", "intel.large"]);
  });

  test("are tried by their weight, the strongest with each term and the others with the last", () => {
    const pod = (strong: number, weak: number) => ({
      affinity: {
        nodeAffinity: {
          ...required([is(arch, "arm64")], [is(arch, "s390x")]).affinity.nodeAffinity,
          preferredDuringSchedulingIgnoredDuringExecution: preferred(
            [weak, is(zone, "c")],
            [strong, is(zone, "a")],
          ),
        },
      },
    });
    expect(matchingZones(pod(9, 1), [launched()])).toEqual(["a"]);
    expect(matchingZones(pod(1, 9), [launched()])).toEqual([]);
  });
});

describe("the values that a label may have", () => {
  test.each<[string, Scheduling, string[] | undefined, string[] | undefined]>([
    ["any where nothing is said", {}, undefined, undefined],
    ["the selector's", { nodeSelector: { [zone]: "a" } }, undefined, ["a"]],
    ["those of all terms", required([is(zone, "a")], [is(zone, "b")]), undefined, ["a", "b"]],
    ["any where one term says nothing", required([is(zone, "a")], [is(arch, "arm64")]), undefined, undefined],
    [
      "those that selector and term share",
      { nodeSelector: { [zone]: "b" }, ...required([is(zone, "a", "b")]) },
      undefined,
      ["b"],
    ],
    [
      "of those that there are",
      required([{ ...is(zone, "a"), operator: "NotIn" }]),
      ["a", "b", "c"],
      ["b", "c"],
    ],
    [
      "any where all that there are will do",
      required([{ ...is(zone, "d"), operator: "NotIn" }]),
      ["a", "b"],
      undefined,
    ],
  ])("are %s", (_, pod, values, expected) => {
    const allowed = allowedValues(pod, zone, values);
    expect(allowed && [...allowed]).toEqual(expected);
  });
});

test("unmet is what no node of any group meets by itself", () => {
  const pod = { nodeSelector: { [zone]: "c", [arch]: "amd64" }, ...required([is("team", "data")]) };
  expect(unmetRequirements(pod, [group()])).toEqual([is(zone, "c"), is("team", "data")]);
  expect(unmetRequirements(pod, [group(), group({ zones: ["c"] })])).toEqual([is("team", "data")]);
});
