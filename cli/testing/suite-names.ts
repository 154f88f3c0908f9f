/** Names of the suites, for `--only`: a file that loads nothing, since the command line is read before every command. */
export const suiteNames = [
  "lint",
  "workflows",
  "policy",
  "types",
  "unit",
  "site",
  "go",
  "job",
  "aws",
  "karpenter",
  "e2e",
] as const;

/** The name of a suite. */
export type SuiteName = (typeof suiteNames)[number];
