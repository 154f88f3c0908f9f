import type {
  Policies,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { factsFrom } from "../../../policies/facts";
import { policiesFor } from "../../../policies/pack";
import { rules } from "../../../policies/rules";
import { job } from "./subjects";

/** The SDK's own view of properties, which it does not export. */
const { unknownCheckingProxy, unknownStringValue } = jest.requireActual<{
  unknownCheckingProxy: (properties: object) => object;
  unknownStringValue: string;
}>("@pulumi/policy/proxy");

const prod = { environment: "prod", disposable: false } as const;

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

/** Shows a resource to a rule about one, or all of them to a rule about the whole, and tells what it reports. */
function asked(pack: Policies) {
  const told: [string, string | undefined][] = [];
  const report = (message: string, urn?: string) => told.push([message, urn]);
  return {
    told,
    alone: (name: string, resource: object) => {
      const { validateResource } = pack.find((one) => one.name === name) as ResourceValidationPolicy;
      if (typeof validateResource !== "function") throw new Error("no validation");
      validateResource(resource as ResourceValidationArgs, report);
    },
    together: (name: string, resources: object[]) => {
      const { validateStack } = pack.find((one) => one.name === name) as StackValidationPolicy;
      validateStack({ resources } as unknown as StackValidationArgs, report);
    },
  };
}

const bucket = { urn: "urn:bucket", type: "aws:s3/bucket:Bucket", name: "lake", props: {} };
const block = (from: object[]) => ({
  urn: "urn:block",
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  name: "lake",
  props: unknownCheckingProxy({
    bucket: unknownStringValue,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  propertyDependencies: { bucket: from },
});

test("the engine's resources reach the rules, and what they find reaches the engine", () => {
  const { told, alone, together } = asked(policiesFor(prod));
  const spec = { containers: [{ name: "a", image: "a" }] };
  alone("images-pinned", { urn: "u", type: "kubernetes:core/v1:Pod", name: "p", props: { spec } });
  together("buckets-private", [{ ...bucket, propertyDependencies: {} }]);
  expect(told).toEqual([
    [expect.stringContaining('"a"'), undefined],
    [expect.stringContaining("no complete public access block"), "urn:bucket"],
  ]);
});

test("what a preview does not know yet keeps no rule from what it does know", () => {
  const { told, together } = asked(policiesFor(prod));
  const lake = { ...bucket, propertyDependencies: {} };
  together("buckets-private", [lake, block([lake])]);
  expect(told).toEqual([]);
  // One of that name, and of another bucket.
  together("buckets-private", [lake, block([{ urn: "urn:other" }])]);
  expect(told).toHaveLength(1);
});

test("rules about the whole read what was declared where a preview has no outputs", () => {
  const { told, alone, together } = asked(policiesFor(prod));
  const flights = { ...job(), urn: "urn:job" };
  const operator = {
    urn: "urn:operator",
    type: "kubernetes:helm.sh/v3:Release",
    name: "op",
    props: { chart: "spark-operator", values: { webhook: { enable: false } } },
  };
  for (const resource of [flights, operator]) alone("images-pinned", resource);
  together(
    "webhook-on",
    [flights, operator].map((resource) => ({ ...resource, props: {}, propertyDependencies: {} })),
  );
  expect(told).toEqual([[expect.stringContaining("driver.affinity"), "urn:job"]]);
});

test("what the stack is for comes from its configuration", () => {
  const facts = (values: Record<string, string>) => factsFrom((key) => values[key]);
  expect(facts({ target: "kind" })).toEqual({ environment: "dev", disposable: true });
  expect(facts({ target: "eks", environment: "prod", eks: '{"disposable":false}' })).toEqual(prod);
  expect(facts({ target: "eks", environment: "hom" })).toEqual({ environment: "hom", disposable: true });
  // A key that is set to nothing is one that is not set, for the program too.
  expect(facts({ target: "eks", environment: "", eks: "" })).toEqual({
    environment: "dev",
    disposable: true,
  });
  // What cannot be read may not be thrown away.
  expect(facts({ target: "eks", eks: "{" })).toEqual({ environment: "dev", disposable: false });
});
