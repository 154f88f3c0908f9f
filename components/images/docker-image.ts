import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../commands/script";
import type { Image } from "./image";

export interface DockerImageArgs {
  /** What image: built from this repository or pulled. */
  readonly image: Image;
}

/**
 * An image that Docker on this machine has: what is there under its name is used as it is; else it is pulled or built.
 *
 * Owns nothing that would die with it: the image stays on the machine, so that another stack, or this one when it comes
 * back, need not build it again. Depends on Docker alone. A changed image has another name, so it is another run of the
 * command.
 */
export class DockerImage extends pulumi.ComponentResource {
  /** Name and tag. Known before anything exists, so that previews show it. */
  readonly reference: string;
  /** Docker's id of the image: the digest of its configuration. */
  readonly imageId: pulumi.Output<string>;
  /** What must exist before the image is used. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: DockerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:images:DockerImage", name, {}, opts);
    const { image } = args;
    const present = script("images/commands/present");
    const command = new local.Command(
      `${name}-present`,
      {
        create: present,
        update: present,
        triggers: [image.reference],
        environment: { INPUT: JSON.stringify(image) },
        logging: local.Logging.Stderr,
      },
      { parent: this },
    );
    this.reference = image.reference;
    this.imageId = command.stdout;
    this.ready = [command];
    this.registerOutputs({ reference: this.reference, imageId: this.imageId });
  }
}
