import type { AskAws } from "../../../../cli/aws/ask";
import { audit } from "../../../../cli/aws/audit";
import { questions } from "../../../../cli/aws/audit-questions";
import { hasCluster } from "../../../../cli/aws/unmanaged";

const whose = { stack: "aws", cluster: "spark-workshop" };

/** An account that answers by the words of a question; to everything else, that there is nothing. */
function account(answers: Record<string, unknown>): { ask: AskAws } {
  const ask: AskAws = async (...args) => {
    const [, found = {}] = Object.entries(answers).find(([words]) => args.join(" ").includes(words)) ?? [];
    if (found instanceof Error) return { ok: false, said: found.message };
    if (args.includes("describe-cluster")) return { ok: false, said: "ResourceNotFoundException" };
    return { ok: true, value: found };
  };
  return { ask };
}

test("roles and policies of a half-finished teardown are found by name, and roles of other clusters are not", async () => {
  const role = (RoleName: string) => ({ RoleName });
  const cluster = (Value: string) => ({ Tags: [{ Key: "spark-workshop/cluster", Value }] });
  const { ask } = account({
    "list-roles": {
      Roles: [
        role("spark-workshop-karpenter"),
        role("KarpenterNodeRole-spark-workshop"),
        role("cluster-eksRole-role-1a2b"),
        role("cluster-eksRole-role-of-another"),
        role("spark-workshop-2-karpenter"),
        role("spark-workshop-by-hand"),
        role("somebody-else"),
      ],
    },
    "--role-name spark-workshop-2-karpenter": cluster("spark-workshop-2"),
    "--role-name spark-workshop-by-hand": { Tags: [] },
    "--role-name cluster-eksRole-role-of-another": cluster("other"),
    "list-role-tags": cluster("spark-workshop"),
    "list-policies": {
      Policies: ["NodeLifecyclePolicy-spark-workshop", "NodeLifecyclePolicy-spark-workshop-2"].map(
        (name) => ({
          PolicyName: `KarpenterController${name}`,
          Arn: `arn:aws:iam::1:policy/KarpenterController${name}`,
        }),
      ),
    },
  });
  const { left } = await audit(ask, whose);
  expect(left.map(({ kind, id }) => [kind, id])).toEqual([
    ["role", "spark-workshop-karpenter"],
    ["role", "KarpenterNodeRole-spark-workshop"],
    ["role", "cluster-eksRole-role-1a2b"],
    ["policy", "arn:aws:iam::1:policy/KarpenterControllerNodeLifecyclePolicy-spark-workshop"],
  ]);
  // In this order a person can run them: a policy that is attached does not go.
  expect(left[0]?.remove).toMatch(/detach-role-policy .*delete-role-policy .*delete-role --role-name/);
});

test("instance profiles that Karpenter made are known by their path, whole", async () => {
  const profile = (InstanceProfileName: string, Path: string) => ({ InstanceProfileName, Path, Roles: [] });
  const { ask } = account({
    "list-instance-profiles": {
      InstanceProfiles: [
        profile("spark-workshop_123", "/karpenter/us-east-1/spark-workshop/9f0c/"),
        profile("spark-workshop-2_123", "/karpenter/us-east-1/spark-workshop-2/9f0c/"),
      ],
    },
  });
  const { left } = await audit(ask, whose);
  expect(left.map(({ kind, id, remove }) => [kind, id, remove])).toEqual([
    [
      "instance profile",
      "spark-workshop_123",
      "aws iam delete-instance-profile --instance-profile-name spark-workshop_123",
    ],
  ]);
});

test("a classic load balancer and its security group have commands of their own", async () => {
  const arn = (rest: string) => ({ ResourceARN: `arn:aws:${rest}` });
  const { ask } = account({
    "Key=kubernetes.io/cluster/spark-workshop": {
      ResourceTagMappingList: [
        arn("elasticloadbalancing:us-east-1:1:loadbalancer/a1b2"),
        arn("elasticloadbalancing:us-east-1:1:loadbalancer/net/x/1"),
        arn("ec2:us-east-1:1:security-group/sg-elb"),
        arn("ec2:us-east-1:1:security-group/sg-gone"),
        arn("ec2:us-east-1:1:security-group/sg-of-the-vpc"),
      ],
    },
    "--group-ids sg-elb": { SecurityGroups: [{ GroupName: "k8s-elb-a1b2" }] },
    "--group-ids sg-of-the-vpc": { SecurityGroups: [{ GroupName: "default" }] },
    "--group-ids sg-gone": new Error("An error occurred (InvalidGroup.NotFound)"),
  });
  expect((await audit(ask, whose)).left.map(({ remove }) => remove)).toEqual([
    "aws elb delete-load-balancer --load-balancer-name a1b2",
    "aws elbv2 delete-load-balancer --load-balancer-arn arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/x/1",
    "aws ec2 delete-security-group --group-id sg-elb",
  ]);
});

test("a state that has a cluster leaves nothing for an up to tell of: the rest is Karpenter's", () => {
  const state = (type: string) => JSON.stringify({ resources: [{ type }] }, null, 4);
  expect(hasCluster(state("aws:eks/cluster:Cluster"))).toBe(true);
  expect(hasCluster(state("aws:ec2/vpc:Vpc"))).toBe(false);
});

// The tags that the stack, EKS, Karpenter, the VPC CNI and the controllers of load balancers and volumes give.
test("each kind is asked for by the tag or the name that it bears, and of instances those that still cost", () => {
  expect(questions({ stack: "aws", cluster: "c" }).map(({ args }) => args.join(" "))).toEqual([
    "ec2 describe-instances --filters Name=instance-state-name,Values=pending,running,stopping,stopped Name=tag:kubernetes.io/cluster/c,Values=owned",
    "ec2 describe-instances --filters Name=instance-state-name,Values=pending,running,stopping,stopped Name=tag:eks:cluster-name,Values=c",
    "ec2 describe-volumes --filters Name=tag:kubernetes.io/cluster/c,Values=owned",
    "ec2 describe-network-interfaces --filters Name=tag:cluster.k8s.amazonaws.com/name,Values=c",
    "ec2 describe-launch-templates --filters Name=tag:kubernetes.io/cluster/c,Values=owned",
    "ec2 describe-security-groups --filters Name=tag:aws:eks:cluster-name,Values=c",
    "iam list-instance-profiles",
    "iam list-roles",
    "iam list-policies --scope Local",
    "logs describe-log-groups --log-group-name-prefix /aws/eks/c/",
    "ecr describe-repositories",
    "eks describe-cluster --name c",
    "resourcegroupstaggingapi get-resources --tag-filters Key=spark-workshop/stack,Values=aws",
    "resourcegroupstaggingapi get-resources --tag-filters Key=elbv2.k8s.aws/cluster,Values=c",
    "resourcegroupstaggingapi get-resources --tag-filters Key=kubernetes.io/cluster/c,Values=owned",
  ]);
});
