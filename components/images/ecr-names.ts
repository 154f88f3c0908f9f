import { type AwsAccount, dnsSuffix } from "../aws/account";
import type { Image } from "./image";
import type { Architecture } from "./platform";

/**
 * What an image is called in an account's registry. Known before anything exists, so that previews show it.
 *
 * @param cluster name of the cluster whose repositories they are.
 * @param architectures that it is for. One for several has a tag of its own: tags are immutable, and that of one may be there.
 */
export function ecrNames(
  { accountId, region, partition }: Pick<AwsAccount, "accountId" | "region" | "partition">,
  cluster: string,
  image: Pick<Image, "reference">,
  architectures: readonly Architecture[] = [],
): { repositoryName: string; registry: string; reference: string } {
  const [path = "", content = "latest"] = image.reference.split(/:(?=[^/]*$)/);
  const tag = architectures.length > 1 ? `${content}-${[...architectures].sort().join("-")}` : content;
  // Without the publisher's host: ghcr.io/kubeflow/… becomes kubeflow/….
  const repositoryName = `${cluster}/${path.replace(/^[^/]*[.:][^/]*\//, "")}`;
  const registry = `${accountId}.dkr.ecr.${region}.${dnsSuffix(partition)}`;
  return { repositoryName, registry, reference: `${registry}/${repositoryName}:${tag}` };
}
