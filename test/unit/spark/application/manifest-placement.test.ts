import type { NodeGroup } from "../../../../components/cluster/node-group";
import type { SparkApplicationSpec } from "../../../../components/crds/generated/spark-operator";
import { placementInWords, withPlacement } from "../../../../components/spark/application/manifest-placement";
import { groups, soundSpec } from "../../../support/subject";

const capacity = "karpenter.sh/capacity-type";
const zone = "topology.kubernetes.io/zone";
const silent = {
  ...soundSpec,
  driver: { cores: 1 },
  executor: { instances: 1 },
} as SparkApplicationSpec;
const two: readonly NodeGroup[] = groups.map((group) => ({ ...group, zones: ["a", "b"] }));
const places = (over: object = {}) => ({ groups, driverOnSpot: false, job: "jobs/pi", ...over });
const placed = (spec: object, over: object = {}) => {
  const { driver, executor } = withPlacement({ ...silent, ...spec } as SparkApplicationSpec, places(over));
  return { driver, executor };
};
/** What the terms of a pod's affinity require. */
const required = (pod: SparkApplicationSpec["driver"] | SparkApplicationSpec["executor"]) =>
  pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms.map(
    ({ matchExpressions = [] }) =>
      Object.fromEntries(matchExpressions.map(({ key, values }) => [key, values?.[0]])),
  );
const toleration = { key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" };

test("a silent manifest has a typed job's placement", () => {
  const { driver, executor } = placed({});
  expect(required(driver)).toEqual([{ [capacity]: "on-demand", [zone]: "local-a" }]);
  expect(required(executor)).toEqual([{ [capacity]: "spot", [zone]: "local-a" }]);
  expect(driver.tolerations).toBeUndefined();
  expect(executor.tolerations).toEqual([toleration]);
  expect([driver.cores, executor.instances]).toEqual([1, 1]);
});

test("a driver may be sent to spot, where it tolerates what executors do", () => {
  const { driver } = placed({}, { driverOnSpot: true });
  expect(required(driver)).toMatchObject([{ [capacity]: "spot" }]);
  expect(driver.tolerations).toEqual([toleration]);
});

test("nodes of which none is for both roles leave it as it is", () => {
  expect(placed({}, { groups: groups.slice(0, 1) })).toEqual({
    driver: silent.driver,
    executor: silent.executor,
  });
  expect(placementInWords("driver", places({ groups: [] }))).toBe("");
});

describe("a zone of one role is the other's too", () => {
  test.each<[string, object]>([
    ["by the driver's selector", { driver: { nodeSelector: { [zone]: "b" } } }],
    ["by the executors'", { executor: { nodeSelector: { [zone]: "b" } } }],
    ["by a property", { sparkConf: { [`spark.kubernetes.driver.node.selector.${zone}`]: "b" } }],
  ])("%s", (_, spec) => {
    for (const job of ["jobs/a", "jobs/b", "jobs/c", "jobs/d"]) {
      const { driver, executor } = placed(spec, { groups: two, job });
      const zones = [driver, executor]
        .flatMap((pod) => required(pod) ?? [])
        .flatMap((term) => term[zone] ?? []);
      expect(zones).toEqual(["b"]);
    }
  });

  test("and without one it is the job's own, of both", () => {
    const zones = ["a", "b", "c", "d", "e", "f"].map((name) => {
      const { driver, executor } = placed({}, { groups: two, job: `jobs/${name}` });
      expect(required(driver)?.[0]?.[zone]).toBe(required(executor)?.[0]?.[zone]);
      return required(driver)?.[0]?.[zone];
    });
    expect(new Set(zones)).toEqual(new Set(["a", "b"]));
  });
});

describe("what it says of a label stays", () => {
  test.each<[string, object, object | undefined]>([
    ["in a selector", { driver: { nodeSelector: { [capacity]: "spot" } } }, [{ [zone]: "local-a" }]],
    [
      "in a property of the role",
      { sparkConf: { [`spark.kubernetes.driver.node.selector.${capacity}`]: "spot" } },
      [{ [zone]: "local-a" }],
    ],
    [
      "in a property of both roles",
      { sparkConf: { [`spark.kubernetes.node.selector.${capacity}`]: "spot" } },
      [{ [zone]: "local-a" }],
    ],
    [
      "in a property of the other role, which says nothing here",
      { sparkConf: { [`spark.kubernetes.executor.node.selector.${capacity}`]: "spot" } },
      [{ [capacity]: "on-demand", [zone]: "local-a" }],
    ],
    [
      "by the name of a pool, which says the capacity too",
      { driver: { nodeSelector: { "karpenter.sh/nodepool": "drivers" } } },
      [{ [zone]: "local-a" }],
    ],
    [
      "of all labels",
      { driver: { nodeSelector: { [capacity]: "on-demand", [zone]: "local-a" } } },
      undefined,
    ],
  ])("%s", (_, spec, expected) => {
    expect(required(placed(spec).driver)).toEqual(expected);
  });

  test("in each term of an affinity, which is kept beside the rest of it", () => {
    const arch = (value: string) => ({
      matchExpressions: [{ key: "kubernetes.io/arch", operator: "In", values: [value] }],
    });
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [] };
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [arch("arm64"), arch("amd64")] },
      },
      podAntiAffinity,
    };
    const more = { [capacity]: "on-demand", [zone]: "local-a" };
    for (const driver of [{ affinity }, { template: { spec: { containers: [], affinity } } }]) {
      const pod = placed({ driver }).driver;
      expect(required(pod)).toEqual([
        { "kubernetes.io/arch": "arm64", ...more },
        { "kubernetes.io/arch": "amd64", ...more },
      ]);
      expect(pod.affinity?.podAntiAffinity).toEqual(podAntiAffinity);
    }
  });
});

describe("a taint is tolerated once", () => {
  test.each<[string, object, boolean]>([
    ["key and value", { key: "spark-role", value: "executor" }, true],
    ["that effect", { ...toleration }, true],
    ["the key", { key: "spark-role", operator: "Exists" }, true],
    ["everything", { operator: "Exists" }, true],
    ["another value", { key: "spark-role", value: "driver" }, false],
    ["another key", { key: "other", operator: "Exists" }, false],
    ["another effect", { operator: "Exists", effect: "NoExecute" }, false],
  ])("where the manifest tolerates %s", (_, own, enough) => {
    const { executor } = placed({ executor: { tolerations: [own] } });
    expect(executor.tolerations).toEqual(enough ? [own] : [own, toleration]);
  });
});

test("what a manifest must say is told in its words", () => {
  expect(placementInWords("driver", places())).toBe(
    `nodeSelector: { ${capacity}: on-demand, ${zone}: local-a }`,
  );
  expect(placementInWords("executor", places())).toBe(
    `nodeSelector: { ${capacity}: spot, ${zone}: local-a } and tolerations: [{ key: spark-role, operator: Equal, value: executor, effect: NoSchedule }]`,
  );
  expect(placementInWords("driver", places({ driverOnSpot: true }))).toMatch(/capacity-type: spot/);
  const bare = groups.map((group) => ({ ...group, taints: [{ key: "own", effect: "NoExecute" as const }] }));
  expect(placementInWords("executor", places({ groups: bare }))).toMatch(
    /tolerations: \[\{ key: own, operator: Exists, effect: NoExecute \}\]$/,
  );
});
