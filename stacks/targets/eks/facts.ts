import type { TargetFacts } from "../facts";

/** EKS in an AWS account. */
export const eks: TargetFacts = {
  keys: ["clusterName", "kubernetesVersion", "eks"],
  onThisMachine: false,
  cloud: "aws",
  disposableIn: "eks",
};

/** Whether a stack's buckets may go with what is in them, where its file does not say. */
export const defaultDisposable = true;

/** The region that is gone by where the stack file names none, or a wrong one: its other keys are looked at all the same. */
export const anyRegion = "us-east-1";
