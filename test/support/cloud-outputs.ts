/** What AWS and EKS add to inputs, as far as the program looks at it. */
export const awsOutputs: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "aws:iam/role:Role": ({ name }) => ({ arn: `arn:aws:iam::123456789012:role/${name}` }),
  "aws:iam/policy:Policy": ({ name }) => ({ arn: `arn:aws:iam::123456789012:policy/${name}` }),
  "aws:kms/key:Key": () => ({ arn: "arn:aws:kms:us-east-1:123456789012:key/k-1" }),
  "aws:sqs/queue:Queue": ({ name }) => ({
    arn: `arn:aws:sqs:us-east-1:123456789012:${name}`,
    url: `https://${name}`,
  }),
  "eks:index:Cluster": () => ({ kubeconfigJson: '{"users":[]}', clusterSecurityGroupId: "sg-1" }),
  "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication": () => ({
    status: { applicationState: { state: "COMPLETED" }, driverInfo: {} },
  }),
};
