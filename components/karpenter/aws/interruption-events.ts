import type { AwsAccount } from "../../aws/account";
import type { InterruptionEvent } from "../../aws/karpenter-names";
import { type PolicyDocument, refusePlainHttp } from "../../aws/policy";
import { queueArn } from "./controller-policies";

/** The pattern of an event's rule. */
export function eventPattern({ source, detailType }: InterruptionEvent): string {
  return JSON.stringify({ source: [source], "detail-type": [detailType] });
}

/**
 * Lets this account's rules of EventBridge put events into the queue, and nobody speak to it without TLS. Karpenter's own
 * template lets EventBridge and SQS of every account do so.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
export function queuePolicy(account: AwsAccount, clusterName: string): PolicyDocument {
  const queue = queueArn(account, clusterName);
  return {
    Version: "2012-10-17",
    Id: "EC2InterruptionPolicy",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queue,
        Condition: {
          ArnLike: {
            "aws:SourceArn": `arn:${account.partition}:events:${account.region}:${account.accountId}:rule/*`,
          },
        },
      },
      refusePlainHttp("sqs:*", queue),
    ],
  };
}
