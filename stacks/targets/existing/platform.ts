import { existingNodeGroups, imageNameIn, localKeyVariables, localS3a } from "../../../components/facts";
import type { PlatformOf } from "../platform";

/** The platform on a cluster that is there already. */
export const platform: PlatformOf = ({ existing, buckets }, _, image) => ({
  groups: existingNodeGroups(existing),
  names: buckets,
  s3a: localS3a(),
  env: localKeyVariables(),
  image: existing.registry ? imageNameIn(existing.registry, image) : image,
});
