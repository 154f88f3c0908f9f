/** Names that Karpenter's documentation uses, made of the cluster's name. */
export interface KarpenterNames {
  /** Role of the nodes. */
  readonly nodeRole: string;
  /** Queue of interruptions. */
  readonly queue: string;
  /** Role of the controller. */
  readonly controllerRole: string;
  /** One of the controller's policies. */
  policy(part: ControllerPolicy): string;
  /** Rule that puts an event into the queue. */
  rule(event: string): string;
}

/** @see the pinned release's cloudformation.yaml, RoleName and QueueName */
export function karpenterNames(clusterName: string): KarpenterNames {
  return {
    nodeRole: `KarpenterNodeRole-${clusterName}`,
    queue: clusterName,
    controllerRole: `${clusterName}-karpenter`,
    policy: (part) => policyName(part, clusterName),
    rule: (event) => `${clusterName}-karpenter-${event}`,
  };
}

function policyName(part: string, clusterName: string): string {
  return `KarpenterController${part}Policy-${clusterName}`;
}

/** Every policy of the controller, with IAM's wildcard for its part. */
export function anyControllerPolicy(clusterName: string): string {
  return policyName("*", clusterName);
}

/** Whether a policy is called as one of the controller's is, of whichever release's parts. */
export function isControllerPolicy(clusterName: string, policy: string): boolean {
  const [before = "", after = ""] = anyControllerPolicy(clusterName).split("*");
  return policy.startsWith(before) && policy.endsWith(after);
}

/** The parts into which the pinned release divides what its controller may do. */
export const controllerPolicyNames = [
  "NodeLifecycle",
  "IAMIntegration",
  "EKSIntegration",
  "Interruption",
  "ZonalShift",
  "ResourceDiscovery",
] as const;

export type ControllerPolicy = (typeof controllerPolicyNames)[number];

/** An event of EventBridge that Karpenter acts on. */
export interface InterruptionEvent {
  /** Resource name of its rule. */
  readonly name: string;
  readonly source: "aws.ec2" | "aws.health";
  /** The service's own words: a letter amiss and the rule never matches. */
  readonly detailType: string;
}

/**
 * Every event that the controller understands. A test reads the names from the pinned release's parsers.
 *
 * @see pkg/controllers/interruption/messages of the pinned release
 */
export const interruptionEvents: readonly InterruptionEvent[] = [
  { name: "scheduled-change", source: "aws.health", detailType: "AWS Health Event" },
  { name: "spot-interruption", source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  { name: "rebalance", source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  { name: "state-change", source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  {
    name: "capacity-reservation",
    source: "aws.ec2",
    detailType: "EC2 Capacity Reservation Instance Interruption Warning",
  },
];
