import {
  kindNodeGroups,
  kindPools,
  localKeyVariables,
  localS3a,
  nodeGroupOf,
  packageMirrors,
  withKindDefaults,
} from "../../../components/facts";
import { kindClusterOf, kindZones } from "../../config";
import type { PlatformOf } from "../platform";

/** The platform on kind. */
export const platform: PlatformOf = (config, _, image) => {
  const fixed = kindNodeGroups(withKindDefaults(kindClusterOf(config)));
  const pools = config.karpenter ? kindPools(config.instanceTypes, kindZones, config.limits) : [];
  const { maven } = packageMirrors(config.mirrors);
  return {
    groups: [...fixed, ...pools.map(nodeGroupOf)],
    names: config.buckets,
    s3a: localS3a(),
    env: localKeyVariables(),
    // The authorities themselves stand in no manifest.
    companyNetwork: { authorities: config.caBundle === "" ? undefined : "", maven },
    image,
  };
};
