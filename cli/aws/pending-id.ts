/** Which inputs make the id of a resource of AWS, as `pulumi import` takes it. Only what takes AWS its time, or has a name. */
const names: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/cluster:Cluster": ["name"],
  "aws:eks/nodeGroup:NodeGroup": ["clusterName", "nodeGroupName"],
  "aws:eks/addon:Addon": ["clusterName", "addonName"],
  "aws:eks/accessEntry:AccessEntry": ["clusterName", "principalArn"],
  "aws:iam/role:Role": ["name"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:iam/instanceProfile:InstanceProfile": ["name"],
  "aws:s3/bucket:Bucket": ["bucket"],
  "aws:ecr/repository:Repository": ["name"],
};

/**
 * The id that AWS has given to something whose creation was cut off; nothing where AWS chooses ids by itself.
 *
 * @param type token of Pulumi's: `aws:eks/nodeGroup:NodeGroup`.
 * @param inputs as the engine checked them, names that Pulumi made up included.
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/eks/nodegroup/#import
 */
export function pendingId(type: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const parts = names[type]?.map((key) => inputs[key]);
  return parts?.every((part) => typeof part === "string" && part !== "") ? parts.join(":") : undefined;
}
