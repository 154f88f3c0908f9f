import fc from "fast-check";
import { checkPolicies } from "../../../policies/check";
import { crdObject, shapes } from "../../../policies/crd-objects";
import type { Subject } from "../../../policies/rule";
import { runs } from "../../support/property-runs";
import { arbitraryOf, slips, withSlip } from "../../support/shape-arbitrary";
import { jobCases } from "./cases-jobs";
import { platformCases } from "./cases-platform";
import { driver, executor, job, kindWorkers, operator, type Props, pool, subject } from "./subjects";

const facts = { environment: "prod", disposable: false } as const;

/** What rules are asked with it: nodes that are known, and an operator without its webhook. */
const beside = [kindWorkers("c5.large"), operator(false), pool({}), job()];

/** What an engine shows and no manifest has: `null` stays where somebody gave it. */
const wrong = [...slips, null, [null]];

/** Every message about a stack; the test fails when a rule ends in an error. */
const messages = (resources: readonly Subject[]): string[] =>
  checkPolicies(resources, facts).map(({ rule, message }) => `${rule}: ${message}`);

const cases = Object.values({ ...jobCases, ...platformCases });
const stacks = [
  ...cases.flatMap(({ passes }) => Object.values(passes)),
  ...cases.flatMap(({ fails }) => Object.values(fails).map(([resources]) => resources)),
]
  .map((resources) => resources.filter(({ props }) => Object.keys(props).length > 0))
  .filter((resources) => resources.length > 0);

test("whatever stands in a resource that rules read, they answer in sentences", () => {
  const slipped = fc
    .constantFrom(...stacks)
    .chain((resources) => fc.tuple(fc.constant(resources), fc.nat(resources.length - 1)))
    .chain(([resources, at]) =>
      withSlip(resources[at]?.props, wrong).map(({ value }) =>
        resources.map((one, i) => (i === at ? { ...one, props: value as Props } : one)),
      ),
    );
  fc.assert(
    fc.property(slipped, (resources) => {
      for (const line of messages(resources)) expect(line).toMatch(/^[a-z0-9-]+: \S.* \S.*[.?]$/s);
    }),
    runs(800),
  );
}, 300_000);

const told = (resource: Subject) =>
  checkPolicies([kindWorkers("c5.large"), resource], facts)
    .filter(({ urn }) => urn === resource.urn)
    .map(({ rule }) => rule);

test("of an application with a faulty field, rules tell what they find in the others", () => {
  const anywhere = driver({ affinity: undefined });
  expect(told(job({ driver: anywhere }))).toEqual(["drivers-on-demand", "one-zone-per-job"]);
  expect(told(job({ driver: anywhere, timeToLiveSeconds: "1h" }))).toEqual([
    "fields-of-the-crd",
    "drivers-on-demand",
    "one-zone-per-job",
  ]);
});

test("a rule that reads a faulty field says nothing of it", () => {
  expect(told(job({ executor: executor({ terminationGracePeriodSeconds: 600 }) }))).toEqual([
    "executor-grace-periods",
  ]);
  expect(told(job({ executor: executor({ terminationGracePeriodSeconds: "600" }) }))).toEqual([
    "fields-of-the-crd",
  ]);
  const scheduled = subject("kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", {
    metadata: { name: "nightly", namespace: "jobs" },
    spec: { schedule: "@daily", template: "flights" },
  });
  expect(told(scheduled)).toEqual(["fields-of-the-crd"]);
});

const kinds: Readonly<Record<string, string>> = {
  SparkApplication: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
  ScheduledSparkApplication: "kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication",
  SparkConnect: "kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect",
  NodePool: "kubernetes:karpenter.sh/v1:NodePool",
  KindNodeClass: "kubernetes:karpenter.kind.workshop/v1alpha1:KindNodeClass",
};

test.each(Object.entries(kinds))(
  "any %s of the CRD, with a slip, is read or told of",
  (kind, type) => {
    const specs = arbitraryOf(`#${kind}Spec`, shapes, 7).chain((spec) =>
      fc.oneof(
        fc.constant({ spec }),
        withSlip({ spec }, wrong).map(({ value }) => value),
      ),
    );
    let told = 0;
    let read = 0;
    fc.assert(
      fc.property(specs, (value) => {
        const props = { metadata: { name: "default", namespace: "jobs" }, ...Object(value) };
        const resource = subject(type, props, "r");
        const found = messages([...beside, resource]).filter((line) => line.startsWith("fields-of-the-crd"));
        expect(found.length > 0).toBe(crdObject(resource)?.spec === undefined);
        if (found.length > 0) told++;
        else read++;
      }),
      runs(80),
    );
    expect([told > 5, read > 5]).toEqual([true, true]);
  },
  300_000,
);
