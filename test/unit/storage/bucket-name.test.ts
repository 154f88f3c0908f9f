import * as fc from "fast-check";
import { bucketNameProblems, bucketsProblems } from "../../../components/storage/bucket-name";

test.each([
  ["ab", /3 to 63/],
  ["a".repeat(64), /3 to 63/],
  ["Workshop", /characters that S3 refuses/],
  ["work_shop", /characters that S3 refuses/],
  ["-lake", /begin and end/],
  ["lake-", /begin and end/],
  ["my.lake", /dot/],
  ["xn--lake", /keeps to itself/],
  ["sthree-lake", /keeps to itself/],
  ["amzn-s3-demo-lake", /keeps to itself/],
  ["lake-s3alias", /keeps to itself/],
  ["lake--ol-s3", /keeps to itself/],
  ["lake--x-s3", /keeps to itself/],
  ["lake--table-s3", /keeps to itself/],
])("%p is refused", (name, reason) => {
  const problems = bucketNameProblems("buckets.lake", name);
  expect(problems.map((p) => p.reason).join()).toMatch(reason);
  expect(problems.every((p) => p.path === "buckets.lake" && p.value === name && p.cure)).toBe(true);
});

test.each([
  "abc",
  "a".repeat(63),
  "my-xn--lake",
  "lake-s3alias-2",
  "a-sthree-b",
  "a-amzn-s3-demo-b",
  "a--x-s3-b",
])("%p is a name", (name) => {
  expect(bucketNameProblems("buckets.lake", name)).toEqual([]);
});

test("two buckets of one name are refused, the second of them, with what else is wrong", () => {
  const said = (buckets: Record<string, string>) =>
    bucketsProblems(buckets).map(({ path, value, reason }) => `${path} ${value} ${reason}`);
  expect(said({ lake: "sales", events: "logs" })).toEqual([]);
  expect(said({ lake: "sales", events: "sales", landing: "x" })).toEqual([
    expect.stringMatching(/^buckets\.events sales is already the name/),
    expect.stringMatching(/^buckets\.landing x has not 3 to 63/),
    expect.stringMatching(/^buckets\.landing x does not begin/),
  ]);
});

test("property: letters, digits and inner hyphens are a name", () => {
  const name = fc.stringMatching(/^[a-w][a-z0-9-]{1,40}[0-9]$/);
  fc.assert(
    fc.property(
      name,
      (n) =>
        n.startsWith("sthree-") || n.startsWith("amzn-s3-demo-") || bucketNameProblems("b", n).length === 0,
    ),
  );
});
