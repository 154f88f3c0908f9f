import type { AwsAccount } from "../../aws/account";
import { type PolicyDocument, refusePlainHttp } from "../../aws/policy";
import { queueArn } from "./controller-policies";

/** An event of EventBridge that Karpenter acts on. */
export interface InterruptionEvent {
  /** Resource name of its rule. */
  readonly name: string;
  readonly source: "aws.ec2" | "aws.health";
  /** The service's own words: a letter amiss and the rule never matches. */
  readonly detailType: string;
}

/**
 * Every event that the controller understands. A test reads the names from the pinned release's parsers.
 *
 * @see pkg/controllers/interruption/messages of the pinned release
 */
export const interruptionEvents: readonly InterruptionEvent[] = [
  { name: "scheduled-change", source: "aws.health", detailType: "AWS Health Event" },
  { name: "spot-interruption", source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  { name: "rebalance", source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  { name: "state-change", source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  {
    name: "capacity-reservation",
    source: "aws.ec2",
    detailType: "EC2 Capacity Reservation Instance Interruption Warning",
  },
];

/** The pattern of an event's rule. */
export function eventPattern({ source, detailType }: InterruptionEvent): string {
  return JSON.stringify({ source: [source], "detail-type": [detailType] });
}

/** Lets EventBridge put events into the queue, and nobody speak to it without TLS. */
export function queuePolicy(account: AwsAccount, clusterName: string): PolicyDocument {
  const queue = queueArn(account, clusterName);
  return {
    Version: "2012-10-17",
    Id: "EC2InterruptionPolicy",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com", "sqs.amazonaws.com"] },
        Action: "sqs:SendMessage",
        Resource: queue,
      },
      refusePlainHttp("sqs:*", queue),
    ],
  };
}
