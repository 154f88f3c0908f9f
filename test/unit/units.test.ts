import * as fc from "fast-check";
import { cronFault } from "../../components/units/cron";
import { secondsOf } from "../../components/units/duration";
import { mebibytes, mebibytesOf } from "../../components/units/memory-size";
import { cpuMillisOf, mebibytesOfQuantity, quantityValue } from "../../components/units/quantity";
import { isTimeZone } from "../../components/units/time-zone";

test.each([
  ["512m", 512],
  ["4g", 4096],
  ["4GB", 4096],
  ["1048576k", 1024],
  ["1t", 1_048_576],
])("%s are %i MiB", (text, mib) => {
  expect(mebibytesOf(text)).toBe(mib);
});

test.each(["4Gi", "512", "1.5g", "-1g", "", "g"])("Spark does not read %p as a size", (text) => {
  expect(mebibytesOf(text)).toBeUndefined();
});

test("property: a size that is written is read as it was", () => {
  fc.assert(fc.property(fc.nat(10_000_000), (mib) => mebibytesOf(mebibytes(mib)) === mib));
});

test.each([
  ["3400m", 3400],
  ["2", 2000],
  ["0.5", 500],
  ["1500u", 2],
  ["1e1", 10_000],
])("%s of CPU are %im", (text, millis) => {
  expect(cpuMillisOf(text)).toBe(millis);
});

test.each([
  ["3188736Ki", 3114],
  ["3114Mi", 3114],
  ["4Gi", 4096],
  ["1048576", 1],
])("%s of memory are %i MiB", (text, mib) => {
  expect(mebibytesOfQuantity(text)).toBe(mib);
});

test.each(["two", "1 core", "500M i", "", "m"])("Kubernetes does not read %p as a quantity", (text) => {
  expect(quantityValue(text)).toBeUndefined();
});

test.each([
  ["90s", 90],
  ["1h30m", 5400],
  ["250ms", 0.25],
  ["1.5h", 5400],
])("%s are %d seconds", (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each(["30", "5 m", "1d", ""])("%p is not a valid duration", (text) => {
  expect(secondsOf(text)).toBeUndefined();
});

test.each([
  "* * * * *",
  "*/5 0-23/2 1,15 jan-dec mon-fri",
  "0 0 ? * SUN",
  "30 4 1 1 0",
  "@hourly",
  "@every 90s",
  "@every 1h30m",
])("%p is a schedule", (schedule) => {
  expect(cronFault(schedule)).toBeUndefined();
});

test.each([
  ["0 0 0 * * *", "has 6 fields in place of 5 (minute, hour, day of month, month, day of week)"],
  ["* * * *", "has 4 fields in place of 5 (minute, hour, day of month, month, day of week)"],
  ["hourly", "has 1 field in place of 5 (minute, hour, day of month, month, day of week)"],
  [" ", "is empty"],
  ["0 24 * * *", "has an hour outside 0 to 23 (24)"],
  ["0 5-1 * * *", "has an hour that ends before it begins (5-1)"],
  ["60 * * * *", "has a minute outside 0 to 59 (60)"],
  ["* * 0 * *", "has a day of month outside 1 to 31 (0)"],
  ["* * * * 7", "has a day of week outside 0 to 6 (7)"],
  ["* * L * *", "has no number in day of month (L)"],
  ["5-1 * * * *", "has a minute that ends before it begins (5-1)"],
  ["*/0 * * * *", "has no number of steps in minute (*/0)"],
  ["1-2-3 * * * *", "has more than one dash in minute (1-2-3)"],
  ["*/2/2 * * * *", "has more than one step in minute (*/2/2)"],
  [
    "@evry 5m",
    "is not a descriptor, those being @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly",
  ],
  ["@every 5 minutes", "has no duration after @every"],
  ["@every 100ms", "runs more often than once a second"],
  ["TZ=UTC 0 0 * *", "has 4 fields in place of 5 (minute, hour, day of month, month, day of week)"],
  ["CRON_TZ=Nowhere/Land 0 0 * * *", "has a time zone that is not one (Nowhere/Land)"],
])("%p is not a valid schedule: it %s", (schedule, fault) => {
  expect(cronFault(schedule)).toBe(fault);
});

test("property: every minute and hour of a day makes a schedule, everything else does not", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 }), (minute, hour) => {
      const sound = minute >= 0 && minute <= 59 && hour >= 0 && hour <= 23;
      return (cronFault(`${minute} ${hour} * * *`) === undefined) === sound;
    }),
  );
});

test.each(["America/Sao_Paulo", "UTC", "Local"])("%s is a time zone", (name) =>
  expect(isTimeZone(name)).toBe(true),
);
test.each(["America/Sao Paulo", "Brazil", "+03:00", ""])("%p is none", (name) =>
  expect(isTimeZone(name)).toBe(false),
);
