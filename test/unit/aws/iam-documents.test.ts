import type { Declared } from "../../../cli/preview/declared";
import { awsStack } from "../../../stacks/aws";
import { accepted, type IamFinding, judged } from "../../iam/accepted";
import { documentsIn, otherDocuments } from "../../iam/documents";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

test("every role, policy, bucket and queue of the stack has its document among those that the validator is given", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images });
  awsStack(config, awsReady(config));
  await settled();
  const resources = engine.registered as unknown as readonly Declared[];
  const found = documentsIn("aws", resources);
  const holders = resources.filter(({ type }) =>
    /^aws:(iam\/(role|policy|rolePolicy)|s3\/bucketPolicy|sqs\/queuePolicy):/.test(type),
  );
  expect(holders.length).toBeGreaterThan(15);
  expect(found).toHaveLength(holders.length);
  for (const { document } of found) expect(document.Statement.length).toBeGreaterThan(0);
});

test("so are those of attendees and of GitHub's roles", () => {
  expect(otherDocuments().map(({ where }) => where)).toEqual(
    expect.arrayContaining([
      "an attendee's role",
      "trust of a GitHub environment",
      "GitHub's role to deploy, data",
    ]),
  );
});

test("what is not accepted is open, and what nothing needs any more is told", () => {
  const found: IamFinding = { where: "w", issue: "UNKNOWN_ACTION", severity: "LOW", detail: "s3:GetObjct" };
  const entry = { issue: "UNKNOWN_ACTION", where: /^w$/, detail: /GetObjct/, reason: "r" };
  expect(judged([found], [])).toEqual({ open: [found], needless: [] });
  expect(judged([found], [entry])).toEqual({ open: [], needless: [] });
  expect(judged([{ ...found, issue: "MALFORMED" }], [entry])).toMatchObject({
    open: [{}],
    needless: [entry],
  });
});

test("every acceptance says why", () => {
  for (const { reason, issue } of accepted) expect([issue, reason.length > 20]).toEqual([issue, true]);
});
