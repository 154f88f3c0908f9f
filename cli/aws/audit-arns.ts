import { listPrices } from "../../components/cost/aws-cost";
import type { Found } from "./audit-question";
import { lingering } from "./lingering";

/**
 * What a tagged ARN stands for. Instances are asked for by their state: a tag outlives them by an hour. What belongs to IAM is
 * asked for by its name: tags of it are told in us-east-1 alone.
 */
export function byArn(arn: string): Found[] {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [kind = "", id = ""] = rest.join(":").split(/[/](.*)/);
  const at = (what: string, name: string, dollarsPerHour: number, remove: string): Found[] => [
    { kind: what, id: name, dollarsPerHour, remove, lingering: lingering(`${service}:${kind}`, id) },
  ];
  switch (`${service}:${kind}`) {
    case "iam:policy":
    case "iam:instance-profile":
    case "ec2:instance":
    case "ec2:volume":
    case "ec2:network-interface":
    case "ec2:launch-template":
    case "ec2:spot-instances-request":
    case "ec2:fleet":
      return [];
    case "ec2:natgateway":
      return at(
        "NAT gateway",
        id,
        listPrices.natGateway,
        `aws ec2 delete-nat-gateway --nat-gateway-id ${id}`,
      );
    case "ec2:elastic-ip":
      return at("address", id, listPrices.publicAddress, `aws ec2 release-address --allocation-id ${id}`);
    case "ec2:vpc":
      return at("VPC", id, 0, `aws ec2 delete-vpc --vpc-id ${id}`);
    case "ec2:subnet":
      return at("subnet", id, 0, `aws ec2 delete-subnet --subnet-id ${id}`);
    case "ec2:security-group":
      return at("security group", id, 0, `aws ec2 delete-security-group --group-id ${id}`);
    case "elasticloadbalancing:targetgroup":
      return at("target group", arn, 0, `aws elbv2 delete-target-group --target-group-arn ${arn}`);
    case "elasticloadbalancing:loadbalancer":
      // A classic one has no type before its name: the in-tree controller makes it for a Service of type LoadBalancer.
      if (!id.includes("/"))
        return at(
          "classic load balancer",
          id,
          listPrices.classicLoadBalancer,
          `aws elb delete-load-balancer --load-balancer-name ${id}`,
        );
      return at(
        "load balancer",
        arn,
        listPrices.loadBalancer,
        `aws elbv2 delete-load-balancer --load-balancer-arn ${arn}`,
      );
    case "eks:cluster":
      return at("EKS cluster", id, listPrices.controlPlane, `aws eks delete-cluster --name ${id}`);
    case "eks:nodegroup":
    case "eks:addon": {
      const [cluster = "", name = ""] = id.split("/");
      const [what, option] = kind === "addon" ? ["addon", "addon-name"] : ["node group", "nodegroup-name"];
      return at(
        what,
        `${cluster}:${name}`,
        0,
        `aws eks delete-${kind} --cluster-name ${cluster} --${option} ${name}`,
      );
    }
    case "ec2:internet-gateway":
    case "ec2:route-table":
      return at(kind.replace("-", " "), id, 0, `aws ec2 delete-${kind} --${kind}-id ${id}`);
    case "ec2:vpc-endpoint":
      return at("VPC endpoint", id, 0, `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${id}`);
    case "kms:key":
      return at(
        "KMS key",
        id,
        listPrices.key,
        `aws kms schedule-key-deletion --key-id ${id} --pending-window-in-days 7`,
      );
    default:
      if (service === "s3") return at("bucket", kind, 0, `aws s3 rb --force s3://${kind}`);
      return at(service, arn, 0, `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn}`);
  }
}
