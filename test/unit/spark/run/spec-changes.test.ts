import * as fc from "fast-check";
import { withOperatorDefaults } from "../../../../components/spark/run/operator-defaults";
import { appliedInPlace, restartingPaths } from "../../../../components/spark/run/restarting-fields";
import { changeInWords, restartingChanges } from "../../../../components/spark/run/spec-changes";
import { soundSpec } from "../../../support/subject";

const live = withOperatorDefaults(soundSpec);

test("what the operator fills in is no change", () => {
  expect(restartingChanges(live, soundSpec)).toEqual([]);
  expect(live).toMatchObject({ restartPolicy: { type: "Never" }, mode: "cluster" });
});

test.each([
  [
    "another size",
    { ...soundSpec, driver: { ...soundSpec.driver, memory: "1g" as const } },
    'spec.driver.memory: "512m" → "1g"',
  ],
  [
    "another property",
    { ...soundSpec, sparkConf: { "spark.a.b": "1" } },
    'spec.sparkConf: unset → {"spark.a.b":"1"}',
  ],
  ["an argument more", { ...soundSpec, arguments: ["x"] }, 'spec.arguments: unset → ["x"]'],
  [
    "a field less",
    { ...soundSpec, executor: { ...soundSpec.executor, tolerations: undefined } },
    /^spec\.executor\.tolerations: .* → unset$/,
  ],
])("%s is named with what it was and what it becomes", (_, next, words) => {
  const told = restartingChanges(live, next).map(changeInWords);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(words);
});

test("a change that the operator applies to the run as it is kills none", () => {
  expect(restartingChanges(live, { ...soundSpec, suspend: true, timeToLiveSeconds: 60 })).toEqual([]);
  expect(appliedInPlace).toEqual(["spec.suspend", "spec.timeToLiveSeconds"]);
  for (const path of appliedInPlace) expect(restartingPaths).not.toContain(path);
});

test("what is not known yet is no change", () => {
  expect(restartingChanges({ ...live, image: "spark:1" }, soundSpec, ["spec.image"])).toEqual([]);
  expect(restartingChanges({ ...live, image: "spark:1" }, soundSpec)).toHaveLength(1);
});

test("what the webhook writes into pod templates when it writes a spec again is no change", () => {
  const template = { spec: { containers: [{ name: "spark-kubernetes-driver" }] } };
  const rewritten = {
    metadata: { creationTimestamp: null },
    spec: { containers: [{ name: "spark-kubernetes-driver", resources: {} }] },
  } as unknown as typeof template;
  const driver = { ...live.driver, template: rewritten };
  expect(
    restartingChanges({ ...live, driver }, { ...soundSpec, driver: { ...soundSpec.driver, template } }),
  ).toEqual([]);
});

test("the API server's empty lists are no change", () => {
  expect(restartingChanges(live, { ...soundSpec, arguments: [], volumes: [] })).toEqual([]);
});

test("property: defaults are filled in once, and never over what is there", () => {
  fc.assert(
    fc.property(
      fc.record({
        cores: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        conf: fc.boolean(),
        dynamic: fc.boolean(),
      }),
      ({ cores, conf, dynamic }) => {
        const spec = {
          ...soundSpec,
          driver: { serviceAccount: "spark", ...(cores ? { cores } : {}) },
          ...(conf ? { sparkConf: { "spark.driver.cores": "2" } } : {}),
          ...(dynamic ? { dynamicAllocation: { enabled: true } } : {}),
        };
        const once = withOperatorDefaults(spec);
        expect(withOperatorDefaults(once)).toEqual(once);
        expect(once.driver.cores).toBe(cores ?? (conf ? undefined : 1));
        expect(once.dynamicAllocation?.shuffleTrackingEnabled).toBe(dynamic ? true : undefined);
      },
    ),
  );
});
