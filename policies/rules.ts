import type { Rule } from "./rule";
import {
  bucketsEncrypted,
  bucketsHaveNoPublicAcl,
  bucketsPrivate,
  bucketsTlsOnly,
  forceDestroyOnlyDisposable,
} from "./rules/buckets";
import { requestsWithinAllocatable } from "./rules/capacity";
import { rightCommitter } from "./rules/committer";
import { codeOverTls } from "./rules/downloads";
import { attendeesConfined, networkPoliciesEnforced } from "./rules/fences";
import { fieldsOfTheCrd } from "./rules/fields";
import { imagesPinned } from "./rules/images";
import { accountsNamed, namespacesNamed } from "./rules/names";
import { webhookOn } from "./rules/operator";
import { noWildcardIam } from "./rules/permissions";
import { driversOnDemand, executorsMayBeSpot, oneZonePerJob } from "./rules/placement";
import { executorGracePeriods, poolGracePeriods, poolLimits } from "./rules/pools";
import { noPlainSecrets } from "./rules/secrets";

/** The rules of the platform: fields, then jobs, then pools, storage, rights and names. */
export const rules: readonly Rule[] = [
  fieldsOfTheCrd,
  driversOnDemand,
  executorsMayBeSpot,
  oneZonePerJob,
  webhookOn,
  rightCommitter,
  requestsWithinAllocatable,
  executorGracePeriods,
  poolLimits,
  poolGracePeriods,
  bucketsPrivate,
  bucketsEncrypted,
  bucketsTlsOnly,
  bucketsHaveNoPublicAcl,
  forceDestroyOnlyDisposable,
  noWildcardIam,
  attendeesConfined,
  networkPoliciesEnforced,
  noPlainSecrets,
  imagesPinned,
  codeOverTls,
  namespacesNamed,
  accountsNamed,
];
