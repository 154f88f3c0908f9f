import type { Problem } from "../components/problems";

const moment = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|[+-](\d{2}):(\d{2})))?$/;

/**
 * When a stack's time is over: the moment that `expires` names, or the last second, in UTC, of the day that it names.
 *
 * @param expires as in the stack file.
 * @returns nothing for a text that is neither, or that names a day or an hour that does not exist.
 */
export function endOf(expires: string): Date | undefined {
  const found = moment.exec(expires);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ...offset] = found
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const [offsetHours = 0, offsetMinutes = 0] = offset;
  // Date takes 30 February for 2 March.
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  // No place on earth is further from UTC than 14 hours.
  if (offsetMinutes > 59 || offsetHours * 60 + offsetMinutes > 14 * 60) return undefined;
  return new Date(expires.includes("T") ? expires : `${expires}T23:59:59Z`);
}

/** What is wrong with an `expires`, as the end of a sentence: it would never come. */
export function expiresFault(expires: string): string | undefined {
  return expires === "" || endOf(expires)
    ? undefined
    : "is not a valid date such as 2027-03-01 nor a moment such as 2027-03-01T18:00:00Z";
}

/**
 * Whether a stack's time is over.
 *
 * @param expires as in the stack file; empty for never.
 */
export function isExpired(expires: string, now: Date): boolean {
  const end = endOf(expires);
  return end !== undefined && end.getTime() <= now.getTime();
}

/** What is wrong with bringing up a stack whose time is over: the next teardown would take it down again. */
export function expiryProblems(expires: string, now: Date): Problem[] {
  if (!isExpired(expires, now)) return [];
  return [
    {
      path: "expires",
      value: expires,
      reason: "is in the past: the stack would be taken down as soon as it is up",
      cure: "Set a later date, or leave it out.",
    },
  ];
}
