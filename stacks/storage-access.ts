import { attendeeNames, attendeeUses, jobUses, platformAccess } from "../components/facts";
import type { BucketUse } from "../components/index";
import type { StackConfig } from "./config";

type Access = Readonly<Record<string, readonly BucketUse[]>>;

/** What the stack's namespaces of jobs do with the buckets, its own first. */
export function jobAccess({ jobNamespace, attendees }: StackConfig): Access {
  return {
    [jobNamespace]: jobUses,
    ...Object.fromEntries(attendeeNames(attendees).map((name) => [name, attendeeUses(name)])),
  };
}

/** What every namespace of the stack does with the buckets. */
export function storageAccess(config: StackConfig): Access {
  return { ...platformAccess([config.jobNamespace]), ...jobAccess(config) };
}
