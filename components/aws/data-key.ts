import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, dnsSuffix } from "./account";
import { type PolicyDocument, policy } from "./policy";

/** What a {@link DataKey} is made with. */
export interface DataKeyArgs {
  /** The account whose key it is. */
  readonly account: AwsAccount;
  /** Name of the cluster, for the key's description. */
  readonly clusterName: string;
  /** Whether the data may go with the stack; else Pulumi refuses to delete the key, without which nobody reads them. */
  readonly disposable: boolean;
}

/**
 * A KMS key of the stack's own for what it keeps: objects in its buckets, images in its repositories, disks of the nodes that Karpenter
 * launches, volumes. Each use of it is in CloudTrail, and who takes the key away takes the data away.
 *
 * Owns the key, which costs $1 a month, and waits for a week before it is gone. Depends on nothing. Lifecycle: deleted after what it encrypts.
 *
 * @example
 * ```ts
 * import { DataKey } from "spark-workshop-components/eks";
 *
 * const { account, aws } = base;
 * const key = new DataKey("key", { account, clusterName: "spark", disposable: true }, { providers: [aws] });
 * ```
 */
export class DataKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DataKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:aws:DataKey", name, {}, opts);
    const key = new aws.kms.Key(
      name,
      {
        description: `Buckets, images and disks of ${args.clusterName}`,
        enableKeyRotation: true,
        deletionWindowInDays: 7,
        policy: JSON.stringify(dataKeyPolicy(args.account)),
      },
      { parent: this, protect: !args.disposable },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * Who may use the key: whoever may use S3 and EBS of the account, through these and no other way, as with AWS' own keys for them. So no role
 * needs rights to the key beside those to its buckets, and spot instances, which EC2's own role launches, get their disks.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * @see https://karpenter.sh/docs/troubleshooting/#node-terminates-before-ready-on-failed-encrypted-ebs-volume
 */
export function dataKeyPolicy({ partition, accountId, region }: AwsAccount): PolicyDocument {
  const viaService = ["ec2", "s3"].map((service) => `${service}.${region}.${dnsSuffix(partition)}`);
  const ofTheAccount = { "kms:CallerAccount": accountId, "kms:ViaService": viaService };
  return policy(
    {
      Sid: "AdministeredByPolicies",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "UsedByServices",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: ofTheAccount },
    },
    {
      Sid: "GrantedToDisks",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { StringEquals: ofTheAccount, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  );
}
