import { checkPolicies, type PolicyFinding } from "../../../policies/check";
import type { Subject } from "../../../policies/rule";
import { rules as all } from "../../../policies/rules";
import { faults } from "./faults";
import { declared, targets } from "./rendered";

const facts = { environment: "prod", disposable: false } as const;
// What a node of each target allocates is not known to this rule yet.
const rules = all.filter(({ name }) => name !== "requests-within-allocatable");
const stacks = new Map<string, Subject[]>();
const stackOf = (target: string): Subject[] => stacks.get(target) ?? [];

beforeAll(async () => {
  for (const target of targets) stacks.set(target, await declared(target));
}, 60_000);

const findings = (resources: readonly Subject[], rule?: string): PolicyFinding[] =>
  checkPolicies(resources, facts).filter((found) => rule === undefined || found.rule === rule);

test.each(targets)("the stack of %s breaks no rule", (target) => {
  expect(stackOf(target).length).toBeGreaterThan(20);
  expect(findings(stackOf(target)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test("every rule has a fault, and every fault is of a rule", () => {
  expect(Object.keys(faults).sort()).toEqual(rules.map(({ name }) => name).sort());
});

describe.each(rules.map(({ name }) => name))("%s", (rule) => {
  test.each((faults[rule] ?? []).map((fault, i) => [i + 1, fault] as const))(
    "fires on every target that has what fault %s is put into",
    (_, { into, seed }) => {
      const places = targets.flatMap((target) => {
        const at = stackOf(target).findIndex(into);
        return at < 0 ? [] : [{ target, at }];
      });
      // A fault that fits nowhere is of a rule that can never be broken.
      expect(places).not.toEqual([]);
      const silent = places.filter(({ target, at }) => {
        const resources = structuredClone(stackOf(target));
        seed(resources[at]?.props);
        return findings(resources, rule).length === 0;
      });
      expect(silent.map(({ target }) => target)).toEqual([]);
    },
  );
});
