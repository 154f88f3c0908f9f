import { accessProblems, withoutOthers } from "../../../components/cluster/eks/access";
import { sentence } from "../../../components/errors";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

const account = "arn:aws:iam::123456789012:";
const deploy = `${account}role/ci/deploy`;
const ana = `${account}user/ana`;

afterEach(settled);

/** Everything that is wrong with it, as a person reads it. */
const said = (admins: readonly string[], viewers: readonly string[] = []) =>
  accessProblems("eks.access", { admins, viewers }, "aws").map(
    (problem) => `${sentence(problem)} ${problem.cure}`,
  );

describe("who may be named", () => {
  test("roles and users, with paths and of other accounts", () => {
    expect(said([deploy, ana], ["arn:aws:iam::210987654321:role/auditor"])).toEqual([]);
  });

  test("a session is told its role", () => {
    expect(said(["arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_1a/ana@example.com"])).toEqual([
      expect.stringMatching(
        /^eks\.access\.admins\[0\].*is the ARN of a session.*Write its role: arn:aws:iam::123456789012:role\/AWSReservedSSO_Admin_1a.*get-role --role-name AWSReservedSSO_Admin_1a/,
      ),
    ]);
  });

  test.each([
    ["the root user", `${account}root`],
    ["a group", `${account}group/admins`],
    ["a bare name", "deploy"],
    ["another partition", "arn:aws-cn:iam::123456789012:role/deploy"],
    ["a short account", "arn:aws:iam::1234:role/deploy"],
  ])("%s is none", (_, arn) => {
    expect(said([], [arn])).toEqual([expect.stringContaining("is not the ARN of a role or user of aws")]);
  });

  test("nobody twice, under another path or case or as a viewer either", () => {
    expect(said([deploy, ana], [`${account}role/Deploy`, ana])).toEqual([
      expect.stringMatching(/^eks\.access\.viewers\[0\].*is already given at eks\.access\.admins\[0\]/),
      expect.stringMatching(/^eks\.access\.viewers\[1\].*is already given at eks\.access\.admins\[1\]/),
    ]);
  });
});

test("whoever has an entry from elsewhere gets none from the stack", () => {
  const access = { admins: [deploy, ana], viewers: [`${account}role/read`] };
  expect(withoutOthers(access, [`${account}role/deploy`])).toEqual({
    admins: [ana],
    viewers: [`${account}role/read`],
  });
});

test("admins and viewers get entries, before anything is asked of the cluster", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const config = awsConfig({
    publicAccess: ["52.94.76.7/32"],
    access: { admins: [deploy, ana], viewers: [`${account}role/read`] },
  });
  awsStack(config, { ...awsReady(config), entriesOfOthers: [ana] });
  await settled();
  const made = (type: string) =>
    engine.registered.filter((one) => one.type === type).map(({ name, inputs }) => ({ name, ...inputs }));
  expect(made("aws:eks/accessEntry:AccessEntry")).toMatchObject([
    { name: "cluster-access-123456789012-role-deploy", principalArn: deploy, type: "STANDARD" },
    { name: "cluster-access-123456789012-role-read", principalArn: `${account}role/read`, type: "STANDARD" },
    { name: "karpenter-node", type: "EC2_LINUX" },
  ]);
  const policy = "arn:aws:eks::aws:cluster-access-policy";
  expect(made("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")).toMatchObject([
    { principalArn: deploy, policyArn: `${policy}/AmazonEKSClusterAdminPolicy` },
    { principalArn: `${account}role/read`, policyArn: `${policy}/AmazonEKSAdminViewPolicy` },
  ]);
  const order = engine.names();
  expect(order.indexOf("pulumi:providers:kubernetes/cluster")).toBeGreaterThan(
    order.indexOf(
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation/cluster-access-123456789012-role-read",
    ),
  );
});
