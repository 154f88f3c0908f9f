import { type PolicyDocument, policy, refusePlainHttp } from "../../aws/policy";
import { bucketArn } from "../bucket-access";

/** A bucket's own policy: nothing without TLS, whoever asks. */
export function tlsOnly(partition: string, name: string): PolicyDocument {
  const arn = bucketArn(partition, name);
  return policy(refusePlainHttp("s3:*", arn, `${arn}/*`));
}
