import { shapeProblems } from "../../../components/crds/shape";
import { sentence } from "../../../components/errors";
import { crdShapes } from "../../../components/spark/rules/validate";

const said = (value: unknown, shape: `#${string}`) =>
  shapeProblems(value, shape, crdShapes, "spec", true).map(sentence);

test("a whole number beyond the 32 bits of its field is refused, at any depth", () => {
  expect(said({ failureRetries: 2 ** 31 }, "#SparkApplicationSpec")).toContainEqual(
    expect.stringMatching(/^spec\.failureRetries \(2147483648\) is too large\. Use 2147483647 or less\./),
  );
  const restartPolicy = { type: "OnFailure", onFailureRetries: 99_999_999_999 };
  expect(said({ restartPolicy }, "#SparkApplicationSpec")).toContainEqual(
    expect.stringMatching(/^spec\.restartPolicy\.onFailureRetries \(99999999999\) is too large/),
  );
  expect(said({ successfulRunHistoryLimit: 3e9 }, "#ScheduledSparkApplicationSpec")).toContainEqual(
    expect.stringMatching(/^spec\.successfulRunHistoryLimit \(3000000000\) is too large/),
  );
});

test("the largest number of 32 bits is taken, and so is what has 64", () => {
  expect(said({ failureRetries: 2 ** 31 - 1, timeToLiveSeconds: 2 ** 40 }, "#SparkApplicationSpec")).toEqual(
    said({}, "#SparkApplicationSpec"),
  );
});

test("a quantity with a fraction is text in the CRD's own fields, and may be a number in a pod template", () => {
  const own = { batchSchedulerOptions: { resources: { cpu: 1.5, memory: "1.5Gi", pods: 2 } } };
  expect(said(own, "#SparkApplicationSpec")).toEqual([
    'spec.batchSchedulerOptions.resources.cpu (1.5) is a number with a fraction, which the CRD takes as text alone: "1.5".',
  ]);
  const containers = [{ name: "spark-kubernetes-driver", resources: { requests: { cpu: 0.5 } } }];
  expect(said({ driver: { template: { spec: { containers } } } }, "#SparkApplicationSpec")).toEqual([]);
});
