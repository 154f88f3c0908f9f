import type { Image } from "./image";

/** Processor architectures, as container images and Kubernetes call them. */
export type Architecture = "amd64" | "arm64";

/** The architecture of this machine, which is what Docker builds and pulls unless told otherwise. */
export function ownArchitecture(arch: string = process.arch): Architecture {
  return arch === "arm64" ? "arm64" : "amd64";
}

/**
 * The image for an architecture. One for another than this machine's has its own name here: under the plain one, Docker
 * may have this machine's.
 */
export function forPlatform(
  image: Image,
  architecture: Architecture,
  own: Architecture = ownArchitecture(),
): Image {
  if (architecture === own) return image;
  const platform = `linux/${architecture}`;
  const reference = `${image.reference}-${architecture}`;
  if (image.kind === "pulled") return { ...image, platform, reference, source: image.reference };
  return {
    ...image,
    platform,
    reference,
    from: image.from.map((base) => forPlatform(base, architecture, own)),
  };
}
