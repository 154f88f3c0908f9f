import { connectVariables, validationsOf, variables } from "../../../../components/spark/admission/cel";
import { driverFence } from "../../../../components/spark/admission/drivers";
import { fences } from "../../../../components/spark/admission/policies";

const all = fences({ jobs: ["spark-jobs", "attendee-01"], attendees: ["attendee-01"], account: "spark" });
const of = (name: string) => all.find((fence) => fence.name === `spark-workshop-${name}`);

test("each fence denies, holds in its namespaces, and admits nothing where it cannot be evaluated", () => {
  expect(all.map(({ name }) => name)).toEqual([
    "spark-workshop-applications",
    "spark-workshop-drivers",
    "spark-workshop-servers",
    "spark-workshop-attendees",
    "spark-workshop-attendee-servers",
  ]);
  for (const { name, policy, binding } of all) {
    expect(policy.failurePolicy).toBe("Fail");
    expect(binding).toEqual({
      policyName: name,
      validationActions: ["Deny"],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            {
              key: "kubernetes.io/metadata.name",
              operator: "In",
              values: name.includes("attendee") ? ["attendee-01"] : ["spark-jobs", "attendee-01"],
            },
          ],
        },
      },
    });
  }
});

test.each([
  ["applications", ["sparkapplications", "scheduledsparkapplications"], variables],
  ["attendees", ["sparkapplications", "scheduledsparkapplications"], variables],
  ["servers", ["sparkconnects"], connectVariables],
  ["attendee-servers", ["sparkconnects"], connectVariables],
])("the fence of %s looks at what is created and at new specs", (name, resources, read) => {
  expect(of(name)?.policy).toMatchObject({
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ["sparkoperator.k8s.io"],
          apiVersions: ["*"],
          operations: ["CREATE", "UPDATE"],
          resources,
        },
      ],
    },
    matchConditions: [{ expression: "oldObject == null || object.spec != oldObject.spec" }],
    variables: read,
  });
});

test("a driver changes and deletes only what a run made, and runs pods as no other account", () => {
  expect(of("drivers")?.policy).toEqual({ failurePolicy: "Fail", ...driverFence("spark") });
  const { matchConstraints, matchConditions, variables: read, validations } = driverFence("spark");
  expect(matchConstraints).toEqual({
    resourceRules: [
      {
        apiGroups: [""],
        apiVersions: ["v1"],
        operations: ["CREATE", "UPDATE", "DELETE"],
        resources: ["configmaps", "pods"],
      },
    ],
  });
  expect(matchConditions).toEqual([
    {
      name: "jobs",
      expression: 'request.userInfo.username == "system:serviceaccount:" + request.namespace + ":spark"',
    },
  ]);
  expect(read).toEqual([
    { name: "subject", expression: "oldObject == null ? object : oldObject" },
    { name: "named", expression: 'request.kind.kind + " " + variables.subject.metadata.?name.orValue("")' },
  ]);
  expect(validations).toEqual([
    {
      expression: '"spark-app-selector" in variables.subject.metadata.?labels.orValue({})',
      messageExpression: expect.stringContaining(
        "belongs to no run of Spark (it has no label spark-app-selector)",
      ),
    },
    {
      expression:
        'oldObject != null || request.kind.kind != "Pod" || variables.subject.spec.?serviceAccountName.orValue("default") in ["default","spark"]',
      messageExpression: expect.stringContaining("Use spark."),
    },
  ]);
});

const list = "variables.spec.?volumes.orValue([])";
const conf = "variables.conf.all(k, ";
test.each<[object, unknown, string]>([
  [{ field: "a.b" }, "anything", "!variables.spec.?a.?b.hasValue()"],
  [{ each: "volumes" }, "anything", `size(${list}) == 0`],
  [{ each: "volumes", field: "hostPath" }, "anything", `${list}.all(x, !x.?hostPath.hasValue())`],
  [{ each: "volumes" }, { is: ["a"] }, `${list}.all(x, !(x in ["a"]))`],
  [{ each: "volumes" }, { keysBut: ["name"] }, `${list}.all(x, x.all(key, key in ["name"]))`],
  [{ field: "a" }, { unlike: "^x$" }, 'variables.spec.?a.optMap(x, x.matches("^x$")).orValue(true)'],
  [
    { field: "a" },
    "another namespace",
    "variables.spec.?a.optMap(x, x == namespaceObject.metadata.name).orValue(true)",
  ],
  [{ conf: "^a$" }, { isNot: ["b"] }, `${conf}(k.matches("^a$") && !(variables.conf[k] in ["b"])) == false)`],
])("of %j, %j is admitted where %s", (place, bad, expression) => {
  const prohibition = { places: [place], bad, reason: "is wrong", cure: "Fix it." };
  expect(
    validationsOf(prohibition as Parameters<typeof validationsOf>[0]).map((one) => one.expression),
  ).toEqual([expression]);
});
