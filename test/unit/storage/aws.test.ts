import { AwsBucket } from "../../../components/storage/aws/aws-bucket";
import { accessPolicy, tlsOnly } from "../../../components/storage/aws/bucket-policies";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const names = { landing: "landing-1", lake: "lake-1", events: "events-1" };

async function bucket(over: Partial<ConstructorParameters<typeof AwsBucket>[1]> = {}) {
  const engine = await FakeEngine.start();
  const args = { bucket: "lake-1", partition: "aws", disposable: true, versioning: false };
  new AwsBucket("lake", { ...args, ...over }, engine.watching());
  await settled();
  return engine;
}

const rules = (engine: FakeEngine) =>
  engine.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules;

test("a disposable bucket goes with everything in it; any other is protected", async () => {
  const disposable = await bucket();
  expect(disposable.one("aws:s3/bucket:Bucket").inputs.forceDestroy).toBe(true);
  expect(disposable.options("lake", "aws:s3/bucket:Bucket").protect).toBe(false);
  const kept = await bucket({ disposable: false });
  expect(kept.one("aws:s3/bucket:Bucket").inputs.forceDestroy).toBe(false);
  expect(kept.options("lake", "aws:s3/bucket:Bucket").protect).toBe(true);
});

test("a bucket is private, encrypted and refuses plain HTTP", async () => {
  const engine = await bucket();
  expect(engine.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toMatchObject({
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  expect(
    engine.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
      .inputs,
  ).toMatchObject({ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] });
  const policy = JSON.parse(String(engine.one("aws:s3/bucketPolicy:BucketPolicy").inputs.policy));
  expect(policy).toEqual(tlsOnly("aws", "lake-1"));
  expect(policy.Statement).toMatchObject([
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::lake-1", "arn:aws:s3:::lake-1/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("uploads that nobody completed go; logs and old versions where it is said", async () => {
  expect(rules(await bucket())).toEqual([
    expect.objectContaining({
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      status: "Enabled",
    }),
  ]);
  expect(rules(await bucket({ expireAfterDays: 30, versioning: true }))).toEqual([
    expect.objectContaining({ id: "abort-incomplete-uploads" }),
    expect.objectContaining({ expiration: { days: 30 } }),
    expect.objectContaining({ noncurrentVersionExpiration: { noncurrentDays: 7 } }),
  ]);
});

describe("a grant", () => {
  const actions = (uses: Parameters<typeof accessPolicy>[2]) =>
    accessPolicy("aws", names, uses).Statement.map(({ Action, Resource }) => [Resource, Action]);

  test("to read lets nobody write", () => {
    expect(actions([{ purpose: "landing", access: "read" }])).toEqual([
      ["arn:aws:s3:::landing-1", "s3:ListBucket"],
      ["arn:aws:s3:::landing-1/*", ["s3:GetObject"]],
    ]);
  });

  test("names no bucket but the ones it is for", () => {
    const text = JSON.stringify(accessPolicy("aws", names, [{ purpose: "lake", access: "write" }]));
    expect(text).toContain("lake-1");
    expect(text).not.toMatch(/landing-1|events-1|s3:\*|"\*"/);
  });

  test("to a prefix reaches nothing beside it", () => {
    const { Statement } = accessPolicy("aws", names, [
      { purpose: "lake", access: "write", prefix: "team-a" },
    ]);
    expect(Statement.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      ["arn:aws:s3:::lake-1", { StringLike: { "s3:prefix": ["team-a", "team-a/*"] } }],
      ["arn:aws:s3:::lake-1", { StringLike: { "s3:prefix": ["team-a", "team-a/*"] } }],
      ["arn:aws:s3:::lake-1/team-a/*", undefined],
    ]);
  });

  test("to write lets a committer complete, list and abort uploads", () => {
    const [, , objects] = accessPolicy("aws", names, [{ purpose: "lake", access: "write" }]).Statement;
    expect(objects?.Action).toEqual(
      expect.arrayContaining(["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]),
    );
  });
});
