import * as aws from "@pulumi/aws";
import { awsCli, awsProviderArgs, karpenterCharts } from "../../../components/eks";
import {
  awsCliSettings,
  nodeGroupOf,
  partitionOf,
  readAwsSettings,
  versions,
  zoneProblems,
} from "../../../components/facts";
import { sparkOperatorCharts } from "../../../components/index";
import { awsStack, preflightAws, stackTags } from "../../aws";
import { anyAccount, awsProblems } from "../../aws-problems";
import { poolsOf } from "../../eks-config";
import type { TargetProgram } from "../program";
import { anyRegion } from "./facts";

/** The AWS stack. */
export const program: TargetProgram = {
  problems(config, file) {
    const { settings, problems } = readAwsSettings(file.aws);
    const region = settings?.region ?? anyRegion;
    const own = awsProblems(config, region);
    const groups = poolsOf(config.eks, region).map(nodeGroupOf);
    const zone = own.length === 0 ? zoneProblems(config.zone || undefined, groups) : [];
    return [...problems, ...own, ...zone];
  },

  async trial(config, file) {
    const settings = readAwsSettings(file.aws).settings ?? { region: anyRegion };
    const { region } = settings;
    const [karpenter, operator] = await Promise.all([
      karpenterCharts(versions.karpenter),
      sparkOperatorCharts(versions.sparkOperatorChart),
    ]);
    return () => {
      const tags = stackTags(config, file.stack);
      return awsStack(config, {
        account: { accountId: anyAccount, region, partition: partitionOf(region) },
        provider: new aws.Provider("aws", awsProviderArgs(settings, tags)),
        cli: awsCli(awsCliSettings(settings)),
        tags,
        entriesOfOthers: [],
        charts: { karpenter, operator },
      });
    };
  },

  declare: async (config, { aws: given, stack }) =>
    awsStack(config, await preflightAws(config, given, stack)),
};
