import { compile } from "json-p3";
import { failureReport, outcome, runIsOver } from "../../../../components/spark/run/outcome";

// The same RFC 9535 path that the provider evaluates, without the provider.
const path = compile(`$${/\{(.*)\}/.exec(runIsOver)?.[1]}`);
const over = (state: string) =>
  path.query({ status: { applicationState: { state, errorMessage: "" } } }).values().length > 0;

test.each(["COMPLETED", "FAILED"])("%s ends the waiting", (state) => expect(over(state)).toBe(true));

test.each(["", "SUBMITTED", "RUNNING", "SUBMISSION_FAILED", "PENDING_RERUN", "FAILING", "SUCCEEDING"])(
  "%p does not: the operator goes on from there",
  (state) => expect(over(state)).toBe(false),
);

test("an error message that reads like a state does not end the waiting", () => {
  const app = { status: { applicationState: { state: "RUNNING", errorMessage: "driver FAILED" } } };
  expect(path.query(app).values()).toEqual([]);
});

test("the outcome of a failed run carries the operator's words and the driver's pod", () => {
  const how = outcome({
    applicationState: { state: "FAILED", errorMessage: "driver container failed with ExitCode: 1" },
    driverInfo: { podName: "flights-driver" },
  });
  expect(how).toEqual({
    completed: false,
    state: "FAILED",
    message: "driver container failed with ExitCode: 1",
    driverPod: "flights-driver",
  });
  const report = failureReport("flights", "spark-jobs", how, ["Traceback", "ValueError: no such column"]);
  expect(report).toContain(
    "SparkApplication spark-jobs/flights ended FAILED: driver container failed with ExitCode: 1",
  );
  expect(report).toContain("  | ValueError: no such column");
});

test("a run that never had a driver says so", () => {
  const how = outcome({ applicationState: { state: "FAILED" }, driverInfo: {} });
  expect(how.message).toBe("the operator gives no reason");
  expect(failureReport("flights", "jobs", how, [])).toContain("it never started");
});

test("no status yet is no outcome", () => {
  expect(outcome(undefined)).toMatchObject({ completed: false, state: "UNKNOWN" });
});
