import type * as aws from "@pulumi/aws";
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../../commands/script";

export interface CredentialsGateArgs {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly association: aws.eks.PodIdentityAssociation;
  readonly kubeconfig: pulumi.Input<string>;
}

/**
 * Holds up the first pod until its Pod Identity association works.
 *
 * EKS adds credentials to a pod when it is created, and never to one that is there: a pod that comes a second too early has none for
 * as long as it lives. An association is "eventually consistent" (EKS API, CreatePodIdentityAssociation), and no call tells when it
 * has arrived (aws/containers-roadmap#2507). So a pod is created as a dry run until credentials are in it.
 *
 * Owns nothing. Depends on the association, the namespace and its service account.
 *
 * @throws {Error} while bringing up, when there are none within a minute.
 */
export class CredentialsGate extends pulumi.ComponentResource {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: CredentialsGateArgs, opts?: pulumi.ComponentResourceOptions) {
    const { dependsOn, ...rest } = opts ?? {};
    super("workshop:storage:CredentialsGate", name, {}, rest);
    const wait = script("storage/aws/commands/credentials");
    const command = new local.Command(
      name,
      {
        create: wait,
        update: wait,
        triggers: [args.association.associationId],
        environment: {
          INPUT: JSON.stringify({ namespace: args.namespace, serviceAccount: args.serviceAccount }),
          KUBECONFIG_TEXT: args.kubeconfig,
        },
        logging: local.Logging.Stderr,
      },
      { parent: this, dependsOn },
    );
    this.ready = [command];
    this.registerOutputs({});
  }
}
