import type * as pulumi from "@pulumi/pulumi";

/** An image that someone else publishes. */
export interface PulledImage {
  readonly kind: "pulled";
  /** Name and tag: `kindest/node:v1.36.4`. Nodes run the image under this name. */
  readonly reference: string;
  /** Digest checked when the image is pulled: `sha256:…`. An image already on the machine under its name is used as it is. */
  readonly digest?: string;
  /** `linux/arm64`. @default this machine's */
  readonly platform?: string;
  /** Name to pull it by. @default the reference */
  readonly source?: string;
}

/** An image built on this machine from a folder of this repository. */
export interface BuiltImage {
  readonly kind: "built";
  /** Name and content tag: the tag is the hash of everything that goes into the image. */
  readonly reference: string;
  /** Folder of the Dockerfile, relative to the project. */
  readonly context: string;
  /** `--build-arg` values. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The images its Dockerfile starts from. */
  readonly from: readonly Image[];
  /** `linux/arm64`. @default this machine's */
  readonly platform?: string;
  /** Stage of the Dockerfile to stop at. @default the last */
  readonly target?: string;
}

/** An image: built from the repository, or pulled. */
export type Image = PulledImage | BuiltImage;

/** An image that nodes of a cluster can run. */
export interface ProvidedImage {
  /** What a pod writes in `image`. */
  readonly reference: pulumi.Input<string>;
  /** What must exist before a pod with this image starts. */
  readonly ready: readonly pulumi.Resource[];
}
