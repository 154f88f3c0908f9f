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
])("%s has a cure", (_, message, cure) => {
  expect(upCures([{ resource: "Bucket lake", message }], "prod").join("\n")).toMatch(cure);
});

test("what is not known has none", () => {
  expect(upCures([{ message: "the job failed: OOMKilled" }], "dev")).toEqual([]);
});
