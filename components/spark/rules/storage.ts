import type { Problem } from "../../errors";
import { workDir } from "../scratch";
import { hasRemoteWildcard } from "../submission";
import { dependencies } from "./dependencies";
import { keyed, type Rule, type RuleSubject } from "./subject";

interface Place {
  readonly path: string;
  readonly value: string;
  /** Whether Spark itself opens it. An argument is the job's own affair. */
  readonly spark: boolean;
}

/**
 * Properties whose paths a table format opens by a file system of its own, to which `s3://` is the right scheme. They belong to a catalog.
 *
 * @see https://iceberg.apache.org/docs/latest/aws/#s3-fileio
 */
const ownFileSystem = /^spark\.sql\.catalog\./;

/** {@link schemeRules}, wildcards that the operator cannot look up, and files that the driver would delete. */
export const storageRules: readonly Rule[] = [
  wildcardProblems,
  workDirProblems,
  (subject) => schemeRules(subject),
];

/** Paths that Spark cannot open, and Amazon EMR's own file system. */
export const schemeRules: Rule = (subject) => [
  ...places(subject)
    .filter(({ value, spark }) => spark && /^s3n?:\/\//.test(value) && !hasS3Scheme(subject, value))
    .map(({ path, value }) => ({
      path,
      value,
      reason: "has a scheme that no file system answers to outside of Amazon EMR",
      cure: `Use ${value.replace(/^s3n?:/, "s3a:")}.`,
    })),
  ...places(subject)
    .filter(({ value, spark }) => spark && /^s3[an]?:(?!\/\/[^/])/.test(value))
    .map(({ path, value }) => ({
      path,
      value,
      reason: "names no bucket",
      cure: "Write it as s3a://BUCKET/path, with two slashes.",
    })),
  ...[...Object.entries(subject.spec.sparkConf ?? {}), ...Object.entries(subject.spec.hadoopConf ?? {})]
    .filter(([key, value]) =>
      /com\.amazon\.(ws\.)?emr|EmrOptimized|^fs\.s3\.(?!impl=)|hadoop\.fs\.s3\.(?!impl=)/.test(
        `${key}=${value}`,
      ),
    )
    .map(([key, value]) => ({
      path: keyed(`${subject.at}.${key.startsWith("spark.") ? "sparkConf" : "hadoopConf"}`, key),
      value,
      reason: "belongs to EMRFS, which is a part of Amazon EMR and exists nowhere else",
      cure: 'Remove it: committer "magic" does what EMRFS\' committer does.',
    })),
];

/** S3 paths that name no bucket of the stack: they may be right, and are wrong more often. */
export const storageWarnings: Rule = (subject) => {
  const { buckets } = subject;
  if (buckets === undefined) return [];
  return places(subject).flatMap(({ path, value }): Problem[] => {
    const bucket = /^s3[an]?:\/\/([^/]+)/.exec(value)?.[1];
    if (!bucket || buckets.includes(bucket)) return [];
    return [
      {
        path,
        value,
        reason: "names a bucket that is none of the stack's",
        cure: `They are ${buckets.join(", ")}.`,
      },
    ];
  });
};

/** Whether the application maps a path's scheme to S3A itself: `fs.s3.impl`. */
function hasS3Scheme({ spec }: RuleSubject, value: string): boolean {
  const scheme = value.slice(0, value.indexOf(":"));
  const conf = { ...spec.sparkConf } as Record<string, string | undefined>;
  const impl = spec.hadoopConf?.[`fs.${scheme}.impl`] ?? conf[`spark.hadoop.fs.${scheme}.impl`];
  return /\.s3a\./.test(impl ?? "");
}

/** Wildcards in dependencies: spark-submit looks them up in the operator, which has no access to the bucket. */
function wildcardProblems(subject: RuleSubject): Problem[] {
  return dependencies(subject)
    .filter(({ value }) => hasRemoteWildcard(value))
    .map((found) => ({
      ...found,
      reason: "has a wildcard, which the operator would have to look up in the bucket",
      cure: "Name each file.",
    }));
}

/**
 * Files of the image that lie where the driver copies them to: it empties the target first, and so deletes what it then fails
 * to copy. A Python main file is not copied.
 *
 * @see `downloadResourcesToCurrentDirectory` of SparkSubmit, Spark 4.1.2
 */
function workDirProblems(subject: RuleSubject): Problem[] {
  const { spec, at } = subject;
  const jar = spec.type === "Java" || spec.type === "Scala";
  return [
    ...(jar ? [{ path: `${at}.mainApplicationFile`, value: spec.mainApplicationFile }] : []),
    ...dependencies(subject),
  ]
    .filter(({ value }) => value?.startsWith(`local://${workDir}/`))
    .map((found) => ({
      ...found,
      reason: "lies in the working directory, where the driver deletes it before it copies it there",
      cure: "Put it elsewhere into the image, such as /opt/jobs.",
    }));
}

function places({ spec, at }: RuleSubject): Place[] {
  const all: Place[] = [{ path: `${at}.mainApplicationFile`, value: spec.mainApplicationFile, spark: true }];
  for (const field of ["jars", "files", "pyFiles", "archives"] as const) {
    (spec.deps?.[field] ?? []).forEach((value, i) => {
      all.push({ path: `${at}.deps.${field}[${i}]`, value, spark: true });
    });
  }
  for (const [key, value] of Object.entries(spec.sparkConf ?? {})) {
    all.push({ path: keyed(`${at}.sparkConf`, key), value: String(value), spark: !ownFileSystem.test(key) });
  }
  (spec.arguments ?? []).forEach((value, i) => {
    // "--input=s3a://…" names a path as much as "--input", "s3a://…".
    all.push({ path: `${at}.arguments[${i}]`, value: value.replace(/^--?[\w.-]+=/, ""), spark: false });
  });
  return all;
}
