import {
  cannotStartReport,
  failureReport,
  outcome,
  runIsOver,
} from "../../../../components/spark/run/outcome";
import { cannotStart } from "../../../../components/spark/run/start/end-run";
import { waitFor } from "../../../../offline/plugins/kubernetes/wait-for";

// The same RFC 9535 path that the provider evaluates, by the stand-in's reading of it.
const judge = waitFor({ metadata: { annotations: { "pulumi.com/waitFor": runIsOver } } });
const isOver = (app: object) =>
  judge?.({ apiVersion: "sparkoperator.k8s.io/v1beta2", kind: "SparkApplication", ...app }).ready;
const over = (state: string) =>
  isOver({
    metadata: { name: "flights", annotations: { "pulumi.com/waitFor": runIsOver } },
    status: { applicationState: { state, errorMessage: "" } },
  });

test.each(["COMPLETED", "FAILED"])("%s ends the waiting", (state) => expect(over(state)).toBe(true));

test.each(["", "SUBMITTED", "RUNNING", "SUBMISSION_FAILED", "PENDING_RERUN", "FAILING", "SUCCEEDING"])(
  "%p does not: the operator goes on from there",
  (state) => expect(over(state)).toBe(false),
);

test("an error message that reads like a state does not end the waiting", () => {
  const app = { status: { applicationState: { state: "RUNNING", errorMessage: "driver FAILED" } } };
  expect(isOver(app)).toBe(false);
});

test("a note that the run cannot start ends the waiting, whatever the state", () => {
  const metadata = { name: "flights", annotations: { [cannotStart]: "no such image" } };
  expect(isOver({ metadata })).toBe(true);
  expect(isOver({ metadata, status: { applicationState: { state: "SUBMITTED" } } })).toBe(true);
  expect(isOver({ metadata: { name: "flights" } })).toBe(false);
});

test("the report of a run that cannot start has its reasons and the way on", () => {
  const report = cannotStartReport("flights", "jobs", ' - pod flights-driver: the Secret "db" is missing.');
  expect(report).toMatch(/^SparkApplication jobs\/flights cannot start:\n - pod flights-driver: /);
  expect(report).toContain("`pulumi up` runs the job again");
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
  const report = failureReport("flights", "spark-jobs", how, {
    causes: ["pod flights-driver: the driver ended with exit code 1. See the driver's log."],
    driverLog: ["Traceback", ...Array.from({ length: 28 }, () => "..."), "ValueError: no such column", "end"],
  });
  expect(report).toContain("\n - pod flights-driver: the driver ended with exit code 1.");
  expect(report).not.toContain("Traceback");
  expect(report).toContain(
    "SparkApplication spark-jobs/flights ended FAILED: driver container failed with ExitCode: 1",
  );
  expect(report).toContain("  | ValueError: no such column");
});

test("a run that never had a driver says so", () => {
  const how = outcome({ applicationState: { state: "FAILED" }, driverInfo: {} });
  expect(how.message).toBe("the operator gives no reason");
  expect(failureReport("flights", "jobs", how, { causes: [], driverLog: [] })).toBe(
    [
      "SparkApplication jobs/flights ended FAILED: the operator gives no reason",
      "The driver left no log: it never started.",
      "Fix the job and run `pulumi up` again. To run it again as it is: `pulumi up --target-replace <its URN>`",
      "(`pulumi stack --show-urns` lists it), or delete it first: kubectl -n jobs delete sparkapplication flights.",
    ].join("\n"),
  );
});

test("no status yet is no outcome", () => {
  expect(outcome(undefined)).toMatchObject({ completed: false, state: "UNKNOWN" });
});
