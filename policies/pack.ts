import {
  type Policies,
  PolicyPack,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { EngineResources } from "./engine";
import { factsFrom } from "./facts";
import type { Rule, StackFacts } from "./rule";
import { rules } from "./rules";

/** The rules as the engine asks them: those about one resource before it is made, those about the whole at the end. */
export function policiesFor(facts: StackFacts): Policies {
  const resources = new EngineResources();
  return rules.map((rule) => policyOf(rule, facts, resources));
}

function policyOf(
  rule: Rule,
  facts: StackFacts,
  seen: EngineResources,
): ResourceValidationPolicy | StackValidationPolicy {
  const common = {
    name: rule.name,
    description: `${rule.description} ${rule.reason}`,
    enforcementLevel: rule.level[facts.environment],
  };
  if (rule.about === "resource") {
    return {
      ...common,
      validateResource: (resource, report) => {
        for (const message of rule.check(seen.declare(resource), facts)) report(message);
      },
    };
  }
  return {
    ...common,
    validateStack: ({ resources }, report) => {
      const subjects = resources.map((resource) => seen.atTheEnd(resource));
      for (const { urn, message } of rule.check(subjects, facts)) report(message, urn);
    },
  };
}

/** Serves the rules to the engine that has started this: `pulumi preview --policy-pack policies`. */
export function start(): void {
  const config = new pulumi.Config("spark-workshop");
  new PolicyPack("spark-workshop", { policies: policiesFor(factsFrom((key) => config.get(key))) });
}
