import { DataKey } from "../../../components/aws/data-key";
import type { PolicyDocument } from "../../../components/aws/policy";
import { awsCost } from "../../../components/cost/aws-cost";
import { billOf, eksSettings } from "../../../stacks/eks-config";
import { eksStack, typed } from "../../support/eks-stack";
import { FakeEngine, settled } from "../../support/engine";
import type { DeletionGraph } from "../../support/graph";

/** Of the last stack. */
let graph: DeletionGraph;

afterEach(settled);

async function stack(eks?: Record<string, unknown>): Promise<FakeEngine> {
  const made = await eksStack(eks);
  graph = made.graph;
  return made.engine;
}

describe("a key of the stack's own", () => {
  const keyArn = "arn:aws:kms:us-east-1:123456789012:key/k-1";

  test("is not there by itself, and everything is encrypted all the same", async () => {
    const engine = await stack();
    expect(typed(engine, "aws:kms/key:Key")).toEqual([]);
    const [first] = typed(
      engine,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    expect(JSON.stringify(first?.inputs)).toContain("AES256");
  });

  test("encrypts buckets, repositories and disks, and costs a dollar a month", async () => {
    const engine = await stack({ ownKey: true });
    const buckets = typed(
      engine,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    expect(buckets).toHaveLength(3);
    for (const { inputs } of buckets) {
      expect(inputs.rules).toEqual([
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ]);
    }
    const repositories = typed(engine, "aws:ecr/repository:Repository");
    expect(repositories).toHaveLength(3);
    for (const { inputs } of repositories)
      expect(inputs).toMatchObject({ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }] });
    const [nodeClass] = engine.registered.filter(({ type }) => type.endsWith(":EC2NodeClass"));
    expect(nodeClass?.inputs.spec).toMatchObject({
      blockDeviceMappings: [{ ebs: { encrypted: true, kmsKeyID: keyArn, volumeType: "gp3" } }],
    });
    expect(
      graph.violations(/^aws:(s3\/bucketServer|ecr\/repository)|:EC2NodeClass/, /^aws:kms\/key:/),
    ).toEqual([]);
    const bill = (eks: object) => awsCost(billOf(eksSettings.parse(eks), "us-east-1"));
    expect(bill({ ownKey: true }).fixed - bill({}).fixed).toBeCloseTo(1 / 730);
    expect(bill({ ownKey: true, encryptSecrets: true }).lines.map(({ what }) => what)).toContain(
      "2 KMS keys",
    );
  });

  test("is used by whoever may use S3 and EBS of the account, through them alone", async () => {
    const engine = await stack({ ownKey: true });
    const { policy } = engine.one("aws:kms/key:Key").inputs;
    const [, ...uses] = (JSON.parse(String(policy)) as PolicyDocument).Statement;
    for (const { Condition } of uses) {
      expect(Condition?.StringEquals).toEqual({
        "kms:CallerAccount": "123456789012",
        "kms:ViaService": ["ec2.us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com"],
      });
    }
    // A grant lets somebody else use the key: disks need one, and nobody else gets one.
    for (const { Action, Condition } of uses.filter(({ Action }) => String(Action).includes("Grant")))
      expect([Action, Condition?.Bool]).toEqual(["kms:CreateGrant", { "kms:GrantIsForAWSResource": "true" }]);
  });

  test("is protected with the data that nobody could read without it", async () => {
    const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
    const protects = async (disposable: boolean) => {
      const engine = await FakeEngine.start();
      new DataKey("key", { account, clusterName: "spark", disposable }, engine.watching());
      await settled();
      return engine.options("key", "aws:kms/key:Key").protect;
    };
    expect([await protects(false), await protects(true)]).toEqual([true, false]);
  });
});
