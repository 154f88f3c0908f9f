import type { Problem } from "../errors";
import { isImageReference } from "../units/kubernetes-names";

/** What is wrong with a registry, with or without a path in it, that names of images are to begin with. Empty: none is named. */
export function registryProblems(path: string, registry: string | undefined): Problem[] {
  if (!registry || isImageReference(`${registry}/image`)) return [];
  return [
    {
      path,
      value: registry,
      reason: "is not a valid registry, which images' names begin with",
      cure: "Write it as ghcr.io/your-name: no scheme, lower case, no slash at the end.",
    },
  ];
}

/** The registry of images whose names begin with none. */
export const dockerHub = "docker.io";

/** The registry that an image name leads to: `ghcr.io/a/b:1` to ghcr.io, `debian:12` to docker.io. */
export function registryOf(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : dockerHub;
}

/** The path under which a registry keeps an image: `debian:13` is `library/debian:13`, since Docker Hub has an owner for each. */
export function pathInRegistry(reference: string): string {
  const registry = registryOf(reference);
  const path = reference.startsWith(`${registry}/`) ? reference.slice(registry.length + 1) : reference;
  return registry === dockerHub && !path.includes("/") ? `library/${path}` : path;
}
