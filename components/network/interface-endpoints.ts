import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointService } from "./endpoint-services";

export interface InterfaceEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Addresses of the VPC, which alone reach the endpoints. */
  readonly cidr: string;
  readonly region: string;
  readonly services: readonly EndpointService[];
  /** Subnets of the nodes, one a zone: an endpoint has an interface in each, and each is paid for. */
  readonly subnetIds: readonly pulumi.Input<string>[];
}

/**
 * Endpoints by which nodes reach services of AWS without leaving the VPC, under the services' usual names.
 *
 * Owns the endpoints and their security group. Depends on the VPC and its subnets. Lifecycle: deleted after the last node, before the subnets.
 */
export class InterfaceEndpoints extends pulumi.ComponentResource {
  /** What nodes reach AWS by: it must outlive them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: InterfaceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:network:InterfaceEndpoints", name, {}, opts);
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: args.vpcId,
        description: "HTTPS from the VPC to endpoints of AWS services",
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [args.cidr] }],
        egress: [],
        tags: { Name: name },
      },
      { parent: this },
    );
    this.ready = args.services.map(
      (service) =>
        new aws.ec2.VpcEndpoint(
          `${name}-${service.replaceAll(".", "-")}`,
          {
            vpcId: args.vpcId,
            vpcEndpointType: "Interface",
            serviceName: `com.amazonaws.${args.region}.${service}`,
            subnetIds: [...args.subnetIds],
            securityGroupIds: [group.id],
            privateDnsEnabled: true,
            tags: { Name: `${name}-${service}` },
          },
          { parent: this },
        ),
    );
    this.registerOutputs({});
  }
}
