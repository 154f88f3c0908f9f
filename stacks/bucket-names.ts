import type { BucketPurpose } from "../components/index";

/** S3 knows one bucket of a name in all the world: the account's number keeps two workshops apart. */
export function bucketNames(
  buckets: Readonly<Record<BucketPurpose, string>>,
  accountId: string,
): Record<BucketPurpose, string> {
  return {
    landing: `${buckets.landing}-${accountId}`,
    lake: `${buckets.lake}-${accountId}`,
    events: `${buckets.events}-${accountId}`,
  };
}
