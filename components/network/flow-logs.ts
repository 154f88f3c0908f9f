import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../aws/account";
import { policy } from "../aws/policy";
import { ServiceRole } from "../aws/service-role";

export interface FlowLogsArgs {
  readonly account: AwsAccount;
  readonly vpcId: pulumi.Input<string>;
  /** The log group's name begins with the cluster's, so that an audit finds it. */
  readonly clusterName: string;
  /** Days that CloudWatch keeps them: 1, 3, 5, 7, 14, 30, … */
  readonly days: number;
}

/**
 * Who spoke with whom in a VPC, and what was refused: one line for each connection and ten minutes.
 *
 * Owns the flow log, its log group and the role by which VPC writes there. Depends on the VPC. Lifecycle: goes with it, what was
 * logged included.
 *
 * @see VPC's user guide, "IAM role for publishing flow logs to CloudWatch Logs"
 */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:network:FlowLogs", name, {}, opts);
    const { account, clusterName } = args;
    const groupName = `/aws/eks/${clusterName}/flow-logs`;
    const group = new aws.cloudwatch.LogGroup(
      name,
      { name: groupName, retentionInDays: args.days },
      { parent: this },
    );
    const role = new ServiceRole(
      name,
      {
        name: `${clusterName}-flow-logs`,
        service: "vpc-flow-logs.amazonaws.com",
        rules: account.roles,
        policy: policy({
          Sid: "WriteFlowLogs",
          Effect: "Allow",
          Action: [
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:DescribeLogGroups",
            "logs:DescribeLogStreams",
          ],
          Resource: `arn:${account.partition}:logs:${account.region}:${account.accountId}:log-group:${groupName}:*`,
        }),
      },
      { parent: this },
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
      },
      { parent: this, dependsOn: [...role.policies] },
    );
    this.registerOutputs({});
  }
}
