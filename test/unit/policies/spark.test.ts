import { allowed, askJobs, isSparkJob, sparkProperties } from "../../../policies/spark";
import { affinity, driver, executor, job, type Props, pool, requirement, subject, zone } from "./subjects";

const zones = (spec: Props, role: "driver" | "executor" = "driver") => {
  const [found] = askJobs([job(spec)], (one) => [allowed(one, role, zone)]);
  return found && [...found];
};
const required = (...nodeSelectorTerms: unknown[]) => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
});
const term = (...matchExpressions: unknown[]) => ({ matchExpressions });
const inA = requirement(zone, "a");
const templated = (pod: Props) => ({ template: { spec: { containers: [], ...pod } } });

describe("the zones that a role's node may be in", () => {
  test.each<[string, Props, string[] | undefined]>([
    ["are any where nothing is said", {}, undefined],
    ["are those of its affinity", { affinity: affinity(requirement(zone, "a", "b")) }, ["a", "b"]],
    ["are those of its node selector", { nodeSelector: { [zone]: "b" } }, ["b"]],
    ["are those of its template's selector", templated({ nodeSelector: { [zone]: "b" } }), ["b"]],
    ["are those of its template's affinity", templated({ affinity: affinity(inA) }), ["a"]],
    ["are any by another label's selector", { nodeSelector: { other: "b" } }, undefined],
    ["are any by another label's affinity", { affinity: affinity(requirement("other", "a")) }, undefined],
    [
      "are what both selector and affinity allow",
      { nodeSelector: { [zone]: "b" }, affinity: affinity(requirement(zone, "a", "b")) },
      ["b"],
    ],
    [
      "are none where selector and affinity have nothing in common",
      { nodeSelector: { [zone]: "c" }, affinity: affinity(requirement(zone, "a", "b")) },
      [],
    ],
    [
      "are what its own fields and its template allow",
      {
        affinity: affinity(requirement(zone, "a", "b")),
        ...templated({ affinity: affinity(requirement(zone, "b", "c")) }),
      },
      ["b"],
    ],
    [
      "are those of each term, for one is enough",
      { affinity: required(term(inA), term(requirement(zone, "b"))) },
      ["a", "b"],
    ],
    [
      "are any where a term says nothing of them",
      { affinity: required(term(inA), term(requirement("other", "b"))) },
      undefined,
    ],
    ["are any where a term has no expressions", { affinity: required({}) }, undefined],
    ["are any where there is no term", { affinity: required() }, undefined],
    [
      "are any where a zone is only kept out",
      { affinity: affinity({ ...inA, operator: "NotIn" }) },
      undefined,
    ],
    ["are none where none is named", { affinity: affinity({ key: zone, operator: "In" }) }, []],
    [
      "are any where one is only preferred",
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: term(inA) }],
          },
        },
      },
      undefined,
    ],
  ])("%s", (_, role, found) => {
    expect(zones({ driver: { serviceAccount: "spark", ...role } })).toEqual(found);
    expect(zones({ executor: role, driver: driver() }, "executor")).toEqual(found);
  });

  test("are those of the job's own node selector for both roles", () => {
    const spec = { nodeSelector: { [zone]: "c" }, driver: {}, executor: {} };
    expect([zones(spec), zones(spec, "executor")]).toEqual([["c"], ["c"]]);
  });
});

test.each([
  ["kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", true],
  ["kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", true],
  ["kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect", true],
  ["kubernetes:karpenter.sh/v1:NodePool", false],
  ["kubernetes:core/v1:Pod", false],
])("%s is a Spark job: %s", (type, is) => {
  expect(isSparkJob(subject(type, {}))).toBe(is);
});

describe("a job among the resources", () => {
  const asked = (...resources: Parameters<typeof askJobs>[0]) =>
    askJobs(resources, ({ label, at, paths, pathOf }) => [
      { label, at, ...paths, of: pathOf(`${at}.driver.memory`) },
    ]);
  const inPlace = { at: "spec", driver: "spec.driver", executor: "spec.executor", of: "spec.driver.memory" };
  const kind = (version: string, name: string, props: Props) =>
    subject(`kubernetes:sparkoperator.k8s.io/${version}:${name}`, props, "mine");

  test("is told by namespace and name, as far as it has them, with the paths of its roles", () => {
    const bare = (metadata: Props) => ({ ...job(), name: "mine", props: { ...job().props, metadata } });
    expect(asked(job(), bare({ name: "a" }), bare({}), pool({}))).toEqual([
      { ...inPlace, label: "jobs/flights" },
      { ...inPlace, label: "a" },
      { ...inPlace, label: "mine" },
    ]);
  });

  test("that runs on a schedule is its template", () => {
    const spec = { schedule: "@daily", template: job().props.spec };
    expect(asked(kind("v1beta2", "ScheduledSparkApplication", { spec }))).toEqual([
      {
        label: "mine",
        at: "spec.template",
        driver: "spec.template.driver",
        executor: "spec.template.executor",
        of: "spec.template.driver.memory",
      },
    ]);
  });

  test("that is a server has that as its driver", () => {
    const spec = { sparkVersion: "4.1.2", server: { memory: "1g" }, executor: { instances: 1 } };
    expect(asked(kind("v1alpha1", "SparkConnect", { spec }))).toEqual([
      {
        label: "mine",
        at: "spec",
        driver: "spec.server",
        executor: "spec.executor",
        of: "spec.server.memory",
      },
    ]);
  });

  test("of which too little is known is not asked about", () => {
    expect(asked(kind("v1beta2", "SparkApplication", { spec: "[known after up]" }))).toEqual([]);
  });
});

test("a job's properties are those of Spark and those of Hadoop, of which Spark's go first", () => {
  const [properties] = askJobs(
    [
      job({
        sparkConf: { "spark.a": "1", "spark.hadoop.b": "2" },
        hadoopConf: { b: "3", c: "4" },
        executor: executor(),
      }),
    ],
    (one) => [sparkProperties(one)],
  );
  expect(Object.fromEntries(properties ?? [])).toEqual({
    "spark.a": "1",
    "spark.hadoop.b": "2",
    "spark.hadoop.c": "4",
  });
  const [none] = askJobs([job({ sparkConf: undefined })], (one) => [sparkProperties(one).size]);
  expect(none).toBe(0);
});
