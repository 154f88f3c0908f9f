import { resolve } from "node:path";
import { refuse } from "../../components/errors";
import { caBundleProblems } from "../../components/images/ca-bundle";
import { mirrorProblems } from "../../components/images/mirrors";
import { packageMirrors } from "../../components/images/package-mirrors";
import { registryProblems } from "../../components/images/registry-name";
import { projectRoot, workshopPaths } from "../process/paths";
import { stackSettings } from "../stack/config";
import { usePackageMirrors } from "../toolchain/package-mirrors";
import { trustCaBundle } from "../toolchain/trust";

/**
 * What a stack file says of a company's network, in force before anything is downloaded. A cluster elsewhere reads none of it.
 *
 * @throws {InvalidInput} with everything that is wrong in it.
 */
export function enterNetwork(
  stack: string,
  root = projectRoot,
  trust = trustCaBundle,
  mirror = usePackageMirrors,
): void {
  const { local, imageRegistry, mirrors, caBundle } = stackSettings(root, stack);
  if (!local) return;
  refuse(`Pulumi.${stack}.yaml`, [
    ...registryProblems("imageRegistry", imageRegistry),
    ...mirrorProblems("mirrors", mirrors),
    ...caBundleProblems("caBundle", caBundle, root),
  ]);
  const { home } = workshopPaths(root);
  if (caBundle !== "") trust(resolve(root, caBundle), home);
  mirror(packageMirrors(mirrors), home);
}
