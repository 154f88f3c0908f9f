import { deletionOrder, type EdgeName } from "../../../components/teardown/edges";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { DeletionGraph } from "../../support/graph";
import { whose } from "../../support/teardown";

// One edge at a time can be taken out of the program.
let mockMissing: EdgeName | undefined;
jest.mock("../../../components/teardown/edges", () => {
  const real = jest.requireActual("../../../components/teardown/edges");
  return {
    ...real,
    dependsOnFor: (edge: EdgeName, survivors: readonly never[]) =>
      edge === mockMissing ? [] : real.dependsOnFor(edge, survivors),
  };
});

const names = Object.keys(deletionOrder) as EdgeName[];

/** The graph of the stack, without an edge or whole. */
async function graph(missing?: EdgeName): Promise<DeletionGraph> {
  mockMissing = missing;
  await FakeEngine.start(awsOutputs);
  const recorded = DeletionGraph.recording();
  // With the images in place: how they get there has no part in the order.
  const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };
  const budget = { emails: ["ana@example.com"] };
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images, budget });
  awsStack(config, awsReady(config));
  await settled();
  return recorded;
}

let whole: DeletionGraph;
beforeAll(async () => {
  whole = await graph();
});
afterEach(settled);

test.each(names)("%s: the real graph has it, and the resources it is about", (name) => {
  const { first, others } = whose[name];
  expect(whole.matching(first).length).toBeGreaterThan(0);
  expect(whole.matching(others).length).toBeGreaterThan(0);
  expect(whole.violations(first, others)).toEqual([]);
});

test.each(names)("%s is needed: without it nothing else keeps the order", async (name) => {
  const { first, others } = whose[name];
  expect((await graph(name)).violations(first, others)).not.toEqual([]);
});

test("every edge says why, and where it was seen", () => {
  for (const [name, { reason, reference }] of Object.entries(deletionOrder)) {
    expect([name, reason.length > 20, reference]).toEqual([name, true, expect.stringMatching(/^https:\/\//)]);
  }
});

test("an edge of no table is refused", () => {
  const { dependsOnFor } = jest.requireActual("../../../components/teardown/edges");
  expect(() => dependsOnFor("never", [])).toThrow("never is not an edge of the teardown");
});
