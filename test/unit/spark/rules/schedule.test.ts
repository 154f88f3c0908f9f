import { sentence } from "../../../../components/errors";
import { scheduledNameProblems, scheduleProblems } from "../../../../components/spark/rules/schedule";

const told = (schedule: object) => scheduleProblems(schedule).map(sentence);

test("a name leaves room for the dash and nanoseconds of its runs", () => {
  expect(scheduledNameProblems("n".repeat(43))).toEqual([]);
  expect(scheduledNameProblems("n".repeat(44))).toHaveLength(1);
});

test("a schedule that the CRD takes is let pass, and what is not its field is another check's", () => {
  expect(
    told({ schedule: "@daily", successfulRunHistoryLimit: 0, failedRunHistoryLimit: 3, suspend: true }),
  ).toEqual([]);
  expect(told({ schedule: undefined, other: 1 })).toEqual([]);
});

test("histories are not negative, and fields have the CRD's types", () => {
  expect(told({ successfulRunHistoryLimit: -1, failedRunHistoryLimit: -2 })).toEqual([
    "spec.successfulRunHistoryLimit (-1) is not a valid number of runs. Use 0 or more.",
    "spec.failedRunHistoryLimit (-2) is not a valid number of runs. Use 0 or more.",
  ]);
  expect(scheduleProblems({ suspend: "yes", concurrencyPolicy: -1 }).map(({ path }) => path)).toEqual([
    "spec.suspend",
    "spec.concurrencyPolicy",
  ]);
});
