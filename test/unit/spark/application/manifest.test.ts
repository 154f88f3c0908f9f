import { stringify } from "yaml";
import {
  parseManifest,
  parseManifests,
  readManifest,
} from "../../../../components/spark/application/manifest";
import { soundSpec } from "../../../support/subject";

const manifest = {
  apiVersion: "sparkoperator.k8s.io/v1beta2",
  kind: "SparkApplication",
  metadata: { name: "pi", labels: { team: "data" } },
  spec: soundSpec,
};
const yaml = (over: object = {}) => stringify({ ...manifest, ...over }, { aliasDuplicateObjects: false });

test("what kubectl gets is what was applied: status and the server's own metadata are left out", () => {
  const text = yaml({
    metadata: {
      ...manifest.metadata,
      uid: "1",
      resourceVersion: "7",
      creationTimestamp: "2026-01-01T00:00:00Z",
      generation: 1,
      managedFields: [],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", mine: "stays" },
    },
    status: { applicationState: { state: "COMPLETED" } },
  });
  expect(parseManifest("SparkApplication", text, "pi.yaml").manifest).toEqual({
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { mine: "stays" } },
  });
});

test("every unknown, missing and mistyped field is told at once, with the field that may be meant", () => {
  const { mainApplicationFile: _, ...spec } = soundSpec;
  const text = yaml({
    spec: { ...spec, arguements: ["1"], driver: { ...spec.driver, cores: "1" } },
    extra: 1,
  });
  expect(() => parseManifests(text, "pi.yaml")).toThrow(
    [
      "pi.yaml: 4 problems",
      " - extra (1) is not a field of a manifest.",
      " - spec.mainApplicationFile is missing. The CRD requires it.",
      ' - spec.driver.cores ("1") is not a whole number. Write it without quotes.',
      ' - spec.arguements (["1"]) is not a field of the CRD. Is arguments meant?',
    ].join("\n"),
  );
});

test("a typo in a pod template, which the CRD lets pass, is refused too", () => {
  const text = yaml({
    spec: {
      ...soundSpec,
      driver: { ...soundSpec.driver, template: { spec: { containers: [{ name: "a", imge: "x" }] } } },
    },
  });
  expect(() => parseManifests(text, "pi.yaml")).toThrow(
    /template\.spec\.containers\[0\]\.imge \("x"\) is not a field.*Is image meant/,
  );
});

test.each([
  [
    "a kind that the operator does not have",
    yaml({ kind: "SparkCluster" }),
    /is not a kind of the pinned spark-operator/,
  ],
  [
    "another version",
    yaml({ apiVersion: "sparkoperator.k8s.io/v1beta1" }),
    /is of a version that the operator has left off\. Use sparkoperator\.k8s\.io\/v1beta2/,
  ],
  ["no name", yaml({ metadata: { generateName: "pi-" } }), /metadata\.name is missing/],
  ["no YAML", "a: [", /line 1, column 5 is not valid YAML/],
  ["nothing", "", /the file holds no application of sparkoperator\.k8s\.io: it is empty/],
])("%s is refused", (_, text, message) => {
  expect(() => parseManifests(text, "pi.yaml")).toThrow(message);
});

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf" }, data: { a: "b" } };

test("other objects in the file come with the first application of a kind, and the server's own fields do not", () => {
  const got = { ...configMap, metadata: { ...configMap.metadata, uid: "1", resourceVersion: "7" } };
  const text = `${yaml()}---\n${stringify(got)}---\n${yaml({ metadata: { name: "two" } })}`;
  expect(parseManifest("SparkApplication", text, "pi.yaml", "pi").others).toEqual([configMap]);
  expect(parseManifest("SparkApplication", text, "pi.yaml", "two").others).toEqual([]);
});

test("one of several applications is selected by its name", () => {
  const list = stringify({
    apiVersion: "v1",
    kind: "List",
    items: ["pi", "two"].map((name) => ({ ...manifest, metadata: { name } })),
  });
  for (const text of [`${yaml()}---\n${yaml({ metadata: { name: "two" } })}`, list]) {
    expect(parseManifest("SparkApplication", text, "pi.yaml", "two").manifest.metadata.name).toBe("two");
    expect(() => parseManifest("SparkApplication", text, "pi.yaml")).toThrow(
      'the file holds 2 SparkApplications, and one is wanted. Say which: select: "pi" or "two".',
    );
    expect(() => parseManifest("SparkApplication", text, "pi.yaml", "three")).toThrow(
      'holds 0 SparkApplications of the name three, and one is wanted. Say which: select: "pi" or "two".',
    );
  }
  expect(() => parseManifest("SparkConnect", yaml(), "pi.yaml")).toThrow(
    "holds 0 SparkConnects, and one is wanted. The file holds SparkApplication pi.",
  );
});

