import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../aws/account";
import { refuse } from "../errors";
import { dependsOnFor } from "../teardown/edges";
import type { EndpointService } from "./endpoint-services";
import { FlowLogs } from "./flow-logs";
import { InterfaceEndpoints } from "./interface-endpoints";
import { networkProblems, planSubnets, type ZonePlan } from "./plan";

/** A subnet for nodes. */
export interface PrivateSubnet {
  readonly zone: string;
  readonly id: pulumi.Input<string>;
}

/** A network as a cluster sees it: one made here, or one that was there. */
export interface ClusterNetwork {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** One a zone, in the order of the zones. */
  readonly privateSubnets: readonly PrivateSubnet[];
  /** What traffic of the nodes goes by: it must outlive them. Empty where the network is somebody else's. */
  readonly routes: readonly pulumi.Resource[];
}

/** What a {@link Network} is made with. */
export interface NetworkArgs {
  /** Cluster that will live here: its name stands in the tags by which load balancers find their subnets. */
  readonly clusterName: string;
  /** Region of the zones. */
  readonly region: string;
  /** Two or three. */
  readonly zones: readonly string[];
  /**
   * Addresses of the VPC, a private range of /16 to /20.
   * @default "10.42.0.0/16"
   */
  readonly cidr?: string;
  /**
   * Ranges that the VPC must not share addresses with.
   * @default none
   */
  readonly avoid?: readonly string[];
  /**
   * One NAT gateway a zone: a zone that fails takes no other with it, at the price of a gateway each.
   * @default false: one for all, in the first zone
   */
  readonly natPerZone?: boolean;
  /**
   * Logs of every connection.
   * @default none
   */
  readonly flowLogs?: { readonly account: AwsAccount; readonly days: number };
  /**
   * Services that nodes reach by endpoints inside the VPC, each $0.01 an hour and zone.
   * @default none: nodes reach them through NAT
   */
  readonly endpoints?: readonly EndpointService[];
}

/**
 * A VPC with a private and a public subnet in each zone.
 *
 * Owns the VPC with its default security group, which it closes, subnets, internet and NAT gateways with their addresses, route tables, and a gateway endpoint for S3,
 * since what goes to S3 through a NAT gateway is paid for by the gigabyte; endpoints of other services by wish. Depends on nothing. Lifecycle: deleted last: everything that
 * has an interface in it goes before.
 *
 * @throws {InvalidInput} for zones and ranges that will not do.
 *
 * @example
 * ```ts
 * import { Network } from "spark-workshop-components/eks";
 *
 * const network = new Network(
 *   "spark",
 *   { clusterName: "spark", region: "eu-west-1", zones: ["eu-west-1a", "eu-west-1b"] },
 *   { providers: [base.aws] },
 * );
 * ```
 */
export class Network extends pulumi.ComponentResource implements ClusterNetwork {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnets: readonly PrivateSubnet[];
  readonly routes: readonly pulumi.Resource[];

  private readonly resourceName: string;
  private readonly vpc: aws.ec2.Vpc;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const cidr = args.cidr ?? "10.42.0.0/16";
    refuse("network", networkProblems("network", { cidr, zones: args.zones, avoid: args.avoid }));
    super("workshop:network:Network", name, {}, opts);
    this.resourceName = name;
    const plan = planSubnets(cidr, args.zones);

