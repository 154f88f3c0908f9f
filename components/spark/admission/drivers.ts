import type { FenceRules } from "./policies";

/** What Spark puts on everything that it makes for a run. @see Constants.scala of Spark 4.1.2 */
const ofARun = "spark-app-selector";

/**
 * What jobs may do to their neighbours, whose code lies in ConfigMaps of the same namespace: nothing. A driver's Role lets it change
 * and delete ConfigMaps, as it must with its executors' own; RBAC cannot tell one from the other.
 *
 * @param account of drivers and executors.
 */
export function driverFence(account: string): FenceRules {
  return {
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [""],
          apiVersions: ["v1"],
          operations: ["CREATE", "UPDATE", "DELETE"],
          resources: ["configmaps", "pods"],
        },
      ],
    },
    matchConditions: [
      {
        name: "jobs",
        expression: `request.userInfo.username == "system:serviceaccount:" + request.namespace + ${JSON.stringify(`:${account}`)}`,
      },
    ],
    // What is there already is what counts: a label that comes with the change proves nothing.
    variables: [
      { name: "subject", expression: "oldObject == null ? object : oldObject" },
      { name: "named", expression: 'request.kind.kind + " " + variables.subject.metadata.?name.orValue("")' },
    ],
    validations: [
      {
        expression: `${JSON.stringify(ofARun)} in variables.subject.metadata.?labels.orValue({})`,
        messageExpression: `variables.named + " belongs to no run of Spark (it has no label ${ofARun}): a job changes and deletes only what Spark has made for it."`,
      },
      {
        expression: `oldObject != null || request.kind.kind != "Pod" || variables.subject.spec.?serviceAccountName.orValue("default") in ${JSON.stringify(["default", account])}`,
        messageExpression: `variables.named + " runs as " + variables.subject.spec.serviceAccountName + ", which is not the account of the namespace's jobs. Use ${account}."`,
      },
    ],
  };
}
