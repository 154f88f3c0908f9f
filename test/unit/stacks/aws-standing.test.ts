import * as aws from "@pulumi/aws";
import { sentence } from "../../../components/errors";
import { refusalToUpdate } from "../../../offline/plugins/aws/rules";
import { standingProblems, upgradeProblems } from "../../../stacks/aws-standing";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const question = { region: "us-east-1", clusterName: "workshop", kubernetesVersion: "1.36.4" };
const eks = (from: string, to: string) =>
  refusalToUpdate("aws:eks/cluster:Cluster", { version: from }, { version: to });

test.each(["1.35", "1.36"])("from %s to 1.36 EKS goes, and nothing is refused", (there) => {
  expect(upgradeProblems(question, there)).toEqual([]);
  expect(eks(there, "1.36")).toBeUndefined();
});

test("two minors at once are refused with the way over the one between, as EKS would refuse them half-way", () => {
  expect(eks("1.34", "1.36")).toMatch(/Unsupported Kubernetes minor version update from 1\.34 to 1\.36$/);
  expect(upgradeProblems(question, "1.34").map(sentence)).toEqual([
    expect.stringMatching(
      /^kubernetesVersion \("1\.36\.4"\) is 2 minors beyond the 1\.34 of the cluster.*update-cluster-version --name workshop --region us-east-1 --kubernetes-version 1\.35;.*update-nodegroup-version --cluster-name workshop --nodegroup-name system/,
    ),
  ]);
});

test("a cluster that AWS has upgraded by itself does not go back", () => {
  expect(eks("1.37", "1.36")).toMatch(/Unsupported/);
  expect(upgradeProblems(question, "1.37").map(sentence)).toEqual([
    expect.stringMatching(/is older than the 1\.37 of the cluster.*Take a newer revision/),
  ]);
});

describe("in an account", () => {
  async function ask(exists: boolean, version: () => object, more: object = {}) {
    const engine = await FakeEngine.start();
    engine.answers.set("aws:eks/getCluster:getCluster", () => version() as Record<string, unknown>);
    const provider = new aws.Provider("aws", { region: "us-east-1" });
    return standingProblems({ ...question, exists, publicAccess: ["52.94.76.7/32"], ...more, provider });
  }

  test("that has no such cluster nobody asks further", async () => {
    const asked = jest.fn(() => ({ version: "1.34" }));
    expect(await ask(false, asked)).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  test("the cluster's own version decides, whatever the state says", async () => {
    expect(await ask(true, () => ({ version: "1.34" }))).toHaveLength(1);
    expect(await ask(true, () => ({ version: "1.35" }))).toEqual([]);
  });

  test("a closed API server is reached by a tunnel once there are nodes, and not before", async () => {
    const closed = { publicAccess: [], tunnelPort: 8443 };
    const version = () => ({ version: "1.36" });
    expect((await ask(false, version, closed)).map(sentence)).toEqual([
      expect.stringMatching(/^eks\.publicAccess .* no node yet .* Name your own address for the first up/),
    ]);
    expect(await ask(true, version, closed)).toEqual([]);
    expect(await ask(false, version, { tunnelPort: 8443 })).toEqual([]);
  });

  test("that refuses the question it is said before anything changes", async () => {
    const refused = ask(true, () => {
      // As gRPC hands a provider's error over.
      const details = "AccessDenied: not authorized to perform eks:DescribeCluster";
      throw Object.assign(new Error(details), { details });
    });
    await expect(refused).rejects.toThrow(/permissions are missing: .*eks:DescribeCluster/);
  });
});
