import { InvalidInput } from "../../../../components/errors";
import { planApplication } from "../../../../components/spark/application/plan";
import { declaredGroups } from "../../../../policies/node-groups";
import { platformFor } from "../../../support/platform";
import { kindWorkers } from "../../policies/subjects";

const context = platformFor(declaredGroups([kindWorkers("c5.large")]));
const python = "apps/flights/flights.py";

function told(args: object, at?: string): string[] {
  try {
    planApplication("flights", { ...context, python, ...args } as never, "flights", at);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, reason }) => `${path} ${reason}`);
  }
}

test("a field that does not exist and one that is missing of the same object are told together", () => {
  expect(told({ spec: { mode: "cluster", foo: 1, mainApplicationFile: null } })).toEqual([
    "spec.foo is not a field of the CRD",
    "spec.mainApplicationFile is missing",
  ]);
  expect(told({ spec: { driver: { gpu: { name: "nvidia.com/gpu", quantitty: 1 } } } })).toEqual([
    "spec.driver.gpu.quantitty is not a field of the CRD",
    "spec.driver.gpu.quantity is missing",
  ]);
});

test("of a scheduled job they are told by the path of its template", () => {
  expect(told({ schedule: "@daily", spec: { foo: 1, sparkVersion: null } }, "spec.template")).toEqual([
    "spec.foo is not a field of the CRD",
    "spec.template.sparkVersion is missing",
  ]);
});

test("what the rest of the spec has is not called missing", () => {
  expect(told({ spec: { driver: { foo: 1 }, timeToLiveSeconds: "1h" } })).toEqual([
    "spec.driver.foo is not a field of the CRD",
    "spec.timeToLiveSeconds is not a whole number",
  ]);
});
