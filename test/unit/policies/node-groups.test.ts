import { eksDaemonSets } from "../../../components/karpenter/aws/ec2-node-types";
import { kindDaemonSets } from "../../../components/sizing/pod-size";
import { declaredGroups } from "../../../policies/node-groups";
import { capacity, type Props, pool, poolTemplate, requirement, subject, zone } from "./subjects";

const taint = { key: "spark-role", value: "driver", effect: "NoSchedule" };
const ofTypes = (...types: string[]) => requirement("node.kubernetes.io/instance-type", ...types);
const poolOf = (requirements: object[], template: Props = {}, spec: Props = {}) =>
  pool({ template: { spec: poolTemplate({ requirements, ...template }) }, ...spec });
const command = (input: unknown) =>
  subject("command:local:Command", { environment: { INPUT: JSON.stringify(input) } });
const workers = {
  name: "drivers",
  count: 2,
  capacityType: "on-demand",
  zones: ["a"],
  instanceType: "c5.large",
};

describe("the groups that a NodePool's nodes make", () => {
  test("are one for each capacity type, with what its smallest type has for pods", () => {
    const groups = declaredGroups([
      poolOf(
        [
          requirement(capacity, "spot", "on-demand"),
          requirement(zone, "a", "b"),
          ofTypes("m5.xlarge", "m5.large"),
        ],
        { taints: [taint] },
        { limits: { cpu: "1500m", memory: "8Gi" } },
      ),
    ]);
    expect(groups.map(({ capacityType }) => capacityType)).toEqual(["spot", "on-demand"]);
    const [spot] = groups;
    expect(spot).toMatchObject({
      name: "executors",
      zones: ["a", "b"],
      taints: [taint],
      daemonSets: eksDaemonSets,
      supply: { kind: "launched", limits: { cpuMillis: 1500, memoryMiB: 8192 } },
    });
    expect(spot?.types?.map(({ name }) => name)).toEqual(["m5.large", "m5.xlarge"]);
    expect(spot?.allocatable).toEqual(spot?.types?.[0]?.allocatable);
  });

  const spot = requirement(capacity, "spot");
  const inA = requirement(zone, "a");
  test.each<[string, object[]]>([
    ["names no zone", [spot, ofTypes("m5.large")]],
    ["keeps itself from a zone", [spot, { ...inA, operator: "NotIn" }, ofTypes("m5.large")]],
    ["names a zone without saying which", [spot, { key: zone, operator: "In" }, ofTypes("m5.large")]],
    ["names no capacity type", [inA, ofTypes("m5.large")]],
    ["names types that nobody knows", [spot, inA, ofTypes("m5.huge")]],
  ])("are none of a pool that %s", (_, requirements) => {
    expect(declaredGroups([poolOf(requirements)])).toEqual([]);
  });

  test("have no limit that is not there, no taints and no name where there is none", () => {
    const of = (spec: Props) => declaredGroups([poolOf([spot, inA, ofTypes("m5.large")], {}, spec)])[0];
    expect(of({ limits: undefined })?.supply).toEqual({ kind: "launched", limits: {} });
    expect(of({ limits: { cpu: "4" } })?.supply).toEqual({ kind: "launched", limits: { cpuMillis: 4000 } });
    expect(of({ limits: { memory: "1Gi" } })?.supply).toEqual({
      kind: "launched",
      limits: { memoryMiB: 1024 },
    });
    expect(of({})?.taints).toEqual([]);
    const nameless = poolOf([spot, inA, ofTypes("m5.large")]);
    expect(declaredGroups([{ ...nameless, props: { ...nameless.props, metadata: {} } }])[0]?.name).toBe("");
  });

  test("are none of a pool that is not as its CRD has it, nor of another kind", () => {
    const right = poolOf([spot, inA, ofTypes("m5.large")]);
    const other = { ...right, type: "kubernetes:karpenter.kind.workshop/v1alpha1:KindNodeClass" };
    expect(declaredGroups([poolOf([spot, inA], { taints: "all" }), other])).toEqual([]);
  });
});

