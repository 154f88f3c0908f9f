import * as aws from "@pulumi/aws";
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../aws/account";
import type { AwsCli } from "../aws/cli";
import { script } from "../commands/script";
import { DockerImage } from "./docker-image";
import { ecrNames } from "./ecr-names";
import type { Image, ProvidedImage } from "./image";
import { imagesKept, keepLast } from "./lifecycle";
import { type Architecture, forPlatform } from "./platform";

export interface EcrImageArgs {
  readonly account: AwsAccount;
  readonly cli: AwsCli;
  /** Cluster that the image is for: the repository is called after it. */
  readonly cluster: string;
  readonly image: Image;
  /** Of the nodes that run it. For several it is built for each, and pushed under one name, by which each node finds its own. */
  readonly architectures: readonly Architecture[];
  /**
   * ARN of the KMS key with which images are encrypted. Another key is another repository, into which the image is pushed again.
   * @default ECR's own
   */
  readonly keyArn?: pulumi.Input<string>;
}

/**
 * An image in a repository of the stack's own: built here from this project, or a copy of one that others publish, so that
 * a cluster does not live on somebody else's rate limit.
 *
 * Owns the repository and, with it, every image in it, of which the oldest expire. Depends on Docker on this machine, once. Lifecycle: deleted with its images.
 */
export class EcrImage extends pulumi.ComponentResource implements ProvidedImage {
  /** Known before anything exists, so that previews show it. */
  readonly reference: string;
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: EcrImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:images:EcrImage", name, {}, opts);
    const { architectures } = args;
    const { repositoryName, registry, reference } = ecrNames(
      args.account,
      args.cluster,
      args.image,
      architectures,
    );
    this.reference = reference;

    const builds = architectures.map((architecture, i) => {
      const image = forPlatform(args.image, architecture);
      const here = new DockerImage(i === 0 ? name : `${name}-${architecture}`, { image }, { parent: this });
      return { architecture, source: image.reference, ready: here.ready };
    });
    const [build] = builds;
    if (!build) throw new RangeError(`${name}: an image for no architecture`);
    const parts = builds.map(({ architecture, source }) => ({ architecture, source }));
    const repository = new aws.ecr.Repository(
      name,
      {
        name: repositoryName,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        // A destroy must leave no repository, and they refuse to go with an image in them.
        forceDelete: true,
        ...(args.keyArn === undefined
          ? {}
          : { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }] }),
      },
      // Its name is given, so another one of it comes when this has gone.
      { parent: this, deleteBeforeReplace: true },
    );
    new aws.ecr.LifecyclePolicy(
      name,
      // An image for several architectures is one more than these.
      {
        repository: repository.name,
        policy: keepLast(imagesKept * (builds.length === 1 ? 1 : builds.length + 1)),
      },
      { parent: this, deletedWith: repository },
    );
    const push = new local.Command(
      `${name}-push`,
      {
        create: script("images/commands/push"),
        update: script("images/commands/push"),
        triggers: [
          ...builds.map(({ source }) => source),
          this.reference,
          ...architectures,
          ...(args.keyArn === undefined ? [] : [args.keyArn]),
        ],
        environment: {
          ...args.cli.env,
          INPUT: JSON.stringify({
            source: build.source,
            target: this.reference,
            registry,
            ...(parts.length > 1 ? { parts } : {}),
          }),
        },
        logging: local.Logging.Stderr,
      },
      {
        parent: this,
        dependsOn: [...builds.flatMap(({ ready }) => ready), repository],
        deletedWith: repository,
      },
    );
    this.ready = [push];
    this.registerOutputs({ reference: this.reference });
  }
}
