import { z } from "zod";
import { meantName, type Problem } from "../components/problems";
import { secretKeys } from "./encrypted";

/** A check of a text by what is wrong with it, as the end of a sentence. */
export function failing(fault: (text: string) => string | undefined) {
  return ({ value, issues }: { value: string; issues: z.core.$ZodRawIssue[] }): void => {
    const message = fault(value);
    if (message !== undefined) issues.push({ code: "custom", message, input: value });
  };
}

/** A list of names or numbers none of which may be there twice: the second has no meaning of its own. */
export function eachOnce<T extends string | number>(item: z.ZodType<T>) {
  return z.array(item).check(({ value, issues }) => {
    for (const [i, one] of value.entries())
      if (value.indexOf(one) < i)
        issues.push({ code: "custom", message: "is there twice", input: one, path: [i] });
  });
}

/** A key that the program does not know. Its value is not repeated: it may be a misspelt secret. */
export function unknownKey(key: string, known: readonly string[]): Problem {
  const meant = meantName(key, known);
  return {
    path: key,
    reason: "is not a key of this program",
    cure: meant ? `Is ${meant} meant?` : `Known keys: ${known.join(", ")}.`,
  };
}

/** What a check of zod's says, as the workshop does. */
export function issueProblems(issue: z.core.$ZodIssue, values: unknown): Problem[] {
  if (issue.code !== "invalid_union") return [issueProblem(issue, values)];
  return nearest(issue.errors).flatMap((inner) =>
    issueProblems({ ...inner, path: [...issue.path, ...inner.path] }, values),
  );
}

/** Of several forms that a value may have, what is wrong with it by the one that it comes nearest to: the fault lies deepest there. */
function nearest(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(depthOf));
  return forms.reduce((best, form) => (depth(form) > depth(best) ? form : best), forms[0] ?? []);
}

/** A key that is not known lies one deeper than its issue says. */
function depthOf({ code, path }: z.core.$ZodIssue): number {
  return path.length + (code === "unrecognized_keys" ? 1 : 0);
}

function issueProblem(issue: z.core.$ZodIssue, values: unknown): Problem {
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    return {
      path: `${path}: ${issue.keys.join(", ")}`,
      reason: "is not known here",
      cure: "Fix or remove it.",
    };
  }
  const found = issue.path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    values,
  );
  const value = secretKeys.includes(String(issue.path[0])) ? undefined : found;
  return {
    path,
    value,
    reason: found === undefined ? "is missing" : reasonOf(issue),
    cure: "See the key's description in Pulumi.yaml.",
  };
}

function pathOf(parts: readonly PropertyKey[]): string {
  return parts
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
}

const kinds: Readonly<Record<string, string>> = {
  string: "text: put it into quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys and values",
  record: "a map of keys and values",
};

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `is not ${kinds[issue.expected] ?? `a valid ${issue.expected}`}`;
    case "invalid_value":
      return `is not one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      if (issue.origin === "string" || issue.origin === "array") return "is empty";
      return `is not ${issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`}`;
    case "too_big":
      return `is more than ${issue.maximum}`;
    default:
      return issue.message;
  }
}
