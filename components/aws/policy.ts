/** A value of a policy's element that may be one or several. */
export type OneOrMany = string | readonly string[];

/** Who a statement of a resource policy is about. */
export type Principal =
  | "*"
  | { readonly Service?: OneOrMany; readonly AWS?: OneOrMany; readonly Federated?: OneOrMany };

/**
 * A statement of an IAM policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly Action: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

/** An IAM policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

export function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Lets a service's machines, `ec2` or `eks`, act as a role. */
export function trustOfService(service: string): PolicyDocument {
  return policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}

/** The pods of one service account. */
export interface PodIdentity {
  /** ARN of their cluster. */
  readonly clusterArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Lets pods act as a role by EKS Pod Identity: those of one service account of one cluster. The association says the same,
 * but whoever may make associations could make one of another cluster in the account.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html for the tags that EKS adds
 */
export function trustOfPods({ clusterArn, namespace, serviceAccount }: PodIdentity): PolicyDocument {
  return policy({
    Sid: "AllowEksAuthToAssumeRoleForPodIdentity",
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": clusterArn,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  });
}

/** Refuses everything that comes over plain HTTP. */
export function refusePlainHttp(actions: string, ...resources: readonly string[]): Statement {
  return {
    Sid: "DenyHTTP",
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: resources.length === 1 ? (resources[0] as string) : resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
