import type { types } from "@pulumi/kubernetes";
import { attendeeServerProhibitions, connectProhibitions } from "../rules/connect-prohibitions";
import { podSecurityProhibitions } from "../rules/pod-security";
import { attendeeProhibitions, prohibitions } from "../rules/prohibitions";
import { webhookProhibitions } from "../rules/webhook";
import { connectVariables, type Validation, validationsOf, variables } from "./cel";
import { driverFence } from "./drivers";

/** Namespaces that are fenced, and who the jobs in them are. */
export interface Fenced {
  /** Namespaces of jobs, attendees' too. */
  readonly jobs: readonly string[];
  /** Those of attendees. */
  readonly attendees: readonly string[];
  /** Name of the account of drivers and executors, the same in each. */
  readonly account: string;
}

/** A ValidatingAdmissionPolicy and where it holds. */
export interface Fence {
  /** Of policy and binding. */
  readonly name: string;
  readonly policy: types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec;
  readonly binding: types.input.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec;
}

/** What a policy says beside what all of them say. */
export type FenceRules = Omit<Fence["policy"], "failurePolicy">;

/** What a person may create in a namespace of jobs. */
const created = (...resources: string[]) => ({
  resourceRules: [
    { apiGroups: ["sparkoperator.k8s.io"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources },
  ],
});

/**
 * The rules of applications as the API server keeps them, for those who come with kubectl. Nothing is admitted where one cannot be
 * evaluated.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function fences({ jobs, attendees, account }: Fenced): Fence[] {
  const fence = (name: string, namespaces: readonly string[], policy: FenceRules) => ({
    name,
    policy: { failurePolicy: "Fail", ...policy },
    binding: { policyName: name, validationActions: ["Deny"], matchResources: within(namespaces) },
  });
  // What was there before the rule is let go: its finalizer and its labels are updates too.
  const specIsNew = [
    { name: "spec-is-new", expression: "oldObject == null || object.spec != oldObject.spec" },
  ];
  const ofApplications = (validations: readonly Validation[]) => ({
    matchConstraints: created("sparkapplications", "scheduledsparkapplications"),
    matchConditions: specIsNew,
    variables: [...variables],
    validations: [...validations],
  });
  const ofServers = (validations: readonly Validation[]) => ({
    matchConstraints: created("sparkconnects"),
    matchConditions: specIsNew,
    variables: [...connectVariables],
    validations: [...validations],
  });
  return [
    fence(
      "spark-workshop-applications",
      jobs,
      ofApplications(
        [...prohibitions, ...webhookProhibitions, ...podSecurityProhibitions].flatMap(validationsOf),
      ),
    ),
    fence("spark-workshop-drivers", jobs, driverFence(account)),
    fence("spark-workshop-servers", jobs, ofServers(connectProhibitions.flatMap(validationsOf))),
    ...(attendees.length === 0
      ? []
      : [
          fence(
            "spark-workshop-attendees",
            attendees,
            ofApplications(attendeeProhibitions(account).flatMap(validationsOf)),
          ),
          fence(
            "spark-workshop-attendee-servers",
            attendees,
            ofServers(attendeeServerProhibitions(account).flatMap(validationsOf)),
          ),
        ]),
  ];
}

/** By the label that the API server itself keeps on every namespace. */
function within(namespaces: readonly string[]): object {
  return {
    namespaceSelector: {
      matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [...namespaces] }],
    },
  };
}
