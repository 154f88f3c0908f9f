import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { AwsCli } from "../../aws/cli";
import { script } from "../../commands/script";

/**
 * The account's service-linked role for spot instances, without which EC2 launches none.
 *
 * Owns nothing: the role belongs to the account, may have been there for years, and other things need it. So it is made
 * where it is missing and never deleted. It costs nothing and grants nothing to anyone but EC2.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html
 */
export class SpotRole extends pulumi.ComponentResource {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: { readonly cli: AwsCli }, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:karpenter:SpotRole", name, {}, opts);
    const ensure = script("karpenter/aws/commands/spot-role");
    const command = new local.Command(
      name,
      {
        create: ensure,
        update: ensure,
        environment: { ...args.cli.env, INPUT: "{}" },
        logging: local.Logging.Stderr,
      },
      { parent: this },
    );
    this.ready = [command];
    this.registerOutputs({});
  }
}
