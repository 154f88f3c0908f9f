import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { callsByType } from "../../../components/github/calls";
import { environmentsOf } from "../../../components/github/environments";
import {
  type Part,
  type Purpose,
  partNames,
  permissions,
  type StackScope,
} from "../../../components/github/permissions";
import { eksKinds } from "../../../offline/plugins/aws/eks-kinds";
import { kinds } from "../../../offline/plugins/aws/kinds";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { isAllowed } from "../../support/iam";

afterEach(settled);

const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
const scope: StackScope = {
  account,
  clusterName: "spark-workshop",
  buckets: ["landing", "lake", "events"].map((name) => `workshop-${name}-123456789012`),
};
const purposes: readonly Purpose[] = ["deploy", "read", "teardown"];

/** Whether one of a role's policies allows a call. */
function may(
  purpose: Purpose,
  call: string,
  resource: string,
  context: Record<string, string> = {},
): boolean {
  const documents = permissions(scope, purpose);
  const asked = { "aws:RequestedRegion": "us-east-1", ...context };
  return partNames.some((part) => isAllowed(documents[part], call, resource, asked));
}

test("the calls of every type of resource that a stack can have are known", () => {
  const types = Object.keys({ ...kinds, ...eksKinds }).filter((type) => !/:get/.test(type));
  expect(types.filter((type) => !Object.hasOwn(callsByType, type))).toEqual([]);
});

/** ARN of a thing that AWS knows by a name of ours. */
const arns: Readonly<Record<string, (inputs: Record<string, unknown>) => string>> = {
  "aws:iam/role:Role": ({ name }) => `arn:aws:iam::123456789012:role/${name}`,
  "aws:iam/policy:Policy": ({ name }) => `arn:aws:iam::123456789012:policy/${name}`,
  "aws:iam/instanceProfile:InstanceProfile": ({ name }) =>
    `arn:aws:iam::123456789012:instance-profile/${name}`,
  "aws:s3/bucket:Bucket": ({ bucket }) => `arn:aws:s3:::${bucket}`,
  "aws:sqs/queue:Queue": ({ name }) => `arn:aws:sqs:us-east-1:123456789012:${name}`,
  "aws:budgets/budget:Budget": ({ name }) => `arn:aws:budgets::123456789012:budget/${name}`,
  "aws:cloudwatch/eventRule:EventRule": ({ name }) => `arn:aws:events:us-east-1:123456789012:rule/${name}`,
  "aws:cloudwatch/logGroup:LogGroup": ({ name }) => `arn:aws:logs:us-east-1:123456789012:log-group:${name}`,
  "aws:ecr/repository:Repository": ({ name }) => `arn:aws:ecr:us-east-1:123456789012:repository/${name}`,
  "aws:eks/addon:Addon": ({ clusterName, addonName }) =>
    `arn:aws:eks:us-east-1:123456789012:addon/${clusterName}/${addonName}/1`,
  "aws:eks/nodeGroup:NodeGroup": ({ clusterName }) =>
    `arn:aws:eks:us-east-1:123456789012:nodegroup/${clusterName}/system/1`,
};

test("a role that deploys may make, read and delete each thing of the stack; one that reads may only read it", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const config = awsConfig({
    publicAccess: ["52.94.76.7/32"],
    controlPlaneLogs: ["audit"],
    network: { flowLogs: true },
    budget: { emails: ["ana@example.com"] },
  });
  awsStack(config, awsReady(config));
  await settled();
  const seen = new Set<string>();
  for (const { type, inputs } of engine.registered) {
    const resource = arns[type]?.(inputs as Record<string, unknown>);
    const calls = callsByType[type];
    if (!resource || !calls) continue;
    seen.add(type);
    // Calls about what is in a thing, and the one that hands a role over, are asked about below.
    const own = calls.write.filter((call) => !/Object|PassRole|Event(Rule|Target)s$/.test(call));
    for (const call of [...calls.read, ...own]) {
      expect([call, resource, may("deploy", call, resource)]).toEqual([call, resource, true]);
    }
    for (const call of own) expect([call, may("read", call, resource)]).toEqual([call, false]);
    for (const call of calls.read) expect([call, may("read", call, resource)]).toEqual([call, true]);
    for (const call of own.filter((name) => /:(Create|Put)/.test(name))) {
      expect([call, may("teardown", call, resource)]).toEqual([call, false]);
    }
    for (const call of own.filter((name) => /:Delete/.test(name))) {
      expect([call, may("teardown", call, resource)]).toEqual([call, true]);
    }
  }
  expect([...seen].sort()).toEqual(Object.keys(arns).sort());
});

test("a role that takes a stack down ends its budget, for which AWS has no call of its own", () => {
  const call = "budgets:ModifyBudget";
  const own = "arn:aws:budgets::123456789012:budget/spark-workshop";
  expect([may("teardown", call, own), may("read", call, own)]).toEqual([true, false]);
  expect(may("deploy", call, `${own}-2`)).toBe(false);
});

