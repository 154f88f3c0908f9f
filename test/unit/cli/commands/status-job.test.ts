import { screenWords } from "../../../../cli/commands/screen-words";
import { jobLines, whyNot } from "../../../../cli/commands/status-job";
import { cannotStart } from "../../../../components/spark/run/start/end-run";
import { application, event, running, view, waiting } from "../../spark/run/start/recorded";

const driver = waiting("driver", "CreateContainerConfigError", 'secret "database" not found');
const failed = event(driver, "Failed", 'Error: secret "database" not found', { count: 3 });

test("a job that does not start is shown with the reason, its pod, the events and the commands", () => {
  const other = event(running("executor"), "Pulled", "another job's");
  const text = jobLines(view(40, { pods: [driver] }), [failed, other], screenWords.en).join("\n");
  expect(text).toMatch(/^SparkApplication spark-jobs\/flights\n/);
  expect(text).toMatch(/state +SUBMITTED/);
  expect(text).toMatch(/attempts +1 of the run, 1 of its submission/);
  expect(text).toContain(
    'What keeps it from running\n  - pod flights-driver, container spark-kubernetes-driver: the Secret "database" is missing.',
  );
  expect(text).toMatch(/flights-driver +Pending +workshop-worker/);
  expect(text).toMatch(/35 s ago +flights-driver +Failed ×3 +Error: secret "database" not found/);
  expect(text).not.toContain("another job's");
  expect(text).toContain("kubectl -n spark-jobs describe pod flights-driver");
});

test("the driver's pod is the one that the operator names", () => {
  const app = application("RUNNING");
  const named = { ...app, status: { ...app.status, driverInfo: { podName: "short-1a2b-driver" } } };
  const text = jobLines(view(40, { application: named, pods: [running("driver")] }), [], screenWords.en).join(
    "\n",
  );
  expect(text).toContain("kubectl -n spark-jobs logs short-1a2b-driver");
  expect(text).not.toContain("What keeps it from running");
});

test("of a run that an update has ended, what was noted is shown: its pods are gone", () => {
  const note = " - pod flights-driver: no node takes the pod.\nEvents of its pods:\n  | x";
  const ended = application("SUSPENDED", "", { annotations: { [cannotStart]: note } });
  expect(whyNot(view(90, { application: ended }))).toEqual(note.split("\n"));
});
