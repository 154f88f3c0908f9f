import type { BucketUse } from "../storage/object-storage";

/** What an attendee does with the buckets: reads raw data, and writes below a prefix that is the attendee's own. */
export function usesOf(name: string): BucketUse[] {
  return [
    { purpose: "landing", access: "read" },
    { purpose: "lake", access: "write", prefix: name },
    { purpose: "events", access: "write", prefix: name },
  ];
}

/** Names of so many attendees, in the order of their numbers: `attendee-01`, `attendee-02`… */
export function attendeeNames(count: number): string[] {
  const digits = Math.max(2, String(count).length);
  return Array.from({ length: count }, (_, i) => `attendee-${String(i + 1).padStart(digits, "0")}`);
}

/** The attendee whose name another one begins with: `attendee-01` of `attendee-01-storage`. */
export function attendeeIn(name: string): string | undefined {
  return /^attendee-\d{2,}(?=-|$)/.exec(name)?.[0];
}
