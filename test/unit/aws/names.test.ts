import { fitted, longest, longestOf } from "../../../components/aws/names";
import { eksProblems, namesMadeOf } from "../../../components/cluster/eks/validate";
import { sentence } from "../../../components/errors";
import { versions } from "../../../components/versions/versions";
import { refusalOfInputs } from "../../../offline/plugins/aws/rules";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const clusterName = (length: number) => `c${"l".repeat(length - 1)}`;
const said = (name: string) => eksProblems({ name, kubernetesVersion: versions.kubernetes }).map(sentence);

test("a cluster's name is refused as soon as something that is called after it would be too long", () => {
  const most = longestOf(namesMadeOf);
  expect(said(clusterName(most))).toEqual([]);
  expect(said(clusterName(most + 1))).toEqual([
    expect.stringMatching(new RegExp(`^clusterName .* is not a valid name of 2 to ${most} `)),
  ]);
  const tooLong = namesMadeOf(clusterName(most + 1)).filter(({ name, kind }) => name.length > longest[kind]);
  expect(tooLong.map(({ name }) => name)).toEqual([
    expect.stringMatching(/-karpenter-capacity-reservation$/),
  ]);
});

test("AWS takes every name of a stack whose cluster's name is as long as it may be", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const config = awsConfig(
    { publicAccess: ["52.94.76.7/32"] },
    { clusterName: clusterName(longestOf(namesMadeOf)) },
  );
  awsStack(config, awsReady(config));
  await settled();
  const named = engine.registered.filter(({ type }) => type.startsWith("aws:"));
  expect(named.length).toBeGreaterThan(50);
  expect(named.map(({ type, inputs }) => refusalOfInputs(type, inputs as never)).filter(Boolean)).toEqual([]);
});

test("a name that fits stays, and two long ones that begin alike stay two", () => {
  const fits = "spark-workshop-spark-jobs-spark";
  expect(fitted(fits, "role")).toBe(fits);
  expect(fitted("r".repeat(64), "role")).toBe("r".repeat(64));
  const [one, other] = ["a", "b"].map((end) => fitted(`${"r".repeat(70)}${end}`, "role"));
  expect(one).toMatch(/^r{55}-[0-9a-f]{8}$/);
  expect(one).not.toBe(other);
});
