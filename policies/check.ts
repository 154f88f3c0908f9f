import type { Finding, Level, StackFacts, Subject } from "./rule";
import { rules } from "./rules";

/** A finding with the rule that it breaks. */
export interface PolicyFinding extends Finding {
  readonly rule: string;
  readonly level: Exclude<Level, "disabled">;
}

/** Asks every rule that is not disabled in the stack's environment. The binding ones come first. */
export function checkPolicies(resources: readonly Subject[], facts: StackFacts): PolicyFinding[] {
  const found = rules.flatMap((rule): PolicyFinding[] => {
    const level = rule.level[facts.environment];
    if (level === "disabled") return [];
    const findings =
      rule.about === "stack"
        ? rule.check(resources, facts)
        : resources.flatMap((resource) =>
            rule.check(resource, facts).map((message) => ({ urn: resource.urn, message })),
          );
    return findings.map((finding) => ({ ...finding, rule: rule.name, level }));
  });
  return found.sort((a, b) => (a.level === b.level ? 0 : a.level === "mandatory" ? -1 : 1));
}
