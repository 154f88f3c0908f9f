import { z } from "zod";
import { tagKeys } from "../../components/aws/account";

/** A read-only command of the AWS CLI whose answer tells whether something that tags still name has gone. */
export interface Lingering {
  readonly args: readonly string[];
  gone(answer: unknown): boolean;
}

/**
 * How to ask about what bears its tags after its end: a NAT gateway and an endpoint for about an hour, a key for as long as its
 * deletion waits.
 *
 * @param thing service and kind, as an ARN has them.
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html "or previously tagged"
 */
export function lingering(thing: string, id: string): Lingering | undefined {
  const question = (args: readonly string[], state: z.ZodType<string>, end: RegExp): Lingering => ({
    args,
    gone: (answer) => {
      const { success, data } = state.safeParse(answer);
      return success && end.test(data);
    },
  });
  switch (thing) {
    case "ec2:natgateway":
      return question(
        ["ec2", "describe-nat-gateways", "--nat-gateway-ids", id],
        z
          .object({ NatGateways: z.tuple([z.object({ State: z.string() })]) })
          .transform(({ NatGateways: [{ State }] }) => State),
        /^deleted$/,
      );
    case "ec2:vpc-endpoint":
      return question(
        ["ec2", "describe-vpc-endpoints", "--vpc-endpoint-ids", id],
        z
          .object({ VpcEndpoints: z.tuple([z.object({ State: z.string() })]) })
          .transform(({ VpcEndpoints: [{ State }] }) => State),
        /^deleted$/i,
      );
    case "ec2:security-group":
      return question(
        ["ec2", "describe-security-groups", "--group-ids", id],
        z
          .object({ SecurityGroups: z.tuple([z.object({ GroupName: z.string() })]) })
          .transform(({ SecurityGroups: [{ GroupName }] }) => GroupName),
        // It is the VPC's own, and goes with it.
        /^default$/,
      );
    case "kms:key":
      return question(
        ["kms", "describe-key", "--key-id", id],
        z
          .object({ KeyMetadata: z.object({ KeyState: z.string() }) })
          .transform(({ KeyMetadata: { KeyState } }) => KeyState),
        /^PendingDeletion$/,
      );
    default:
      return undefined;
  }
}

/** How to ask whether a role bears the tag of another cluster, or of none. */
export function taggedOtherwise(role: string, cluster: string): Lingering {
  const tagged = z.object({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) });
  return {
    args: ["iam", "list-role-tags", "--role-name", role],
    gone: (answer) => {
      const { success, data } = tagged.safeParse(answer);
      return success && !data.Tags.some(({ Key, Value }) => Key === tagKeys.cluster && Value === cluster);
    },
  };
}
