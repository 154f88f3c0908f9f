import { foreignProblems } from "../../../../components/spark/application/foreign-kinds";
import { placeholderProblems, unrenderedProblems } from "../../../../components/spark/application/unrendered";

const values = "{{ .Values.image }}";

test.each<[string, string, { path: string; value: string } | undefined]>([
  ["a template", `a: 1\nb: ${values}\n`, { path: "line 2", value: values }],
  ["a template behind a sign that begins no comment", `a: x#${values}`, { path: "line 1", value: values }],
  ["comments about one", `# ${values}\na: 1 # ${values}\n`, undefined],
  ["a template behind a comment", `# of the job\nb: ${values}`, { path: "line 2", value: values }],
  [
    "a call over several lines",
    "x\n\nSparkKubernetesOperator\n(task_id=1)",
    { path: "line 3", value: "SparkKubernetesOperator" },
  ],
  [
    "an import in a function",
    "def f():\n  from airflow import DAG",
    { path: "line 2", value: "from airflow" },
  ],
  ["plain YAML", "a: { b: 1 }\n", undefined],
])("%s is told with the line that shows it", (_, text, found) => {
  expect(unrenderedProblems(text).map(({ path, value }) => ({ path, value }))).toEqual(found ? [found] : []);
});

const placeholders = (text: string, object: unknown) =>
  placeholderProblems(text, object).map(({ path, reason }) => [
    path,
    /, as do (.*?):/.exec(reason)?.[1] ?? "",
  ]);

test.each<[string, string, unknown, string[][]]>([
  ["a field's only value", "a: 1\n  name: {app}\n", {}, [["line 2", ""]]],
  ["a field that begins an item", "- image: { app.tag }", {}, [["line 1", ""]]],
  ["a map that is meant", "a: { b: 1 }\nc: {d} e", {}, []],
  ["a comment", "# name: {app}\na: 1 # b: {c}", {}, []],
  ["texts that nobody fills in", "", { metadata: { name: "pi-{day}" } }, [["metadata.name", ""]]],
  [
    "texts in lists, all at once",
    "",
    {
      metadata: { namespace: "$(params.ns)" },
      spec: {
        driver: { memory: `\${MEM}`, cores: null },
        volumes: [{ name: "{free}" }, { type: "x-{y}" }],
      },
    },
    [["metadata.namespace", "spec.driver.memory, spec.volumes.1.type"]],
  ],
  [
    "what Kubernetes and Spark fill in",
    "",
    { spec: { arguments: ["$(POD)"], sparkConf: { a: `\${b}` } } },
    [],
  ],
  ["a text by itself", "", "{app}", []],
  ["nothing", "", null, []],
])("of placeholders in %s", (_, text, object, found) => {
  expect(placeholders(text, object)).toEqual(found);
});

test.each<[object, RegExp | undefined]>([
  [{ apiVersion: "spark.apache.org/v1", kind: "SparkApplication" }, /Apache Spark's own operator/],
  [{ apiVersion: "radanalytics.io/v1", kind: "SparkCluster" }, /radanalytics' operator/],
  [{ apiVersion: "tekton.dev/v1", kind: "TaskRun" }, /is Tekton's/],
  [{ apiVersion: "argoproj.io/v1alpha1", kind: "WorkflowTemplate" }, /is Argo's/],
  [{ apiVersion: "argoproj.io/v1alpha1", kind: "Application" }, undefined],
  [{ apiVersion: "sparkoperator.k8s.io/v1alpha1", kind: "SparkConnect" }, undefined],
  [{ apiVersion: "sparkoperator.k8s.io/v1beta1", kind: "ScheduledSparkApplication" }, /has left off/],
  [{ kind: "SparkApplication", spec: { jobRunDriver: {} } }, /Amazon EMR's fork/],
  [{ kind: "SparkApplication", spec: null }, undefined],
  [{ kind: "SparkApplication", spec: "executionRoleArn" }, undefined],
  [{}, undefined],
])("%j is told as another program's: %p", (object, reason) => {
  const problems = foreignProblems(object, "document 1");
  expect(problems).toHaveLength(reason ? 1 : 0);
  if (reason) expect(problems[0]?.reason).toMatch(reason);
});

test("an object of another program is told where it stands and as what it says it is", () => {
  const at = (object: object) => foreignProblems(object, "document 2")[0];
  expect(at({ apiVersion: "tekton.dev/v1", kind: "TaskRun" })).toMatchObject({
    path: "document 2: apiVersion, kind",
    value: "tekton.dev/v1, TaskRun",
  });
  expect(at({ spec: { executionRoleArn: "x" } })?.path).toBe("document 2: spec.executionRoleArn");
});
