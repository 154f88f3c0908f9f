import { existingNodeGroups } from "../../../components/cluster/existing/node-groups";
import { nameIn } from "../../../components/images/built-name";
import { keyVariables, localS3a } from "../../../components/storage/local/s3-access";
import type { PlatformOf } from "../platform";

/** The platform on a cluster that is there already. */
export const platform: PlatformOf = ({ existing, buckets }, _, image) => ({
  groups: existingNodeGroups(existing),
  names: buckets,
  s3a: localS3a(),
  env: keyVariables(),
  image: existing.registry ? nameIn(existing.registry, image) : image,
});
