import { attendeeIn } from "../../components/attendees/names";
import { at, documentOf, isUnknown, statements, strings } from "../read";
import { always, type ResourceRule, type StackRule, type Subject } from "../rule";

const networkPolicy = /^kubernetes:networking\.k8s\.io\/[^:]+:NetworkPolicy$/;

export const networkPoliciesEnforced: StackRule = {
  about: "stack",
  name: "network-policies-enforced",
  description: "An EKS cluster with NetworkPolicies has a CNI that keeps them.",
  reason:
    "The VPC CNI ignores NetworkPolicies unless it is told to keep them, and nothing says so: the objects are there and every pod reaches every other. https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
  level: always("mandatory"),
  check: (resources) =>
    resources.some(({ type }) => networkPolicy.test(type))
      ? resources
          .filter(({ type }) => type === "eks:index:Cluster")
          .filter(({ props }) => at(props, "vpcCniOptions", "enableNetworkPolicy") !== true)
          .map(({ urn, name }) => ({
            urn,
            message: `EKS cluster ${name} does not keep the stack's NetworkPolicies. Set vpcCniOptions.enableNetworkPolicy: true.`,
          }))
      : [],
};

export const attendeesConfined: ResourceRule = {
  about: "resource",
  name: "attendees-confined",
  description: "An attendee's role writes below the attendee's own prefix alone.",
  reason:
    "A role without a prefix overwrites and deletes what all others have in the bucket, and their event logs with it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  level: always("mandatory"),
  check: (resource) => {
    const attendee = attendeeOf(resource);
    if (attendee === undefined) return [];
    const own = new RegExp(`^[^*?]*/${attendee}/`);
    return statements(documentOf(at(resource.props, "policy"))).flatMap((statement) => {
      const beyond =
        at(statement, "NotResource") === undefined
          ? strings(at(statement, "Resource")).filter((arn) => !own.test(arn))
          : ["all but some resources"];
      if (at(statement, "Effect") !== "Allow" || !mayWrite(statement) || beyond.length === 0) return [];
      return [
        `${resource.name} lets ${attendee} write to ${beyond.join(", ")}. Name the prefix ${attendee}.`,
      ];
    });
  },
};

/** Whether a statement is about more of S3 than reads, whose patterns IAM compares without regard to case. */
function mayWrite(statement: unknown): boolean {
  return (
    at(statement, "NotAction") !== undefined ||
    strings(at(statement, "Action")).some((action) => /^(\*|s3:(?!Get|List|Describe))/i.test(action))
  );
}

/** The attendee whose pods a policy is of. */
function attendeeOf({ type, name, props }: Subject): string | undefined {
  return /^aws:iam\/rolePolicy:/.test(type) && !isUnknown(at(props, "policy")) ? attendeeIn(name) : undefined;
}
