import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RoleRules } from "./account";
import { type PodIdentity, type PolicyDocument, trustOfPods, trustOfService } from "./policy";

export interface ServiceRoleArgs {
  /** Name of the role, 64 characters at most. */
  readonly name: string;
  /** Service whose machines act as the role, such as `ec2.amazonaws.com`; or the pods that do, by EKS Pod Identity. */
  readonly service: string | PodIdentity;
  /**
   * What the organisation asks of every role.
   * @default nothing
   */
  readonly rules?: RoleRules;
  /**
   * Policies of AWS, or of the stack, by ARN. An attachment is called by its place in the list: one that is taken out leaves its
   * place empty, so that the others keep their names.
   * @default none
   */
  readonly policyArns?: readonly (pulumi.Input<string> | undefined)[];
  /**
   * A policy of the role's own.
   * @default none
   */
  readonly policy?: PolicyDocument;
}

/**
 * A role and what it may do.
 *
 * Owns the role, its attachments and its own policy. Whatever acts as the role depends on {@link policies}, and so goes
 * before it can do less.
 */
export class ServiceRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: pulumi.Output<string>;
  readonly role: aws.iam.Role;
  /** What lets it do things. */
  readonly policies: readonly pulumi.Resource[];

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:aws:ServiceRole", name, {}, opts);
    const trust = typeof args.service === "string" ? trustOfService(args.service) : trustOfPods(args.service);
    this.roleName = args.name;
    this.role = new aws.iam.Role(
      name,
      {
        name: args.name,
        assumeRolePolicy: JSON.stringify(trust),
        forceDetachPolicies: true,
        ...(args.rules?.path ? { path: args.rules.path } : {}),
        ...(args.rules?.permissionsBoundary ? { permissionsBoundary: args.rules.permissionsBoundary } : {}),
      },
      { parent: this },
    );
    this.arn = this.role.arn;
    const attached = (args.policyArns ?? []).flatMap((policyArn, i) =>
      policyArn === undefined
        ? []
        : new aws.iam.RolePolicyAttachment(
            `${name}-${i}`,
            { role: this.role.name, policyArn },
            { parent: this },
          ),
    );
    const own = args.policy
      ? [
          new aws.iam.RolePolicy(
            name,
            { name: "own", role: this.role.name, policy: JSON.stringify(args.policy) },
            { parent: this },
          ),
        ]
      : [];
    this.policies = [...attached, ...own];
    this.registerOutputs({ arn: this.arn });
  }
}
