import type { CronSchedule } from "../units/cron";

/** Days as cron counts them. */
export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** Hours of each week in which nodes of an older image may be replaced, jobs or not. In UTC. */
export interface Maintenance {
  readonly day: (typeof weekdays)[number];
  /** Hour of the day at which it begins, 0 to 23. */
  readonly hour: number;
  /** How many hours it lasts, 1 to 24. */
  readonly hours: number;
}

const hoursOfWeek = 7 * 24;

/**
 * The rest of the week, as a disruption budget of Karpenter says it: of the budgets that hold at a time the smallest counts, so a window is
 * what one that forbids everything leaves open.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets
 */
export function outside({ day, hour, hours }: Maintenance): {
  schedule: CronSchedule;
  duration: string;
} {
  const end = (weekdays.indexOf(day) * 24 + hour + hours) % hoursOfWeek;
  return {
    schedule: `0 ${end % 24} * * ${Math.floor(end / 24)}`,
    duration: `${hoursOfWeek - hours}h`,
  };
}