test("the control plane's role is made and taken away, also under the name that @pulumi/eks gives it", () => {
  const role = "arn:aws:iam::123456789012:role/cluster-eksRole-role-1a2b3c4";
  expect([may("deploy", "iam:CreateRole", role), may("read", "iam:CreateRole", role)]).toEqual([true, false]);
  expect(may("deploy", "iam:PassRole", role, { "iam:PassedToService": "eks.amazonaws.com" })).toBe(true);
  expect(may("teardown", "iam:DeleteRole", role)).toBe(true);
});

// AWS knows no resource for it; parliament's table says the same.
test("a cluster may be created, which IAM asks about without naming one", () => {
  expect([may("deploy", "eks:CreateCluster", "*"), may("teardown", "eks:CreateCluster", "*")]).toEqual([
    true,
    false,
  ]);
});

test("no role reaches another stack's things, another region's, or its own rights", () => {
  for (const purpose of purposes) {
    expect(may(purpose, "s3:DeleteObject", "arn:aws:s3:::other-lake/a")).toBe(false);
    expect(may(purpose, "eks:DeleteCluster", "arn:aws:eks:us-east-1:123456789012:cluster/other")).toBe(false);
    expect(may(purpose, "iam:DeleteRole", "arn:aws:iam::123456789012:role/admin")).toBe(false);
    const own = "arn:aws:iam::123456789012:role/github/spark-workshop-aws";
    expect(may(purpose, "iam:PutRolePolicy", own)).toBe(false);
    expect(may(purpose, "ec2:DeleteVpc", "*", { "aws:RequestedRegion": "eu-west-1" })).toBe(false);
  }
});

test("a role of the stack is handed to the services that use it, and to no other", () => {
  const role = "arn:aws:iam::123456789012:role/KarpenterNodeRole-spark-workshop";
  const pass = (service: string) => may("deploy", "iam:PassRole", role, { "iam:PassedToService": service });
  expect([pass("ec2.amazonaws.com"), pass("lambda.amazonaws.com")]).toEqual([true, false]);
});

test("with a boundary, no role is made without it", () => {
  const boundary = "arn:aws:iam::123456789012:policy/boundary";
  const bound = { ...scope, account: { ...account, roles: { permissionsBoundary: boundary } } };
  const { identity } = permissions(bound, "deploy");
  const role = "arn:aws:iam::123456789012:role/spark-workshop-x";
  expect(isAllowed(identity, "iam:CreateRole", role)).toBe(false);
  expect(isAllowed(identity, "iam:CreateRole", role, { "iam:PermissionsBoundary": boundary })).toBe(true);
});

test.each(purposes)(
  "every part of %s fits into a policy of 6,144 characters, and belongs to one service",
  (purpose) => {
    const documents = permissions(
      { ...scope, clusterName: "a-name-that-is-as-long-as-one-can-be-in-eks" },
      purpose,
    );
    for (const part of partNames) {
      const text = JSON.stringify(documents[part as Part]);
      expect([part, text.length < 6144, text.length]).toEqual([part, true, text.length]);
      expect(documents[part].Statement.length).toBeGreaterThan(0);
    }
  },
);

test("no call is left out because its service has no part", () => {
  const all = Object.values(callsByType).flatMap(({ read, write }) => [...read, ...write]);
  const given = JSON.stringify(permissions(scope, "deploy"));
  expect(all.filter((call) => !given.includes(`"${call}"`))).toEqual([]);
});

test("the workflows act in the environments that have roles, with the environment's own role alone", () => {
  const found = ["deploy", "drift", "teardown"].flatMap((name) => {
    const text = readFileSync(`.github/workflows/${name}.yml`, "utf8");
    expect(text.match(/run: \.github\/scripts\/own-role\.sh$/gm)).toHaveLength(1);
    const [, environment = ""] = /^ {4}environment: (.*)$/m.exec(text) ?? [];
    const named = environment.replace(/\$\{\{ matrix\.stack \}\}/, "hom");
    const [, scheduled, byHand] = /\$\{\{ .* && '(\w+)' \|\| '(\w+)' \}\}$/.exec(named) ?? [];
    return scheduled ? [`hom-${scheduled}`, `hom-${byHand}`] : [named];
  });
  expect(found.sort()).toEqual(
    environmentsOf("hom")
      .map(({ name }) => name)
      .sort(),
  );
});

test.each<[string, number]>([
  ["spark-workshop-hom-teardown", 0],
  ["spark-workshop-hom", 1],
  ["spark-workshop-hom-read", 1],
  ["spark-workshop-prod-teardown", 1],
  ["", 1],
])("in the environment hom-teardown, the role %j ends a workflow's job with %d", (name, code) => {
  const env = {
    ...process.env,
    ROLE: name && `arn:aws:iam::123456789012:role/github/${name}`,
    ENVIRONMENT: "hom-teardown",
  };
  const { status, stdout } = spawnSync(".github/scripts/own-role.sh", { env, encoding: "utf8" });
  expect([status, stdout.includes("::error::")]).toEqual([code, code === 1]);
});
