import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../../commands/script";
import type { SparkApplicationResource } from "../application/spark-application-resource";

export interface RunRecordArgs {
  readonly application: SparkApplicationResource;
  readonly namespace: string;
  /** Name of the SparkApplication. */
  readonly name: string;
  /** Kubeconfig of the cluster, a secret. */
  readonly kubeconfig: pulumi.Input<string>;
}

/**
 * Keeps the object of an application with a time to live, so that a run that is over does not come back.
 *
 * When the time is over the operator deletes the SparkApplication. A refresh would take it out of Pulumi's state, and
 * the next update would make it again: the job would run again because nobody was watching. A finalizer holds the
 * object then. The operator clears away the driver pod and the Services all the same; what stays is the object with
 * its last status.
 *
 * Owns the finalizer. Depends on the application, and goes before it: the finalizer comes off, so that deleting the
 * application ends. Lifecycle: deleted with the cluster.
 */
export class RunRecord extends pulumi.ComponentResource {
  constructor(name: string, args: RunRecordArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:spark:RunRecord", name, {}, opts);
    new local.Command(
      name,
      {
        create: script("spark/commands/record", "keep"),
        delete: script("spark/commands/record", "release"),
        // Another object is another record: the old one is released before the old application goes.
        triggers: [args.application.metadata.uid],
        environment: {
          INPUT: JSON.stringify({ namespace: args.namespace, name: args.name }),
          KUBECONFIG_TEXT: args.kubeconfig,
        },
        logging: local.Logging.Stderr,
      },
      { parent: this, dependsOn: [args.application], deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
