import { GitHubAccess } from "../../../components/github/github-access";
import { trustOfEnvironment } from "../../../components/github/trust";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
const args = {
  account,
  repository: "example/spark",
  stacks: { hom: { account, clusterName: "spark-hom", buckets: ["hom-lake-123456789012"] } },
  stateBucket: "spark-workshop-state-123456789012",
};

async function made(more: Partial<ConstructorParameters<typeof GitHubAccess>[1]> = {}) {
  const engine = await FakeEngine.start();
  new GitHubAccess("github", { ...args, ...more }, engine.watching());
  await settled();
  return engine;
}

test("a stack has a role for each of its environments, each for that environment on that branch alone", async () => {
  const engine = await made();
  const roles = engine.registered.filter(({ type }) => type === "aws:iam/role:Role");
  expect(roles.map(({ name, inputs }) => [name, inputs.path, inputs.maxSessionDuration])).toEqual([
    ["spark-workshop-hom", "/github/", 7200],
    ["spark-workshop-hom-read", "/github/", 3600],
    ["spark-workshop-hom-teardown", "/github/", 7200],
    ["spark-workshop-hom-expire", "/github/", 7200],
  ]);
  for (const { name, inputs } of roles) {
    const environment = name.replace("spark-workshop-", "");
    expect(JSON.parse(String(inputs.assumeRolePolicy)).Statement).toEqual([
      {
        Sid: "GitHubEnvironment",
        Effect: "Allow",
        Principal: {
          Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
        },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": `repo:example/spark:environment:${environment}`,
            "token.actions.githubusercontent.com:ref": "refs/heads/main",
          },
        },
      },
    ]);
  }
});

test("the bucket for the state keeps old versions, and is not deleted by Pulumi", async () => {
  const engine = await made();
  expect(engine.one("aws:s3/bucket:Bucket").inputs.bucket).toBe("spark-workshop-state-123456789012");
  expect(engine.options("github-state", "aws:s3/bucket:Bucket").protect).toBe(true);
  expect(engine.one("aws:s3/bucketVersioning:BucketVersioning").inputs).toMatchObject({
    versioningConfiguration: { status: "Enabled" },
  });
  const state = (environment: string) =>
    JSON.parse(
      String(engine.one("aws:iam/policy:Policy", `spark-workshop-${environment}-state`).inputs.policy),
    ).Statement[1].Action;
  expect(state("hom")).toContain("s3:PutObject");
  expect(state("hom-read")).toEqual(["s3:GetObject"]);
});

test("an account that knows GitHub already keeps its provider", async () => {
  const provider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
  const count = (engine: FakeEngine) => engine.registered.filter(({ type }) => type === provider).length;
  expect(count(await made())).toBe(1);
  expect(count(await made({ createProvider: false }))).toBe(0);
});

test.each(["spark", "example/", "https://github.com/example/spark", "a b/c"])(
  "%j is refused as a repository",
  async (repository) => {
    await FakeEngine.start();
    expect(() => new GitHubAccess("github", { ...args, repository })).toThrow(
      /repository.*is not a valid name of a GitHub repository\. Write owner\/name/s,
    );
  },
);

test("another partition has its own ARNs", () => {
  const china = { accountId: "123456789012", region: "cn-north-1", partition: "aws-cn" };
  const github = { repository: "example/spark", branch: "main", environment: "hom" };
  expect(JSON.stringify(trustOfEnvironment(china, github))).toContain(
    "arn:aws-cn:iam::123456789012:oidc-provider/",
  );
});
