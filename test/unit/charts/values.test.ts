import { unknownValues } from "../../../components/charts/values";

const defaults = {
  webhook: { enable: true, resources: {}, port: 9443 },
  controller: { batchScheduler: { enable: false } },
  spark: { jobNamespaces: ["default"] },
};

test("values that the chart knows pass", () => {
  const values = { webhook: { enable: false }, spark: { jobNamespaces: ["a", "b"] } };
  expect(unknownValues(values, defaults)).toEqual([]);
});

test("a key at the wrong depth is found, with what is known there", () => {
  expect(unknownValues({ batchScheduler: { enable: true } }, defaults)).toEqual([
    {
      path: "batchScheduler",
      value: { enable: true },
      reason: "is not a value of this chart",
      cure: "Known here: controller, spark, webhook.",
    },
  ]);
});

test("a typo deep inside is named by its path", () => {
  expect(unknownValues({ webhook: { enabled: true } }, defaults).map((p) => p.path)).toEqual([
    "webhook.enabled",
  ]);
});

test("below an empty map of the chart anything goes", () => {
  expect(unknownValues({ webhook: { resources: { limits: { memory: "1Gi" } } } }, defaults)).toEqual([]);
});
