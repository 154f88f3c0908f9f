import type { SparkApplicationStatus } from "../../../../components/crds/generated/spark-operator";
import { checkRunOutcome, RunFailed } from "../../../../components/spark/run/check-outcome";

const failed: SparkApplicationStatus = {
  applicationState: { state: "FAILED", errorMessage: "driver container failed with ExitCode: 1" },
  driverInfo: { podName: "job-driver" },
};

function judge(status: SparkApplicationStatus | undefined, preview: boolean, cannotStart?: string) {
  const warnings: string[] = [];
  const witnesses = {
    preview,
    evidence: async () => ({ causes: ["the cause"], driverLog: ["its last word"] }),
    warn: async (message: string) => {
      warnings.push(message);
    },
  };
  return {
    result: checkRunOutcome({ name: "job", namespace: "jobs", status, cannotStart }, witnesses),
    warnings,
  };
}

test("COMPLETED is the only success", async () => {
  const status = { applicationState: { state: "COMPLETED" }, driverInfo: {} };
  await expect(judge(status, false).result).resolves.toBe("COMPLETED");
});

test("FAILED fails the update with the operator's message, the cause and the driver's log", async () => {
  const { result } = judge(failed, false);
  await expect(result).rejects.toThrow(RunFailed);
  await expect(result).rejects.toThrow(/jobs\/job ended FAILED: driver container failed with ExitCode: 1/);
  await expect(result).rejects.toThrow(/\n - the cause\n.*job-driver.*\n {2}\| its last word/);
});

test("a status that never came is a failure, not a success", async () => {
  await expect(judge(undefined, false).result).rejects.toThrow(/ended UNKNOWN/);
});

test("a preview warns of a failed last run and goes on", async () => {
  const { result, warnings } = judge(failed, true);
  await expect(result).resolves.toBe("FAILED");
  expect(warnings).toEqual([
    "the last run of jobs/job ended FAILED: driver container failed with ExitCode: 1",
  ]);
});

test("a preview of a job that has not run yet says nothing", async () => {
  const { result, warnings } = judge(undefined, true);
  await expect(result).resolves.toBe("UNKNOWN");
  expect(warnings).toEqual([]);
});

test("a run that could not start fails the update with the reason, whatever its state", async () => {
  const suspended: SparkApplicationStatus = { applicationState: { state: "SUSPENDED" }, driverInfo: {} };
  await expect(judge(suspended, false, " - no such image").result).rejects.toThrow(
    /^SparkApplication jobs\/job cannot start:\n - no such image\n/,
  );
});

test("a preview says that the update runs a job again that could not start", async () => {
  const { result, warnings } = judge(undefined, true, " - no such image");
  await result;
  expect(warnings).toEqual(["the last run of jobs/job could not start; the update runs the job again"]);
});

test("a run that completed all the same is a success", async () => {
  const status = { applicationState: { state: "COMPLETED" }, driverInfo: {} };
  await expect(judge(status, false, "too late").result).resolves.toBe("COMPLETED");
});
