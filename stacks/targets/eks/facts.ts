import type { TargetFacts } from "../facts";

/** EKS in an AWS account. */
export const eks: TargetFacts = { onThisMachine: false, cloud: "aws", disposableIn: "eks" };
