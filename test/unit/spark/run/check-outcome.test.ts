import type { SparkApplicationStatus } from "../../../../components/crds/generated/spark-operator";
import { checkRunOutcome, RunFailed } from "../../../../components/spark/run/check-outcome";

const failed: SparkApplicationStatus = {
  applicationState: { state: "FAILED", errorMessage: "driver container failed with ExitCode: 1" },
  driverInfo: { podName: "job-driver" },
};

function judge(status: SparkApplicationStatus | undefined, preview: boolean) {
  const warnings: string[] = [];
  const witnesses = {
    preview,
    driverLog: async (pod: string) => [`log of ${pod}`],
    warn: async (message: string) => {
      warnings.push(message);
    },
  };
  return { result: checkRunOutcome("job", "jobs", status, witnesses), warnings };
}

test("COMPLETED is the only success", async () => {
  const status = { applicationState: { state: "COMPLETED" }, driverInfo: {} };
  await expect(judge(status, false).result).resolves.toBe("COMPLETED");
});

test("FAILED fails the update with the operator's message and the driver's log", async () => {
  const { result } = judge(failed, false);
  await expect(result).rejects.toThrow(RunFailed);
  await expect(result).rejects.toThrow(/jobs\/job ended FAILED: driver container failed with ExitCode: 1/);
  await expect(result).rejects.toThrow(/ {2}\| log of job-driver/);
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
