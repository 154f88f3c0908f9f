import type { Problem } from "../../errors";
import { keyed, type Rule, type RuleSubject } from "./subject";

interface Place {
  readonly path: string;
  readonly value: string;
  /** Whether Spark itself opens it. An argument is the job's own affair. */
  readonly spark: boolean;
}

/** Paths that Spark cannot open: of another scheme than S3A's, or of Amazon EMR's own file system. */
export const storageRules: Rule = (subject) => [
  ...places(subject)
    .filter(({ value, spark }) => spark && /^s3n?:\/\//.test(value))
    .map(({ path, value }) => ({
      path,
      value,
      reason: "has a scheme that no file system answers to outside of Amazon EMR",
      cure: `Use ${value.replace(/^s3n?:/, "s3a:")}.`,
    })),
  ...[...Object.entries(subject.spec.sparkConf ?? {}), ...Object.entries(subject.spec.hadoopConf ?? {})]
    .filter(([key, value]) =>
      /com\.amazon\.(ws\.)?emr|EmrOptimized|^fs\.s3\.|hadoop\.fs\.s3\./.test(`${key}=${value}`),
    )
    .map(([key, value]) => ({
      path: keyed(`${subject.at}.${key.startsWith("spark.") ? "sparkConf" : "hadoopConf"}`, key),
      value,
      reason: "belongs to EMRFS, which is a part of Amazon EMR and exists nowhere else",
      cure: 'Remove it: committer "magic" does what EMRFS\' committer does.',
    })),
];

/** S3 paths that name no bucket of the stack: they may be right, and are wrong more often. */
export const storageWarnings: Rule = (subject) =>
  places(subject).flatMap(({ path, value }): Problem[] => {
    const bucket = /^s3[an]?:\/\/([^/]+)/.exec(value)?.[1];
    if (!bucket || subject.buckets.includes(bucket)) return [];
    return [
      {
        path,
        value,
        reason: "names a bucket that is none of the stack's",
        cure: `They are ${subject.buckets.join(", ")}.`,
      },
    ];
  });

function places({ spec, at }: RuleSubject): Place[] {
  const all: Place[] = [{ path: `${at}.mainApplicationFile`, value: spec.mainApplicationFile, spark: true }];
  for (const field of ["jars", "files", "pyFiles", "archives"] as const) {
    (spec.deps?.[field] ?? []).forEach((value, i) => {
      all.push({ path: `${at}.deps.${field}[${i}]`, value, spark: true });
    });
  }
  for (const [key, value] of Object.entries(spec.sparkConf ?? {})) {
    all.push({ path: keyed(`${at}.sparkConf`, key), value: String(value), spark: true });
  }
  (spec.arguments ?? []).forEach((value, i) => {
    // "--input=s3a://…" names a path as much as "--input", "s3a://…".
    all.push({ path: `${at}.arguments[${i}]`, value: value.replace(/^--?[\w.-]+=/, ""), spark: false });
  });
  return all;
}