describe("the groups of a NodePool on kind", () => {
  const offer = (name: string, memory: string) => ({
    name,
    cpu: "2",
    memory,
    pods: 29,
    kubeReserved: { cpu: "100m", memory: "500Mi" },
    evictionThreshold: "100Mi",
    prices: { onDemand: "0.2", spot: "0.1" },
  });
  const nodeClass = (name: string, instanceTypes: object[], kind = "KindNodeClass") =>
    subject(`kubernetes:karpenter.kind.workshop/v1alpha1:${kind}`, {
      metadata: { name },
      spec: { region: "local", zones: ["a"], instanceTypes },
    });
  const onKind = (...requirements: object[]) =>
    poolOf([requirement(capacity, "spot"), requirement(zone, "a"), ...requirements], {
      nodeClassRef: { group: "karpenter.kind.workshop", kind: "KindNodeClass", name: "workshop" },
    });
  const named = (...resources: Parameters<typeof declaredGroups>[0]) =>
    declaredGroups(resources).map(({ types }) => types?.map(({ name }) => name));
  const workshop = nodeClass("workshop", [offer("m5.large", "8Gi"), offer("c5.large", "4Gi")]);

  test("have the types that its node class offers, and kind's own DaemonSets", () => {
    const [group] = declaredGroups([workshop, onKind()]);
    expect(group?.types?.map(({ name }) => name)).toEqual(["c5.large", "m5.large"]);
    expect(group?.allocatable).toEqual({ cpuMillis: 1900, memoryMiB: 4096 - 600 });
    expect(group?.daemonSets).toEqual(kindDaemonSets);
  });

  test("have of these the ones that the pool takes, by every requirement about them", () => {
    const family = "karpenter.kind.workshop/instance-family";
    const cpu = { key: "karpenter.kind.workshop/instance-cpu-millis", operator: "Gt", values: ["4000"] };
    expect(named(workshop, onKind(requirement(family, "m5")))).toEqual([["m5.large"]]);
    expect(named(workshop, onKind(requirement(family, "m5"), cpu))).toEqual([]);
    expect(named(workshop, onKind(requirement("example.org/team", "data")))).toEqual([
      ["c5.large", "m5.large"],
    ]);
  });

  test("are none where the class is not there, is another's, or is not as its CRD has it", () => {
    const broken = nodeClass("workshop", [{ name: "m5.large" }]);
    expect(named(onKind())).toEqual([]);
    expect(named(nodeClass("other", [offer("m5.large", "8Gi")]), onKind())).toEqual([]);
    expect(named(broken, onKind())).toEqual([]);
  });

  test("are of the class, whatever else bears its name", () => {
    const pod = subject("kubernetes:core/v1:Pod", { metadata: { name: "workshop" } });
    expect(named(pod, workshop, onKind())).toEqual([["c5.large", "m5.large"]]);
    const twin = { ...onKind(), name: "twin" };
    const called = { ...twin, props: { ...twin.props, metadata: { name: "workshop" } } };
    expect(named(called, workshop)).toEqual([["c5.large", "m5.large"]]);
  });
});

describe("the workers of a kind cluster", () => {
  test("are groups of as many nodes as there are", () => {
    const tainted = { ...workers, name: "executors", capacityType: "spot", count: 3, taints: [taint] };
    const groups = declaredGroups([command({ name: "dev", workers: [workers, tainted] })]);
    expect(groups).toMatchObject([
      {
        name: "drivers",
        capacityType: "on-demand",
        zones: ["a"],
        taints: [],
        supply: { kind: "fixed", nodes: 2 },
      },
      { name: "executors", capacityType: "spot", taints: [taint], supply: { kind: "fixed", nodes: 3 } },
    ]);
  });

  test("are told once, however many commands are given them; two groups that differ are two", () => {
    const spot = { ...workers, capacityType: "spot" };
    const groups = declaredGroups([command({ workers: [workers, spot] }), command({ workers: [workers] })]);
    expect(groups.map(({ name, capacityType }) => [name, capacityType])).toEqual([
      ["drivers", "on-demand"],
      ["drivers", "spot"],
    ]);
  });

  test.each<[string, unknown]>([
    ["another command", { bucket: "lake" }],
    ["no list", { workers: workers }],
    ["a group without a type", { workers: [{ ...workers, instanceType: undefined }] }],
    ["a group without a number", { workers: [{ ...workers, count: undefined }] }],
    ["a group without zones", { workers: [{ ...workers, zones: undefined }] }],
    ["a group without a name", { workers: [{ ...workers, name: undefined }] }],
    ["a negative number", { workers: [{ ...workers, count: -1 }] }],
    ["a capacity type that there is not", { workers: [{ ...workers, capacityType: "reserved" }] }],
    ["a taint without an effect", { workers: [{ ...workers, taints: [{ key: "a" }] }] }],
    ["a type that the table does not know", { workers: [{ ...workers, instanceType: "c5.huge" }] }],
    ["the platform's nodes alone", { workers: [{ ...workers, capacityType: undefined }] }],
  ])("are none in %s", (_, input) => {
    expect(declaredGroups([command(input)])).toEqual([]);
  });

  test("may have labels of their own, and be none for now", () => {
    const labelled = { ...workers, labels: { team: "data" }, count: 0 };
    expect(declaredGroups([command({ workers: [labelled] })])).toMatchObject([{ labels: { team: "data" } }]);
  });

  test("are read of commands alone", () => {
    const { props } = command({ workers: [workers] });
    expect(declaredGroups([subject("command:remote:Command", props)])).toEqual([]);
  });
});