test("two of one name in two namespaces are told apart by no name, so the file's contents are listed", () => {
  const elsewhere = yaml({ metadata: { name: "pi", namespace: "other" } });
  const twice = `${yaml()}---\n${elsewhere}`;
  expect(() => parseManifest("SparkApplication", twice, "pi.yaml", "pi")).toThrow(
    "holds 2 SparkApplications of the name pi, and one is wanted. The file holds SparkApplication pi, SparkApplication pi.",
  );
  expect(() => parseManifest("SparkApplication", yaml(), "pi.yaml", "two")).toThrow(
    "holds 0 SparkApplications of the name two, and one is wanted. The file holds SparkApplication pi.",
  );
});

test("a file that is not there is named", () => {
  expect(() => readManifest("SparkApplication", "none.yaml")).toThrow(
    'file ("none.yaml") is not a file. Write a path from the project\'s folder.',
  );
});

// Each for what it is, and in one message.
test.each<[string, string, string]>([
  [
    "a Helm chart's",
    "kind: SparkApplication\nmetadata:\n  name: {{ .Release.Name }}\n",
    'line 3 ("{{ .Release.Name }}") is a Helm template, and not a manifest yet. Render it: helm template',
  ],
  [
    "Jinja's",
    "kind: SparkApplication\nmetadata: { name: {{ app }} }\n{% if x %}\n{% endif %}\n",
    'line 2 ("{{ app }}") is a Jinja template, and not a manifest yet.',
  ],
  [
    "Argo's parameters",
    "kind: SparkApplication\nmetadata: { name: 'pi-{{workflow.uid}}' }\n",
    'line 2 ("{{workflow.uid}}") is an Argo Workflows template',
  ],
  [
    "an Airflow DAG",
    "from airflow import DAG\nSparkKubernetesOperator(task_id='a')\n",
    'line 1 ("from airflow") is the code of an Airflow DAG',
  ],
  [
    "Python's format",
    yaml().replace("name: pi", "name: {app}"),
    "line 4 holds a placeholder that nobody fills in",
  ],
  [
    "envsubst's",
    yaml({ spec: { ...soundSpec, image: `spark:\${TAG}`, sparkVersion: "$(params.version)" } }),
    "spec.sparkVersion holds a placeholder that nobody fills in, as do spec.image: the file is a template",
  ],
  [
    "Stackable's operator",
    yaml({ apiVersion: "spark.stackable.tech/v1alpha1" }),
    'document 1: apiVersion, kind ("spark.stackable.tech/v1alpha1, SparkApplication") is a kind of Stackable\'s operator',
  ],
  [
    "an older version",
    yaml({ apiVersion: "sparkoperator.k8s.io/v1beta1" }),
    "is of a version that the operator has left off",
  ],
  [
    "EMR's fork",
    yaml({ spec: { emrReleaseLabel: "emr-7.0.0-latest", type: "Scala" } }),
    "spec.emrReleaseLabel is a field of Amazon EMR's fork",
  ],
  [
    "an Argo Workflow",
    stringify({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "CronWorkflow",
      spec: { workflowSpec: { templates: [] } },
    }),
    '("argoproj.io/v1alpha1, CronWorkflow") is Argo\'s, which submits what its resource templates hold',
  ],
  [
    "only other objects",
    stringify(configMap),
    "holds no application of sparkoperator.k8s.io, only ConfigMap conf",
  ],
  [
    "a value without its quotes",
    yaml({
      spec: {
        ...soundSpec,
        type: "Python",
        mainApplicationFile: "local:///opt/pi.py",
        pythonVersion: 3,
      },
    }),
    'spec.pythonVersion (3) is none of the values there are. Use "2", "3".',
  ],
])("%s is told as one problem", (_, text, message) => {
  expect(() => parseManifests(text, "app.yaml")).toThrow(`app.yaml: 1 problem\n - `);
  expect(() => parseManifests(text, "app.yaml")).toThrow(message);
});

test("what only looks like a template is none: the operator's own words, Spark's, Kubernetes' variables, comments", () => {
  const text = `# {{ .Values.image }} was here\n${yaml({
    spec: {
      ...soundSpec,
      arguments: ["$(POD_NAME)", `\${HOME}`, "{x}"],
      sparkConf: { "spark.app.a": `\${env:A}` },
      driverIngressOptions: [
        {
          servicePort: 4040,
          servicePortName: "ui",
          ingressURLFormat: "{{$appName}}.{{$appNamespace}}.example.com",
        },
      ],
    },
  })}`;
  expect(parseManifests(text, "app.yaml").manifests).toHaveLength(1);
});
