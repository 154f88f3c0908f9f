import { explanationsOf, type StackPlatform } from "../../../../cli/manifest/explain";
import { explanationInLines } from "../../../../cli/manifest/explanation-lines";
import { sent } from "../../../../cli/manifest/render";
import { planOn, readStackFacts } from "../../../../cli/manifest/stack-rules";
import { readerOf } from "../../../../components/spark/application/field-readers";
import { crdShapes } from "../../../../components/spark/rules/validate";

const pi = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.1.2
  mainApplicationFile: local:///opt/jobs/pi.py
  sparkConf: { spark.db.password: "hunter2x" }
  driver:
    memory: 2g
    env: [{ name: A, value: b }]
  executor: {}
`;

function dev(): StackPlatform {
  const facts = readStackFacts("dev");
  const decided = { placement: "workshop", defaults: "workshop" } as const;
  return {
    stack: "dev",
    facts,
    render: (manifest, others) => sent(planOn(facts, manifest, others, decided).manifest, facts),
  };
}

function one(path: string, text = pi, platform?: StackPlatform) {
  const explained = explanationsOf(text, "pi.yaml", path, platform);
  if ("problem" in explained) throw new Error(explained.problem.cure);
  const [explanation] = explained.explanations;
  if (!explanation) throw new Error("nothing explained");
  return explanation;
}

test("a field has the CRD's words, its value and place, and who reads it", () => {
  expect(one("spec.driver.memory")).toMatchObject({
    object: "SparkApplication pi",
    description: expect.stringMatching(/amount of memory.*\n\nRefused: what is not a valid size/s),
    type: "text",
    value: "2g",
    place: { line: 11, column: 5 },
    reader: { by: "Spark", as: "spark.driver.memory" },
    restarts: true,
    findings: [],
  });
  expect(one("spec.driver.env[A].value")).toMatchObject({ value: "b", place: { line: 12 } });
  expect(one("spec.timeToLiveSeconds")).toMatchObject({ reader: { by: "operator" }, restarts: false });
  expect(one("spec.executor.tolerations").reader).toEqual({ by: "webhook", inPod: "scheduler" });
  expect(one("spec.mode").values).toEqual(["cluster"]);
});

test("what the file is silent about has the operator's default, and the stack's value", () => {
  expect(one("spec.executor.instances")).toMatchObject({ operatorDefault: 1 });
  expect(one("spec.driver.memory", pi)).not.toHaveProperty("operatorDefault");
  const stack = dev();
  expect(one("spec.executor.instances", pi, stack).platform).toEqual({
    stack: "dev",
    value: expect.any(Number),
  });
  expect(one("spec.image", pi, stack).platform?.value).toBe(stack.facts.image);
  expect(one("metadata.namespace", pi, stack).platform?.value).toBe("spark-jobs");
  expect(explanationInLines(one("spec.driver.memory", pi, stack))).toMatch(/on dev +as the file says/);
  expect(explanationInLines(one("spec.driver.serviceAccount", pi, stack))).toMatch(
    /in the file +not set[\s\S]*on dev +\S+, which the platform fills in[\s\S]*read by +Spark/,
  );
});

test("a value that would be refused is told with its reason, and a secret is not repeated", () => {
  const { findings } = one("spec.driver", pi.replace("2g", "2Gi"));
  expect(findings).toEqual([expect.objectContaining({ path: "spec.driver.memory", line: 11 })]);
  const secret = one('spec.sparkConf["spark.db.password"]');
  expect(secret).toMatchObject({ secret: true, place: { line: 9 } });
  expect(explanationInLines(secret)).toMatch(/not repeated: it may be a secret \(pi\.yaml:9/);
  expect(JSON.stringify([secret, one("spec.sparkConf"), one("spec")])).not.toContain("hunter2x");
});

test.each([
  ["spec.memoryOverhead", "Is spec.driver.memoryOverhead, spec.executor.memoryOverhead meant?"],
  ["spec.driver.memry", "Is spec.driver.memory meant?"],
  ["spec.mode.deploy", "spec.mode has no fields."],
  ["spec.schedule", undefined],
])("%s is refused with the nearest", (path, cure) => {
  const explained = explanationsOf(pi, "pi.yaml", path);
  expect(explained).toEqual({
    problem: {
      path,
      reason: "is not a field",
      cure: cure ?? expect.stringContaining("Fields there are arguments"),
    },
  });
});

test("of several applications those are told that have the field", () => {
  const scheduled = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: ScheduledSparkApplication
metadata: { name: nightly }
spec:
  schedule: "@daily"
  template:${pi.slice(pi.indexOf("spec:") + 5).replaceAll("\n  ", "\n    ")}`;
  const text = `${pi}---\n${scheduled}`;
  expect(one("spec.schedule", text)).toMatchObject({
    object: "ScheduledSparkApplication nightly",
    value: "@daily",
    reader: { by: "operator" },
  });
  expect(one("spec.template.executor.instances", text)).toMatchObject({
    operatorDefault: 1,
    reader: { by: "Spark", as: "spark.executor.instances" },
    restarts: false,
  });
  expect(() => explanationsOf("kind: ConfigMap\napiVersion: v1\n", "a.yaml", "spec")).toThrow(
    /no application/,
  );
});

test("every field of the CRDs has a reader", () => {
  const fieldsOf = (name: string) => Object.keys(crdShapes[name]?.fields ?? {});
  const paths = [
    ...fieldsOf("SparkApplicationSpec").map((field) => ["SparkApplication", field] as const),
    ...["Driver", "Executor"].flatMap((role) =>
      fieldsOf(`SparkApplicationSpec${role}`).map(
        (field) => ["SparkApplication", `${role.toLowerCase()}.${field}`] as const,
      ),
    ),
    ...["Deps", "DynamicAllocation"].flatMap((part) =>
      fieldsOf(`SparkApplicationSpec${part}`).map(
        (field) => ["SparkApplication", `${part[0]?.toLowerCase()}${part.slice(1)}.${field}`] as const,
      ),
    ),
    ...fieldsOf("ScheduledSparkApplicationSpec").map(
      (field) => ["ScheduledSparkApplication", field] as const,
    ),
    ...fieldsOf("SparkConnectSpec").map((field) => ["SparkConnect", field] as const),
    ...["Server", "Executor"].flatMap((part) =>
      fieldsOf(`SparkConnectSpec${part}`).map(
        (field) => ["SparkConnect", `${part.toLowerCase()}.${field}`] as const,
      ),
    ),
  ];
  expect(paths.length).toBeGreaterThan(120);
  expect(paths.filter(([kind, path]) => readerOf(kind, path.split(".")) === undefined)).toEqual([]);
  expect(readerOf("SparkApplication", ["driver", "nothing"])).toBeUndefined();
});
