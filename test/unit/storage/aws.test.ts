import { AwsBucket } from "../../../components/storage/aws/aws-bucket";
import { tlsOnly } from "../../../components/storage/aws/bucket-policies";
import { accessPolicy } from "../../../components/storage/bucket-access";
import { FakeEngine, settled } from "../../support/engine";
import { isAllowed } from "../../support/iam";

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
    expect.objectContaining({ expiration: { days: 30 }, filter: { objectSizeGreaterThan: 1 } }),
    expect.objectContaining({ expiration: { days: 30 }, filter: { prefix: "eventlog_v2_" } }),
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

  test("has statements that IAM tells apart, also where it is for several buckets", () => {
    const uses = (["landing", "lake", "events"] as const).map(
      (purpose) => ({ purpose, access: "write", prefix: "team" }) as const,
    );
    const sids = accessPolicy("aws", names, uses).Statement.map(({ Sid = "" }) => Sid);
    expect(new Set(sids).size).toBe(12);
    expect(sids.slice(0, 4)).toEqual(["ListLanding", "UploadsLanding", "FoldersLanding", "ObjectsLanding"]);
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
    expect(Statement.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual([
      [
        "s3:ListBucket",
        "arn:aws:s3:::lake-1",
        { StringLikeIfExists: { "s3:prefix": ["team-a", "team-a/*"] } },
      ],
      ["s3:ListBucketMultipartUploads", "arn:aws:s3:::lake-1", undefined],
      ["s3:GetObject", ["arn:aws:s3:::lake-1/team-a"], undefined],
      [
        expect.arrayContaining(["s3:PutObject", "s3:DeleteObject"]),
        "arn:aws:s3:::lake-1/team-a/*",
        undefined,
      ],
    ]);
  });

  describe("to a prefix, asked as S3 asks it", () => {
    const document = () =>
      accessPolicy("aws", names, [{ purpose: "lake", access: "write", prefix: "team/a" }]);
    const may = (action: string, resource: string, context: Record<string, string> = {}) =>
      isAllowed(document(), action, `arn:aws:s3:::lake-1${resource}`, context);

    test.each<[string, string, Record<string, string>]>([
      ["s3:PutObject", "/team/a/out/part-0.parquet", {}],
      ["s3:GetObject", "/team/a/out/part-0.parquet", {}],
      ["s3:DeleteObject", "/team/a/out/_temporary/", {}],
      ["s3:AbortMultipartUpload", "/team/a/out/part-0.parquet", {}],
      ["s3:ListBucket", "", { "s3:prefix": "team/a/" }],
      ["s3:ListBucket", "", { "s3:prefix": "team/a/out/" }],
      // HEAD of a key that is not there: 404 rather than 403, which S3A would take for "access denied".
      ["s3:ListBucket", "", {}],
      ["s3:GetObject", "/team/a", {}],
      ["s3:GetObject", "/team", {}],
      ["s3:ListBucketMultipartUploads", "", { "s3:prefix": "team/a/out/" }],
    ])("%s %s %j is allowed", (action, resource, context) => {
      expect(may(action, resource, context)).toBe(true);
    });

    test.each<[string, string, Record<string, string>]>([
      ["s3:GetObject", "/team/b/secret", {}],
      ["s3:PutObject", "/team/ab/x", {}],
      ["s3:PutObject", "/team/a", {}],
      ["s3:DeleteObject", "/team/b/x", {}],
      ["s3:ListBucket", "", { "s3:prefix": "" }],
      ["s3:ListBucket", "", { "s3:prefix": "team/b/" }],
      ["s3:ListBucket", "", { "s3:prefix": "team/ab" }],
      ["s3:DeleteBucket", "", {}],
    ])("%s %s %j is not", (action, resource, context) => {
      expect(may(action, resource, context)).toBe(false);
    });
  });

  test.each<[Parameters<typeof accessPolicy>[2][number]["access"], string[]]>([
    ["read", ["s3:GetObject"]],
    [
      "write",
      [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
    ],
  ])("to %s a whole bucket allows these operations on its objects and no other", (access, expected) => {
    const document = accessPolicy("aws", names, [{ purpose: "lake", access }]);
    const all = ["s3:DeleteObjectVersion", "s3:PutObjectAcl", "s3:GetObjectVersion", "s3:PutObjectTagging"];
    const may = [...all, ...expected, "s3:PutObject", "s3:DeleteObject"].filter((action) =>
      isAllowed(document, action, "arn:aws:s3:::lake-1/a", {}),
    );
    expect([...new Set(may)].sort()).toEqual(expected);
    expect(isAllowed(document, "s3:ListBucketMultipartUploads", "arn:aws:s3:::lake-1", {})).toBe(
      access === "write",
    );
  });

  test("to write lets a committer complete, list and abort uploads", () => {
    const [, , objects] = accessPolicy("aws", names, [{ purpose: "lake", access: "write" }]).Statement;
    expect(objects?.Action).toEqual(
      expect.arrayContaining(["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]),
    );
  });
});
