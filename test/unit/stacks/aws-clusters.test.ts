import * as aws from "@pulumi/aws";
import { isCluster } from "../../../stacks/aws-clusters";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

async function ask(answer: () => Record<string, unknown>, clusterName = "workshop"): Promise<boolean> {
  const engine = await FakeEngine.start();
  engine.answers.set("aws:eks/getClusters:getClusters", answer);
  const provider = new aws.Provider("aws", { region: "us-east-1" });
  return isCluster({ provider, region: "us-east-1", clusterName });
}

test("a cluster is there by its whole name", async () => {
  const names = ["workshop", "another"];
  expect(await ask(() => ({ names }))).toBe(true);
  expect(await ask(() => ({ names }), "work")).toBe(false);
});

test("an account that does not answer is told as such", async () => {
  const refused = ask(() => {
    // As gRPC hands a provider's error over.
    const details = "AccessDenied: not authorized to perform eks:ListClusters";
    throw Object.assign(new Error(details), { details });
  });
  await expect(refused).rejects.toThrow(/permissions are missing: .*eks:ListClusters/);
});