    this.vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: this.tags("") },
      { parent: this },
    );
    this.vpcId = this.vpc.id;
    // Nothing here uses the VPC's own group; what somebody starts without naming one should reach nothing and be reached by nothing.
    new aws.ec2.DefaultSecurityGroup(
      name,
      { vpcId: this.vpc.id, ingress: [], egress: [], tags: this.tags("default-closed") },
      { parent: this },
    );
    if (args.flowLogs) {
      new FlowLogs(
        `${name}-flow-logs`,
        { ...args.flowLogs, vpcId: this.vpc.id, clusterName: args.clusterName },
        { parent: this },
      );
    }
    const gateway = new aws.ec2.InternetGateway(
      name,
      { vpcId: this.vpc.id, tags: this.tags("") },
      { parent: this },
    );

    const toInternet = this.routeTable("public", { gatewayId: gateway.id });
    const subnets = plan.map((zone) => this.subnets(zone, args.clusterName, toInternet.table));
    const nats = subnets
      .slice(0, args.natPerZone ? subnets.length : 1)
      .map(({ zone, publicSubnet, publicRoute }) =>
        this.nat(zone, publicSubnet, [gateway, toInternet.route, publicRoute]),
      );

    const toNat = subnets.map(({ zone, privateSubnet }, i) => {
      const nat = nats[i] ?? nats[0];
      if (!nat) throw new Error("a network without a NAT gateway");
      const { table, route } = this.routeTable(`private-${zone}`, { natGatewayId: nat.id });
      const association = new aws.ec2.RouteTableAssociation(
        `${name}-private-${zone}`,
        { routeTableId: table.id, subnetId: privateSubnet.id },
        { parent: this },
      );
      return { table, route, association };
    });
    const s3 = new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: this.vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${args.region}.s3`,
        routeTableIds: toNat.map(({ table }) => table.id),
        tags: this.tags("s3"),
      },
      { parent: this },
    );

    this.privateSubnets = subnets.map(({ zone, privateSubnet }) => ({ zone, id: privateSubnet.id }));
    const endpoints =
      args.endpoints && args.endpoints.length > 0
        ? new InterfaceEndpoints(
            `${name}-endpoints`,
            {
              vpcId: this.vpc.id,
              cidr,
              region: args.region,
              services: args.endpoints,
              subnetIds: this.privateSubnets.map(({ id }) => id),
            },
            { parent: this },
          ).ready
        : [];
    this.routes = [...toNat.flatMap(({ route, association }) => [route, association]), s3, ...endpoints];
    this.registerOutputs({ vpcId: this.vpcId });
  }

  private subnets(plan: ZonePlan, clusterName: string, publicTable: aws.ec2.RouteTable) {
    const { zone, privateCidr, publicCidr } = plan;
    const subnet = (kind: "private" | "public", cidrBlock: string, role: string) =>
      new aws.ec2.Subnet(
        `${this.resourceName}-${kind}-${zone}`,
        {
          vpcId: this.vpc.id,
          availabilityZone: zone,
          cidrBlock,
          mapPublicIpOnLaunch: false,
          tags: {
            ...this.tags(`${kind}-${zone}`),
            // By these the AWS load balancer controller finds its subnets, and by the last Karpenter its own.
            [`kubernetes.io/role/${role}`]: "1",
            [`kubernetes.io/cluster/${clusterName}`]: "shared",
            ...(kind === "private" ? { "karpenter.sh/discovery": clusterName } : {}),
          },
        },
        { parent: this },
      );
    const publicSubnet = subnet("public", publicCidr, "elb");
    const publicRoute = new aws.ec2.RouteTableAssociation(
      `${this.resourceName}-public-${zone}`,
      { routeTableId: publicTable.id, subnetId: publicSubnet.id },
      { parent: this },
    );
    return { zone, publicSubnet, publicRoute, privateSubnet: subnet("private", privateCidr, "internal-elb") };
  }

  private routeTable(
    part: string,
    to: { gatewayId: pulumi.Input<string> } | { natGatewayId: pulumi.Input<string> },
  ) {
    const table = new aws.ec2.RouteTable(
      `${this.resourceName}-${part}`,
      { vpcId: this.vpc.id, tags: this.tags(part) },
      { parent: this },
    );
    const route = new aws.ec2.Route(
      `${this.resourceName}-${part}`,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...to },
      { parent: this },
    );
    return { table, route };
  }

  /** @param way by which the gateway itself reaches the internet. */
  private nat(zone: string, subnet: aws.ec2.Subnet, way: readonly pulumi.Resource[]): aws.ec2.NatGateway {
    const lasting = { parent: this, dependsOn: dependsOnFor("addressesBeforeGateway", way) };
    const address = new aws.ec2.Eip(
      `${this.resourceName}-nat-${zone}`,
      { domain: "vpc", tags: this.tags(`nat-${zone}`) },
      lasting,
    );
    return new aws.ec2.NatGateway(
      `${this.resourceName}-${zone}`,
      { allocationId: address.id, subnetId: subnet.id, tags: this.tags(`nat-${zone}`) },
      lasting,
    );
  }

  private tags(part: string): Record<string, string> {
    return { Name: part ? `${this.resourceName}-${part}` : this.resourceName };
  }
}

/** A network that is already there, in which only the cluster's own parts are made. */
export interface ExistingNetworkArgs {
  readonly vpcId: string;
  /** Subnet for the nodes of each zone. Their routes must lead to the internet, or to endpoints of the AWS services. */
  readonly privateSubnets: Readonly<Record<string, string>>;
}

/** Somebody else's network as a cluster sees it. It is left as it is, tags included. */
export function existingNetwork({ vpcId, privateSubnets }: ExistingNetworkArgs): ClusterNetwork {
  return {
    vpcId,
    privateSubnets: Object.entries(privateSubnets).map(([zone, id]) => ({ zone, id })),
    routes: [],
  };
}
