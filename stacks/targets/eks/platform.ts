import {
  ecrNames,
  noClaimsCure,
  nodeGroupOf,
  partitionOf,
  readAwsSettings,
  s3aOfPods,
} from "../../../components/facts";
import { bucketNames } from "../../bucket-names";
import { poolsOf } from "../../eks-config";
import { architecturesOf } from "../../eks-pools";
import type { PlatformOf } from "../platform";
import { anyRegion } from "./facts";

/** Stands for an account's number in names. */
const unknownAccount = "ACCOUNT";

/** The platform on EKS. */
export const platform: PlatformOf = ({ eks, buckets, clusterName }, file, image, account) => {
  const region = readAwsSettings(file.aws).settings?.region ?? anyRegion;
  const accountId = account ?? unknownAccount;
  const owner = { accountId, region, partition: partitionOf(region) };
  return {
    groups: poolsOf(eks, region).map(nodeGroupOf),
    names: bucketNames(buckets, accountId),
    s3a: s3aOfPods(region),
    glueDatabases: eks.glueDatabases,
    env: [],
    image:
      eks.images.spark || ecrNames(owner, clusterName, { reference: image }, architecturesOf(eks)).reference,
    bucketsUnknown: account === undefined,
    ...(eks.volumeClaims ? {} : { claimsCure: noClaimsCure }),
  };
};
