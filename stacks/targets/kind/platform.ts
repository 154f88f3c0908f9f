import { withDefaults } from "../../../components/cluster/kind/args";
import { nodeGroups } from "../../../components/cluster/kind/nodes";
import { packageMirrors } from "../../../components/images/package-mirrors";
import { kindPools } from "../../../components/karpenter/kind/pools";
import { nodeGroupOf } from "../../../components/karpenter/pool";
import { keyVariables, localS3a } from "../../../components/storage/local/s3-access";
import { kindClusterOf, kindZones } from "../../config";
import type { PlatformOf } from "../platform";

/** The platform on kind. */
export const platform: PlatformOf = (config, _, image) => {
  const fixed = nodeGroups(withDefaults(kindClusterOf(config)));
  const pools = config.karpenter ? kindPools(config.instanceTypes, kindZones, config.limits) : [];
  const { maven } = packageMirrors(config.mirrors);
  return {
    groups: [...fixed, ...pools.map(nodeGroupOf)],
    names: config.buckets,
    s3a: localS3a(),
    env: keyVariables(),
    // The authorities themselves stand in no manifest.
    companyNetwork: { authorities: config.caBundle === "" ? undefined : "", maven },
    image,
  };
};
