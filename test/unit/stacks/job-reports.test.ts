import type { JobResult } from "../../../components/spark/job";
import { reportsOf } from "../../../stacks/job-reports";

const application = (name: string, more: object = {}) => ({
  name,
  namespace: "spark-jobs",
  zone: "local-a",
  commands: { logs: `kubectl logs ${name}` },
  resource: "of the engine",
  ...more,
});
const reports = (result: unknown) => reportsOf(result as JobResult);
const told = (name: string) => ({
  name,
  namespace: "spark-jobs",
  zone: "local-a",
  commands: { logs: `kubectl logs ${name}` },
});

test("what is told of a job is told of each of its applications, with nothing else of them", () => {
  expect(reports(application("a"))).toStrictEqual([told("a")]);
  expect(reports([application("a"), { application: application("b") }])).toEqual([told("a"), told("b")]);
});

test("a report and the division of a node go along where there are", () => {
  const report = "s3a://lake/report";
  expect(reports([{ application: application("a", { division: "2 of 4" }), report }])).toEqual([
    { ...told("a"), division: "2 of 4", report },
  ]);
});
