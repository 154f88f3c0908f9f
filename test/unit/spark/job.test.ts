import { defineJob } from "../../../components/spark/job";

test("a job is what it was defined as", () => {
  const job = () => [];
  expect(defineJob(job)).toBe(job);
});
