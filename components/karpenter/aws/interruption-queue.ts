import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../aws/account";
import { interruptionEvents, karpenterNames } from "../../aws/karpenter-names";
import { eventPattern, queuePolicy } from "./interruption-events";

export interface InterruptionQueueArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
}

/**
 * The queue from which Karpenter hears that instances are about to be taken away.
 *
 * Owns the queue, its policy, and a rule with its target for each event. Depends on nothing. Lifecycle: deleted after the controller.
 */
export class InterruptionQueue extends pulumi.ComponentResource {
  readonly queueName: string;
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: InterruptionQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:karpenter:InterruptionQueue", name, {}, opts);
    const names = karpenterNames(args.clusterName);
    this.queueName = names.queue;
    const queue = new aws.sqs.Queue(
      name,
      { name: this.queueName, messageRetentionSeconds: 300, sqsManagedSseEnabled: true },
      { parent: this },
    );
    const permission = new aws.sqs.QueuePolicy(
      name,
      { queueUrl: queue.url, policy: JSON.stringify(queuePolicy(args.account, args.clusterName)) },
      { parent: this },
    );
    const targets = interruptionEvents.map((event) => {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${event.name}`,
        {
          name: names.rule(event.name),
          description: `${event.detailType}: for Karpenter of ${args.clusterName}`,
          eventPattern: eventPattern(event),
        },
        { parent: this },
      );
      return new aws.cloudwatch.EventTarget(
        `${name}-${event.name}`,
        { rule: rule.name, targetId: "KarpenterInterruptionQueueTarget", arn: queue.arn },
        { parent: this },
      );
    });
    this.parts = [queue, permission, ...targets];
    this.registerOutputs({});
  }
}
