import type { Environment } from "../../../components/spark/conf/environment";
import { checkPolicies } from "../../../policies/check";
import type { Level, Subject } from "../../../policies/rule";
import { rules } from "../../../policies/rules";
import { jobCases } from "./cases-jobs";
import { platformCases } from "./cases-platform";
import { bucket, driver, job } from "./subjects";

const cases = { ...jobCases, ...platformCases };
const facts = { environment: "prod" as Environment, disposable: false };
const findingsOf = (name: string, resources: Subject[]) =>
  checkPolicies(resources, facts).filter(({ rule }) => rule === name);

test("every rule is tested both ways, and every test is of a rule", () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ name }) => name).sort());
  for (const { passes, fails } of Object.values(cases)) {
    expect(Object.keys(passes).length).toBeGreaterThan(0);
    expect(Object.keys(fails).length).toBeGreaterThan(0);
  }
});

describe.each(Object.entries(cases))("%s", (name, { passes, fails }) => {
  test.each(Object.entries(passes))("passes: %s", (_, resources) => {
    expect(findingsOf(name, resources)).toEqual([]);
  });
  test.each(Object.entries(fails))("fails: %s", (_, [resources, message]) => {
    const findings = findingsOf(name, resources);
    expect(findings.map((finding) => finding.message).join("\n")).toMatch(message);
    for (const { urn } of findings) expect(resources.map((resource) => resource.urn)).toContain(urn);
  });
});

test("a disposable stack may have buckets that are emptied, whatever it is for", () => {
  const resources = [bucket({ forceDestroy: true })];
  const rule = "force-destroy-only-disposable";
  expect(checkPolicies(resources, { ...facts, disposable: true }).some((found) => found.rule === rule)).toBe(
    false,
  );
});

test("each rule says why, and how strict it is where", () => {
  const levels: readonly Level[] = ["advisory", "mandatory", "disabled"];
  for (const { name, description, reason, level } of rules) {
    expect([name, description]).toEqual([
      expect.stringMatching(/^[a-z0-9-]+$/),
      expect.stringMatching(/\.$/),
    ]);
    expect(reason.length).toBeGreaterThan(40);
    for (const environment of ["dev", "hom", "prod"] as const) expect(levels).toContain(level[environment]);
  }
});

test("what is only said in dev binds in prod", () => {
  const resources = [job({ driver: driver({ affinity: undefined }) })];
  const level = (environment: Environment) =>
    checkPolicies(resources, { environment, disposable: false }).find(
      (found) => found.rule === "drivers-on-demand",
    )?.level;
  expect([level("dev"), level("hom"), level("prod")]).toEqual(["advisory", "mandatory", "mandatory"]);
});
