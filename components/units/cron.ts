import { type Duration, secondsOf } from "./duration";
import { isTimeZone } from "./time-zone";

/**
 * When a ScheduledSparkApplication runs: five fields (minute, hour, day of month, month, day of week), a descriptor, or
 * `@every` with a duration.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3, `ParseStandard`, which is what the operator calls
 */
export type CronSchedule =
  | `${string} ${string} ${string} ${string} ${string}`
  | "@yearly"
  | "@annually"
  | "@monthly"
  | "@weekly"
  | "@daily"
  | "@midnight"
  | "@hourly"
  | `@every ${Duration}`;

const descriptors = new Set([
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
]);

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const fields: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of month", least: 1, most: 31 },
  { name: "month", least: 1, most: 12, names: months },
  { name: "day of week", least: 0, most: 6, names: days },
];

/**
 * Why the operator would not read a schedule. It reads five fields: a sixth for seconds, `L`, `W` and `#`, which other
 * crons know, are refused; day of week 7 is too.
 *
 * @returns the end of a sentence, or `undefined` when it is a schedule.
 */
export function cronFault(schedule: string): string | undefined {
  // The operator leaves a schedule that has one as it is. @see controller.go of its scheduledsparkapplication
  const [zoned, zone = "", rest = ""] = /^(?:CRON_TZ|TZ)=(\S*)\s*(.*)$/.exec(schedule) ?? [];
  if (zoned !== undefined) {
    return isTimeZone(zone) ? cronFault(rest) : `has a time zone that is not one (${zone})`;
  }
  if (schedule.startsWith("@every ")) {
    const every = secondsOf(schedule.slice("@every ".length));
    if (every === undefined) return "has no duration after @every";
    return every >= 1 ? undefined : "runs more often than once a second";
  }
  if (schedule.startsWith("@")) {
    return descriptors.has(schedule)
      ? undefined
      : `is not a descriptor, those being ${[...descriptors].join(", ")}`;
  }
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return `has ${parts.length} fields in place of ${fields.length} (minute, hour, day of month, month, day of week)`;
  }
  for (const [index, field] of fields.entries()) {
    for (const part of (parts[index] ?? "").split(",")) {
      const fault = rangeFault(part, field);
      if (fault) return fault;
    }
  }
  return undefined;
}

/** One of the comma-separated parts of a field: `*`, `?`, `5`, `1-5`, steps, `10-50/20`, `mon-fri`. */
function rangeFault(part: string, { name, least, most, names = [] }: Field): string | undefined {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0) return `has more than one step in ${name} (${part})`;
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) return `has no number of steps in ${name} (${part})`;
  if (range === "*" || range === "?") return undefined;
  const [from, to, ...rest] = range.split("-");
  if (rest.length > 0) return `has more than one dash in ${name} (${part})`;
  const number = (text: string): number => {
    const known = names.indexOf(text.toLowerCase());
    if (known >= 0) return known + least;
    return /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const first = number(from ?? "");
  const last = to === undefined ? first : number(to);
  if (Number.isNaN(first) || Number.isNaN(last)) return `has no number in ${name} (${part})`;
  if (first < least || last > most) return `has a ${name} outside ${least} to ${most} (${part})`;
  return first <= last ? undefined : `has a ${name} that ends before it begins (${part})`;
}
