import { type Duration, durationFault, secondsOf } from "./duration";
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
    const text = schedule.slice("@every ".length);
    const every = secondsOf(text);
    if (every === undefined) return "has no duration after @every";
    const fault = durationFault(text);
    if (every > 1 && fault) return `has a duration after @every that ${fault}`;
    return every >= 1 ? undefined : "runs more often than once a second";
  }
  if (schedule.startsWith("@")) {
    return descriptors.has(schedule)
      ? undefined
      : `is not a descriptor, those being ${[...descriptors].join(", ")}`;
  }
  const parts = schedule.trim().split(/\s+/);
  if (schedule.trim() === "") return "is empty";
  if (parts.length !== fields.length) {
    const count = parts.length === 1 ? "1 field" : `${parts.length} fields`;
    return `has ${count} in place of ${fields.length} (minute, hour, day of month, month, day of week)`;
  }
  for (const [index, field] of fields.entries()) {
    for (const part of (parts[index] ?? "").split(",")) {
      const fault = rangeFault(part, field);
      if (fault) return fault;
    }
  }
  return neverComes(parts) ? "names a day that its months do not have, so it never comes" : undefined;
}

/** Days of each month in a leap year. */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether no month that a schedule names has a day that it names. With a day of week besides, either will do. */
function neverComes(parts: readonly string[]): boolean {
  const [, , day = "*", month = "*", weekday = "*"] = parts;
  if (/^[*?]/.test(day) || !/^[*?](\/1)?$/.test(weekday)) return false;
  const least = Math.min(...day.split(",").map((part) => Number.parseInt(part, 10)));
  const longest = longestMonths.filter((_, index) =>
    month.split(",").some((part) => covers(part, index + 1)),
  );
  return least > Math.max(...longest);
}

/** Whether a part of the field for months names a month. */
function covers(part: string, month: number): boolean {
  const [range = "*", step] = part.split("/");
  const [from = "*", to] = range.split("-");
  const number = (text: string): number => months.indexOf(text.toLowerCase()) + 1 || Number(text);
  const open = from === "*" || from === "?";
  const first = open ? 1 : number(from);
  const last = open || (to === undefined && step !== undefined) ? 12 : to === undefined ? first : number(to);
  return month >= first && month <= last && (month - first) % Number(step ?? 1) === 0;
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
  const one = name === "hour" ? "an hour" : `a ${name}`;
  if (first < least || last > most) return `has ${one} outside ${least} to ${most} (${part})`;
  return first <= last ? undefined : `has ${one} that ends before it begins (${part})`;
}
