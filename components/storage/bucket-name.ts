import type { Problem } from "../errors";

/**
 * What S3 would refuse about a bucket's name.
 *
 * @param path of the property that gives the name.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameProblems(path: string, name: string): Problem[] {
  const rules: [boolean, string, string][] = [
    [name.length >= 3 && name.length <= 63, "has not 3 to 63 characters", "Make it longer or shorter."],
    [
      /^[a-z0-9.-]*$/.test(name),
      "has characters that S3 refuses",
      "Use lower-case letters, digits and hyphens.",
    ],
    [/^[a-z0-9].*[a-z0-9]$/.test(name), "does not begin and end with a letter or digit", "Trim it."],
    // Legal in S3, but TLS certificates and S3A's per-bucket settings both break on it.
    [!name.includes("."), "has a dot, which breaks TLS and per-bucket S3A settings", "Use a hyphen."],
    [
      !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name),
      "begins or ends with something that S3 keeps to itself",
      "Choose another name.",
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, reason, cure]) => ({ path, value: name, reason, cure }));
}

/** What is wrong with the names of a stack's buckets: S3 refuses one, or two are the same. */
export function bucketsProblems(buckets: Readonly<Record<string, string>>): Problem[] {
  const names = Object.values(buckets);
  return Object.entries(buckets).flatMap(([purpose, name]) => {
    const problems = bucketNameProblems(`buckets.${purpose}`, name);
    if (names.indexOf(name) !== Object.keys(buckets).indexOf(purpose)) {
      problems.push({
        path: `buckets.${purpose}`,
        value: name,
        reason: "is already the name of another bucket",
        cure: "Give each its own.",
      });
    }
    return problems;
  });
}
