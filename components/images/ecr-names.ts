import { type AwsAccount, dnsSuffix } from "../aws/account";
import type { Image } from "./image";

/**
 * What an image is called in an account's registry. Known before anything exists, so that previews show it.
 *
 * @param cluster name of the cluster whose repositories they are.
 */
export function ecrNames(
  { accountId, region, partition }: Pick<AwsAccount, "accountId" | "region" | "partition">,
  cluster: string,
  image: Pick<Image, "reference">,
): { repositoryName: string; registry: string; reference: string } {
  const [path = "", tag = "latest"] = image.reference.split(/:(?=[^/]*$)/);
  // Without the publisher's host: ghcr.io/kubeflow/… becomes kubeflow/….
  const repositoryName = `${cluster}/${path.replace(/^[^/]*[.:][^/]*\//, "")}`;
  const registry = `${accountId}.dkr.ecr.${region}.${dnsSuffix(partition)}`;
  return { repositoryName, registry, reference: `${registry}/${repositoryName}:${tag}` };
}
