import type { OneOrMany, PolicyDocument, Statement } from "../../components/aws/policy";

/**
 * Whether an identity's policy allows a request, as IAM decides: a Deny wins, and nothing is allowed by itself.
 *
 * Knows of actions, resources and the string conditions that this program writes, and refuses a document that has more.
 *
 * @param context condition keys that the request bears.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed(
  { Statement: statements }: PolicyDocument,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): boolean {
  const fitting = statements.filter(
    (statement) =>
      list(statement.Action).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
      list(statement.Resource ?? []).some((pattern) => like(pattern, resource)) &&
      holds(statement, context),
  );
  return fitting.length > 0 && fitting.every(({ Effect }) => Effect === "Allow");
}

function holds({ Condition = {} }: Statement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const [, name = "", ifExists] = /^(\w+?)(IfExists)?$/.exec(operator) ?? [];
      const test = operators[name];
      if (!test) throw new Error(`condition operator ${operator}: the evaluation does not know it`);
      const value = context[key];
      return value === undefined
        ? ifExists !== undefined
        : list(values).some((wanted) => test(wanted, value));
    }),
  );
}

const operators: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted, value) => wanted === value,
};

/** `*` for any characters, `?` for one. */
function like(pattern: string, text: string): boolean {
  const quoted = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${quoted.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(text);
}

function list(values: OneOrMany): readonly string[] {
  return typeof values === "string" ? [values] : values;
}
