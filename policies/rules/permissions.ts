import { at, documentOf, isUnknown, list, statements, strings, text } from "../read";
import { always, type ResourceRule, type Subject } from "../rule";

/** Properties of IAM resources that hold policies. */
function policiesOf({ type, props }: Subject): unknown[] {
  if (!/^aws:iam\/(policy|rolePolicy|role|userPolicy|groupPolicy):/.test(type)) return [];
  return [at(props, "policy"), ...list(at(props, "inlinePolicies")).map((inline) => at(inline, "policy"))]
    .filter((policy) => !isUnknown(policy))
    .map(documentOf);
}

/** Reads that AWS offers for all resources or none. @see Service Authorization Reference */
const onlyRead = /^[a-z0-9-]+:(Describe|Get|List|BatchGet)[a-z*]*$/i;

/** All actions, of all services or of one; IAM tells no upper from lower case. */
const allActions = /^([a-z0-9*-]+:)?\*+$/i;

export const noWildcardIam: ResourceRule = {
  about: "resource",
  name: "no-wildcard-iam",
  description: "No IAM policy or cluster role allows everything, or everything of a service.",
  reason:
    "A pod's credentials are one mounted volume away from everyone who may create pods; what they may do is the size of the damage. https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  level: always("mandatory"),
  check: (resource) => [...iamProblems(resource), ...rbacProblems(resource)],
};

function iamProblems(resource: Subject): string[] {
  return policiesOf(resource).flatMap((policy) =>
    statements(policy).flatMap((statement) => {
      if (at(statement, "Effect") !== "Allow") return [];
      const sid = text(at(statement, "Sid")) ?? "a statement";
      const actions = strings(at(statement, "Action"));
      const wide = actions.filter((action) => allActions.test(action));
      const writes = actions.filter((action) => !onlyRead.test(action));
      const everything = strings(at(statement, "Resource")).includes("*");
      const bound = at(statement, "Condition") !== undefined;
      const where = `${resource.name}, ${sid}:`;
      return [
        ...(wide.length > 0 ? [`${where} allows ${wide.join(", ")}. Name the actions.`] : []),
        ...(at(statement, "NotAction") !== undefined
          ? [`${where} allows by NotAction. Name the actions.`]
          : []),
        ...(at(statement, "NotResource") !== undefined
          ? [`${where} allows by NotResource. Name the resources.`]
          : []),
        ...(everything && !bound && writes.length > 0
          ? [
              `${where} allows ${writes.slice(0, 3).join(", ")} on every resource. Name the resources or add a Condition.`,
            ]
          : []),
      ];
    }),
  );
}

function rbacProblems({ type, props, name }: Subject): string[] {
  if (!/^kubernetes:rbac\.authorization\.k8s\.io\/[^:]+:(Cluster)?Role$/.test(type)) return [];
  return list(at(props, "rules")).flatMap((rule, i) =>
    (["apiGroups", "resources", "verbs"] as const)
      .filter((part) => strings(at(rule, part)).includes("*"))
      .map((part) => `${name}, rules[${i}].${part} is "*". Name them.`),
  );
}
