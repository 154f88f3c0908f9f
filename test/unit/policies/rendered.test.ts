import { checkPolicies, type PolicyFinding } from "../../../policies/check";
import { declaredGroups } from "../../../policies/node-groups";
import type { Subject } from "../../../policies/rule";
import { rules } from "../../../policies/rules";
import { faults } from "./faults";
import { declared, targets } from "./rendered";

const facts = { environment: "prod", disposable: false } as const;
const stacks = new Map<string, Subject[]>();
const stackOf = (target: string): Subject[] => stacks.get(target) ?? [];

beforeAll(async () => {
  for (const target of targets) stacks.set(target, await declared(target));
}, 180_000);

const findings = (resources: readonly Subject[], rule?: string): PolicyFinding[] =>
  checkPolicies(resources, facts).filter((found) => rule === undefined || found.rule === rule);

test.each(targets)("the stack of %s breaks no rule", (target) => {
  expect(stackOf(target).length).toBeGreaterThan(20);
  expect(findings(stackOf(target)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test("the nodes of every stack that makes its own are known", () => {
  const named = (target: string) =>
    declaredGroups(stackOf(target)).map(({ name, types }) => [name, (types ?? []).length > 0]);
  for (const target of targets.filter((one) => one !== "existing"))
    expect([target, named(target)]).toEqual([
      target,
      [
        ["drivers", true],
        ["executors", true],
      ],
    ]);
  expect(named("existing")).toEqual([]);
});

test("every rule has a fault, and every fault is of a rule", () => {
  expect(Object.keys(faults).sort()).toEqual(rules.map(({ name }) => name).sort());
});

describe.each(rules.map(({ name }) => name))("%s", (rule) => {
  test.each((faults[rule] ?? []).map((fault, i) => [i + 1, fault] as const))(
    "fires on every target that has what fault %s is put into",
    (_, { into, seed }) => {
      const places = targets.flatMap((target) => {
        const at = stackOf(target).findIndex((one) => into(one, stackOf(target)));
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
