import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../aws/account";
import { type Budget, thresholds } from "./budget";

/** What a {@link CostAlarm} is made with. */
export interface CostAlarmArgs {
  /** The account whose costs are counted. */
  readonly account: AwsAccount;
  /** Name of the cluster, and of the budget. */
  readonly clusterName: string;
  /** Who hears of which amount. */
  readonly budget: Budget;
}

/**
 * An AWS Budget that mails when the account has cost so much in a month, or will have at this rate.
 *
 * It counts the whole account: by the stack's tags it would count nothing until somebody has activated these for cost allocation,
 * which takes a day after they were first used, and then forgets what was before. It counts what is used, not what is paid:
 * as long as credits pay for everything, the bill is $0.
 *
 * Owns the budget, which itself costs nothing. Depends on nothing. Lifecycle: there before the first thing that costs money by the
 * hour, and deleted after the last.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 *
 * @example
 * ```ts
 * import { CostAlarm } from "spark-workshop-components/eks";
 *
 * const { account, aws } = base;
 * const budget = { amount: 200, emails: ["data@example.com"] };
 * const alarm = new CostAlarm("alarm", { account, clusterName: "spark", budget }, { providers: [aws] });
 * ```
 */
export class CostAlarm extends pulumi.ComponentResource {
  /** What is there before anything costs money. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: CostAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:aws:CostAlarm", name, {}, opts);
    const { account, clusterName, budget } = args;
    const mail = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      comparisonOperator: "GREATER_THAN",
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      subscriberEmailAddresses: [...budget.emails],
    });
    const own = new aws.budgets.Budget(
      name,
      {
        accountId: account.accountId,
        name: clusterName,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(budget.amount),
        limitUnit: "USD",
        costTypes: { includeCredit: false, includeRefund: false },
        notifications: [...thresholds.map((threshold) => mail("ACTUAL", threshold)), mail("FORECASTED", 100)],
      },
      { parent: this },
    );
    this.ready = [own];
    this.registerOutputs({ amount: budget.amount });
  }
}
