import { upCures } from "../../../../cli/engine/remedies";

test.each([
  [
    "a bucket's name that is taken",
    "creating S3 Bucket (workshop-lake-1): operation error S3: CreateBucket, StatusCode: 409, BucketAlreadyExists: ",
    /is taken.*spark-workshop:buckets in Pulumi\.prod\.yaml/,
  ],
  [
    "a bucket that another stack has",
    "creating S3 Bucket (workshop-lake-1): BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded",
    /not this stack's.*aws s3 rb/,
  ],
  ["a quota", "api error AddressLimitExceeded: The maximum number of addresses", /quota.*doctor/],
  ["a permission", "User: arn:aws:iam::1:user/me is not authorized to perform: eks:CreateCluster", /role/],
  ["a login", "api error ExpiredToken: The security token included in the request is expired", /sso login/],
  [
    "a role that is still there",
    "creating IAM Role (spark-workshop-karpenter): EntityAlreadyExists: Role with name spark-workshop-karpenter already exists.",
    /a \.\/workshop down that did not end.*\.\/workshop audit -s prod/,
  ],
  [
    "a cluster that is still there",
    "creating EKS Cluster (spark-workshop): ResourceInUseException: Cluster already exists with name: spark-workshop",
    /audit -s prod/,
  ],
  [
    "a right of Karpenter's that is remembered as missing",
    "Controller isn't authorized to call ec2:CreateFleet",
    /rollout restart deployment\/karpenter/,
  ],
  [
    "an image for another processor",
    'process "/bin/sh -c apt-get update" did not complete: exec /bin/sh: exec format error',
    /eks\.architecture in Pulumi\.prod\.yaml.*binfmt --install arm64/,
  ],
])("%s has a cure", (_, message, cure) => {
  expect(upCures([{ resource: "Bucket lake", message }], "prod").join("\n")).toMatch(cure);
});

test("what is not known has none", () => {
  expect(upCures([{ message: "the job failed: OOMKilled" }], "dev")).toEqual([]);
});

test("an EC2NodeClass that does not become ready has the cure of Karpenter's memory, another object has not", () => {
  const message = "timed out waiting for condition=Ready";
  expect(upCures([{ resource: "EC2NodeClass karpenter", message }], "aws").join("")).toMatch(
    /rollout restart/,
  );
  expect(upCures([{ resource: "NodePool drivers", message }], "aws")).toEqual([]);
});
