import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { factsFrom, policiesFor } from "../../../policies/pack";
import { rules } from "../../../policies/rules";

const prod = { environment: "prod", disposable: false } as const;
const policy = (name: string) => policiesFor(prod).find((one) => one.name === name);

test("every rule is a policy of the pack, as strict as its environment has it", () => {
  for (const environment of ["dev", "hom", "prod"] as const) {
    expect(
      policiesFor({ environment, disposable: true }).map(({ name, enforcementLevel }) => [
        name,
        enforcementLevel,
      ]),
    ).toEqual(rules.map(({ name, level }) => [name, level[environment]]));
  }
});

test("the engine's resources reach the rules, and what they find reaches the engine", () => {
  const told: [string, string | undefined][] = [];
  const report = (message: string, urn?: string) => told.push([message, urn]);
  const image = {
    urn: "u",
    type: "kubernetes:core/v1:Pod",
    name: "p",
    props: { spec: { containers: [{ name: "a", image: "a" }] } },
  };
  const one = policy("images-pinned") as ResourceValidationPolicy;
  if (typeof one.validateResource !== "function") throw new Error("no validation");
  one.validateResource(image as unknown as ResourceValidationArgs, report);
  const job = {
    urn: "urn:job",
    type: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
    name: "j",
    props: { metadata: { name: "j" }, spec: { driver: {}, executor: {} } },
  };
  const whole = policy("drivers-on-demand") as StackValidationPolicy;
  whole.validateStack({ resources: [job] } as unknown as StackValidationArgs, report);
  expect(told).toEqual([
    [expect.stringContaining('"a"'), undefined],
    [expect.stringContaining("may run on any node"), "urn:job"],
  ]);
});

test("what the stack is for comes from its configuration", () => {
  const facts = (values: Record<string, string>) =>
    factsFrom({ get: ((key: string) => values[key]) as never });
  expect(facts({ target: "kind" })).toEqual({ environment: "dev", disposable: true });
  expect(facts({ target: "eks", environment: "prod", eks: '{"disposable":false}' })).toEqual(prod);
  expect(facts({ target: "eks", environment: "hom" })).toEqual({ environment: "hom", disposable: true });
});
