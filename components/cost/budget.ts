import type { Problem } from "../errors";
import type { AwsCost } from "./aws-cost";

/** What a stack file says of the alarm about a stack's price; `false` where nobody wants one. */
export type BudgetSettings =
  | false
  | {
      /**
       * US dollars a month.
       * @default the most that the stack may cost by the limits of its pools
       */
      readonly amount?: number;
      /** Who gets the mails. Without anyone there is no budget: nobody would hear of it. */
      readonly emails: readonly string[];
    };

/** An alarm: who hears of which amount. */
export interface Budget {
  /** US dollars a month. */
  readonly amount: number;
  /** Who gets the mails. */
  readonly emails: readonly string[];
}

/** Addresses that AWS takes for one threshold. @see CreateBudget in the API reference of AWS Budgets */
export const mostEmails = 10;

/** Hours of a month, as AWS' own price lists count them. */
const hoursOfMonth = 730;

/** Parts of the amount, in percent, that are mailed as they are reached. */
export const thresholds = [50, 80, 100] as const;

/** The alarm that a stack gets; nothing where nobody would hear it, or nobody wants it. */
export function budgetOf(settings: BudgetSettings, cost: AwsCost): Budget | undefined {
  if (settings === false || settings.emails.length === 0) return undefined;
  return { amount: settings.amount ?? worstMonth(cost), emails: settings.emails };
}

/**
 * Whether a stack would cost money and nobody hear of it, although nobody has said that this is meant.
 *
 * @param partition of the stack's region: AWS Budgets is in the commercial one alone.
 */
export function isUnheard(settings: BudgetSettings, partition: string): boolean {
  return partition === "aws" && settings !== false && settings.emails.length === 0;
}

/** The most that a stack may cost in a month, in whole dollars. */
export function worstMonth({ fixed, most, storage }: AwsCost): number {
  return Math.ceil((fixed + most + storage) * hoursOfMonth);
}

/** The alarm in a line, as a summary of the price ends with it. */
export function budgetLine(settings: BudgetSettings, budget: Budget | undefined): string {
  if (budget)
    return `mail at ${thresholds.join(", ")} % of $${budget.amount} in a month to ${budget.emails.join(", ")}`;
  return settings === false ? "no alarm: eks.budget is false" : "no alarm: eks.budget.emails names nobody";
}

/**
 * What AWS would refuse of a budget, when the network is being made already.
 *
 * @param path of the property that holds it.
 * @param partition of the stack's region: AWS Budgets is in the commercial one alone.
 */
export function budgetProblems(path: string, settings: BudgetSettings, partition: string): Problem[] {
  if (settings === false || settings.emails.length === 0) return [];
  const { emails } = settings;
  const problems: Problem[] = [];
  if (partition !== "aws") {
    problems.push({
      path,
      value: emails[0],
      reason: `is not to be had in ${partition}: its costs are billed to an account of the commercial partition`,
      cure: "Set it to false, and make a budget in that account.",
    });
  }
  if (emails.length > mostEmails) {
    problems.push({
      path: `${path}.emails`,
      value: emails.length,
      reason: `are more addresses than AWS mails to: ${mostEmails}`,
      cure: "Name a mailing list.",
    });
  }
  const twice = emails.find((email, i) => emails.indexOf(email) < i);
  if (twice !== undefined) {
    problems.push({
      path: `${path}.emails`,
      value: twice,
      reason: "stands there twice",
      cure: "Name it once.",
    });
  }
  return problems;
}
