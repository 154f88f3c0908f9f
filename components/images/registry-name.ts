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
