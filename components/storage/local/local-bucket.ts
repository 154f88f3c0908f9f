import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../../commands/script";

export interface LocalBucketArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** URL of the S3 API, as this machine reaches it. */
  readonly endpoint: pulumi.Input<string>;
  readonly region: string;
  readonly accessKeyId: pulumi.Input<string>;
  readonly secretAccessKey: pulumi.Input<string>;
  /**
   * Folders that are there from the start, without a slash at their end.
   * @default none
   */
  readonly folders?: readonly string[];
}

/**
 * A bucket of the local S3 server. Removed from the stack it goes with everything in it: what is local is disposable.
 */
export class LocalBucket extends pulumi.ComponentResource {
  constructor(name: string, args: LocalBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:storage:LocalBucket", name, {}, opts);
    const verb = (what: string) => script("storage/local/commands/bucket", what);
    new local.Command(
      name,
      {
        create: verb("create"),
        update: verb("create"),
        delete: verb("delete"),
        triggers: [args.bucket],
        environment: {
          INPUT: JSON.stringify({
            bucket: args.bucket,
            region: args.region,
            ...(args.folders === undefined || args.folders.length === 0 ? {} : { folders: args.folders }),
          }),
          S3_ENDPOINT: args.endpoint,
          AWS_ACCESS_KEY_ID: args.accessKeyId,
          AWS_SECRET_ACCESS_KEY: args.secretAccessKey,
        },
        logging: local.Logging.Stderr,
      },
      { parent: this, deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
