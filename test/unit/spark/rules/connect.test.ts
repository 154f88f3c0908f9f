import type { SparkConnectSpec } from "../../../../components/crds/generated/spark-operator";
import { connectProblems } from "../../../../components/spark/rules/connect";

/** What is said about the image of a server whose templates name one, or do not. */
function said(server: string | undefined, executor: string | undefined, image?: string): string[] {
  const template = (own: string | undefined) => ({
    spec: { containers: [{ name: "spark", ...(own ? { image: own } : {}) }] },
  });
  const spec = {
    sparkVersion: "4.1.2",
    ...(image ? { image } : {}),
    server: { template: template(server) },
    executor: { instances: 1, template: template(executor) },
  } as SparkConnectSpec;
  return connectProblems({ name: "notebooks", namespace: "jobs", groups: [], driverOnSpot: false, spec })
    .map(({ path, reason }) => `${path} ${reason}`)
    .filter((line) => line.startsWith("spec.image "));
}

test("a Connect server needs an image for both its pods", () => {
  const missing = ["spec.image is missing, and the templates of server and executors do not both name one"];
  expect(said("a", undefined)).toEqual(missing);
  expect(said(undefined, "a")).toEqual(missing);
  expect(said(undefined, undefined)).toEqual(missing);
  expect(said("a", "a")).toEqual([]);
  expect(said(undefined, undefined, "a")).toEqual([]);
});
