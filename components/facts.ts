/**
 * What a program's own configuration is checked and described with: names, sizes, costs, versions, and what is wrong with each. It loads
 * no SDK, so that a command that only reads a stack file stays quick.
 */
export { attendeeNames, usesOf as attendeeUses } from "./attendees/names";
export { quotaProblems as attendeeQuotaProblems } from "./attendees/policy";
export { partitionOf, tagKeys as awsTagKeys } from "./aws/account";
export {
  arnOf as principalArn,
  callerOf as callingPrincipal,
  type Principal,
  principalKey,
  principalOf,
} from "./aws/principal";
export { cliSettings as awsCliSettings, readAwsSettings } from "./aws/settings";
export type { CompanyNetwork } from "./cluster/company-network";
export {
  accessList as clusterAccessList,
  accessProblems as clusterAccessProblems,
  type ClusterAccess,
  withoutOthers as clusterAccessWithoutOthers,
} from "./cluster/eks/access";
export { controlPlaneLogTypes } from "./cluster/eks/args";
export { tunnelOf as tunnelPort } from "./cluster/eks/public-access";
export { noClaimsCure, systemInstanceTypes, systemNodeGroup } from "./cluster/eks/system-nodes";
export { defaultPublicAccess, eksProblems } from "./cluster/eks/validate";
export { ebsNodePlugin } from "./cluster/eks/volumes";
export { existingProblems as existingClusterProblems } from "./cluster/existing/args";
export { existingNodeGroups } from "./cluster/existing/node-groups";
export {
  kindDefaults,
  platformWorkers as kindPlatformWorkers,
  withDefaults as withKindDefaults,
} from "./cluster/kind/args";
export { nodeGroups as kindNodeGroups } from "./cluster/kind/nodes";
export { argsProblems as kindProblems } from "./cluster/kind/validate";
export { nodeLabels } from "./cluster/node-group";
export { type AwsBill, awsCost, type CostSummary, costSummary } from "./cost/aws-cost";
export { type Budget, budgetLine, budgetOf, budgetProblems } from "./cost/budget";
export { isMap as isJsonObject } from "./crds/shape";
export { askForRights } from "./github/calls";
export { nameIn as imageNameIn } from "./images/built-name";
export { sparkImage } from "./images/catalog";
export { ecrNames } from "./images/ecr-names";
export { packageMirrors } from "./images/package-mirrors";
export { registryProblems } from "./images/registry-name";
export {
  defaultFilter as defaultInstanceFilter,
  defaultVcpus as defaultPoolVcpus,
  ec2Pool,
} from "./karpenter/aws/ec2-pool";
export {
  filterProblems as instanceFilterProblems,
  type InstanceFilter,
} from "./karpenter/aws/instance-filter";
export { isDuration as isKarpenterDuration } from "./karpenter/duration";
export { defaultOffers, offerProblems as instanceOfferProblems } from "./karpenter/kind/instance-offers";
export { kindPools, type RoleLimits } from "./karpenter/kind/pools";
export { weekdays } from "./karpenter/maintenance";
export {
  expiries as defaultNodeExpiries,
  gracePeriods as defaultNodeGracePeriods,
  nodeGroupOf,
} from "./karpenter/pool";
export { onePool as onePoolProblems, poolProblems } from "./karpenter/pool-problems";
export { endpointServices } from "./network/endpoint-services";
export { cidrProblems, zoneCountProblems } from "./network/plan";
export { accountZoneProblems, firstZones, type Zone as AvailabilityZone } from "./network/zones";
export { defaultSparkEncryption, sparkEncryptions } from "./spark/conf/encryption";
export { defaultEnvironment, environments, logLevels } from "./spark/conf/environment";
export { jobTrust } from "./spark/conf/trust";
export { platformSparkConf } from "./spark/platform";
export { historyServerNamespace, platformAccess } from "./spark/platform-access";
export {
  defaultJobNamespace,
  jobAccount,
  jobLogging,
  jobUses,
  type NamespaceFacts,
  type PlatformFacts,
} from "./spark/platform-facts";
export {
  groupsFor as nodeGroupsFor,
  possibleZones,
  type Role,
  zoneProblems,
} from "./spark/scheduling/placement";
export { bucketsProblems } from "./storage/bucket-name";
export {
  keyVariables as localKeyVariables,
  localS3a,
  storageNamespace as localStorageNamespace,
} from "./storage/local/s3-access";
export { bucketsOf, eventLogsOf } from "./storage/object-storage";
export { s3aOfPods } from "./storage/s3a";
export { isImageReference, isPinned as isPinnedImage } from "./units/kubernetes-names";
export { incompatibilities } from "./versions/compatibility";
export { minor as minorVersion, versions } from "./versions/versions";
