import type { SparkConnectSpec } from "../../../../components/crds/generated/spark-operator";
import { type Problem, sentence } from "../../../../components/errors";
import { mergeSpec } from "../../../../components/spark/application/merge-spec";
import { type ConnectSubject, validateConnect } from "../../../../components/spark/rules/connect";
import { groups, restrictedContext } from "../../../support/subject";

const claimsCure = "Use an emptyDir.";
const container = (name: string, more: object = {}) => ({
  name,
  image: "registry/spark:1",
  securityContext: restrictedContext,
  ...more,
});

/** A server with which nothing is wrong, on the nodes of the dev stack. */
const sound: SparkConnectSpec = {
  sparkVersion: "4.1.2",
  server: {
    cores: 1,
    memory: "512m",
    template: {
      spec: {
        serviceAccountName: "spark",
        nodeSelector: { "karpenter.sh/capacity-type": "on-demand" },
        containers: [container("spark-kubernetes-driver")],
      },
    },
  },
  executor: {
    cores: 1,
    instances: 1,
    memory: "512m",
    template: {
      spec: {
        nodeSelector: { "topology.kubernetes.io/zone": "local-a" },
        tolerations: [{ key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" }],
        containers: [container("spark-kubernetes-executor")],
      },
    },
  },
};

function verdict(spec: object = {}, over: Partial<ConnectSubject> = {}) {
  return validateConnect({
    name: "notebooks",
    namespace: "spark-jobs",
    spec: mergeSpec(sound, spec) as SparkConnectSpec,
    groups,
    buckets: ["landing", "lake", "events"],
    driverOnSpot: false,
    versions: undefined,
    ...over,
  });
}

const lines = (problems: readonly Problem[]) => problems.map(sentence);
const pod = (role: "server" | "executor", spec: object) => ({ [role]: { template: { spec } } });
const conf = (key: string, value = "x") => ({ sparkConf: { [key]: value } });

test("a sound server is told nothing", () => {
  expect(verdict()).toEqual({ problems: [], warnings: [] });
});

test.each<[string, object, RegExp]>([
  [
    "a value that Spark refuses",
    { sparkConf: { "spark.sql.shuffle.partitions": "0" } },
    /sparkConf\["spark\.sql\.shuffle\.partitions"\] \("0"\) is not more than 0/,
  ],
  [
    "a claim",
    pod("server", { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] }),
    /^spec\.server\.template\.spec\.volumes\[0\]\.persistentVolumeClaim asks for a volume that nothing .*Use an emptyDir\.$/,
  ],
  [
    "a claim of executors by a property",
    conf("spark.kubernetes.executor.volumes.persistentVolumeClaim.a.options.claimName", "OnDemand"),
    /^spec\.sparkConf\["spark\.kubernetes\.executor\.volumes.*asks for a volume that nothing/,
  ],
  [
    "a path of the node",
    pod("executor", { volumes: [{ name: "a", hostPath: { path: "/" } }] }),
    /^spec\.executor\.template\.spec\.volumes\[0\]\.hostPath .*is forbidden/,
  ],
  [
    "a pod that may run as root",
    pod("server", { securityContext: { runAsUser: 0 } }),
    /^spec\.server\.template\.spec\.securityContext\.runAsUser \(0\) is forbidden/,
  ],
  [
    "the system's priority",
    pod("server", { priorityClassName: "system-node-critical" }),
    /^spec\.server\.template\.spec\.priorityClassName .*push them off full nodes/,
  ],
  [
    "a scheme that no file system answers to",
    conf("spark.sql.warehouse.dir", "s3://lake/warehouse"),
    /^spec\.sparkConf\["spark\.sql\.warehouse\.dir"\] .*outside of Amazon EMR/,
  ],
  [
    "a property within a key",
    conf("spark.app.name=x?", "y"),
    /^spec\.sparkConf.*has an equals sign in its key/,
  ],
  [
    "the account as a property",
    conf("spark.kubernetes.authenticate.driver.serviceAccountName"),
    /webhook\. Use server\.template\.spec\.serviceAccountName and executor\.template\.spec\.serviceAccountName\.$/,
  ],
  [
    "a property that a field overrules",
    conf("spark.executor.memory", "4g"),
    /^spec\.sparkConf\["spark\.executor\.memory"\] \("4g"\) has no effect: .*spec\.executor\.memory \("512m"\)/,
  ],
  [
    "a password in the environment",
    pod("server", {
      containers: [{ name: "spark-kubernetes-driver", env: [{ name: "DB_PASSWORD", value: "hunter22" }] }],
    }),
    /^spec\.server\.template\.spec\.containers\[0\]\.env\[0\]\.value holds a secret in plain text/,
  ],
  [
    "a container that requests more than it may use",
    pod("server", {
      containers: [
        container("spark-kubernetes-driver", {
          resources: { requests: { memory: "1Gi" }, limits: { memory: "800Mi" } },
        }),
      ],
    }),
    /^spec\.server\.template\.spec\.containers\[0\]\.resources\.requests\.memory \("1Gi"\) is more than the container's limit of 800Mi/,
  ],
  [
    "a container of the start without an image",
    pod("server", {
      containers: [container("spark-kubernetes-driver")],
      initContainers: [container("helper", { image: undefined })],
    }),
    /^spec\.server\.template\.spec\.initContainers\[0\]\.image is missing/,
  ],
  [
    "a mount of a volume that there is not",
    pod("server", {
      containers: [
        container("spark-kubernetes-driver", { volumeMounts: [{ name: "gone", mountPath: "/data" }] }),
      ],
    }),
    /^spec\.server\.template\.spec\.containers\[0\]\.volumeMounts\[0\]\.name \("gone"\)/,
  ],
  [
    "a Service without a name",
    { server: { service: { spec: { type: "ClusterIP" } } } },
    /^spec\.server\.service\.metadata\.name is missing\. Name the Service, such as notebooks-server\.$/,
  ],
  [
    "fewer executors to begin with than at least",
    { dynamicAllocation: { enabled: true, minExecutors: 2, initialExecutors: 1, maxExecutors: 3 } },
    /^spec\.dynamicAllocation\.initialExecutors \(1\) is less than minExecutors \(2\)/,
  ],
])("%s is refused of a server, by its own path", (_, spec, message) => {
  const { problems, warnings } = verdict(spec, { claimsCure });
  expect(lines(problems)).toEqual([expect.stringMatching(message)]);
  expect(warnings).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    "a reference of Hadoop's that the shell would take",
    { hadoopConf: { "fs.a": "$" + "{env.HOME}/a" } },
    ['spec.hadoopConf["fs.a"]'],
  ],
  ["and of Spark's", conf("spark.app.a", "$" + "{env:HOME}"), ['spec.sparkConf["spark.app.a"]']],
  ["with its backslash", conf("spark.app.a", "\\$" + "{env:HOME}"), []],
  [
    "templates for a Spark that knows none",
    { sparkVersion: "2.4.8" },
    ["spec.server.template", "spec.executor.template"],
  ],
  [
    "as many executors to begin with as at least",
    { dynamicAllocation: { enabled: true, minExecutors: 2, initialExecutors: 2, maxExecutors: 3 } },
    [],
  ],
  ...(["requests", "limits"] as const).flatMap((kind): [string, object, string[]][] => {
    const has = (memory: string) =>
      pod("server", {
        containers: [container("spark-kubernetes-driver", { resources: { [kind]: { memory } } })],
      });
    const path = `spec.server.template.spec.containers[spark-kubernetes-driver].resources.${kind}.memory`;
    return [
      [`less memory in ${kind} than the heap`, has("511Mi"), [path]],
      [`as much memory in ${kind} as the heap`, has("512Mi"), []],
    ];
  }),
])("%s: %j is refused at %j", (_, spec, paths) => {
  expect(verdict(spec).problems.map(({ path }) => path)).toEqual(paths);
});

test("a server's name leaves room for that of its Service", () => {
  const paths = (length: number) =>
    verdict({}, { name: "n".repeat(length) }).problems.map(({ path }) => path);
  expect(paths(56)).toEqual([]);
  expect(paths(57)).toEqual(["metadata.name"]);
});

test("pods that the namespace's level forbids are refused, where it has one", () => {
  const bare = { sparkVersion: "4.1.2", image: "registry/spark:1", server: {}, executor: {} };
  const told = (restricted?: boolean) =>
    lines(
      validateConnect({
        name: "n",
        namespace: "spark-jobs",
        spec: bare,
        groups: [],
        buckets: undefined,
        driverOnSpot: true,
        versions: undefined,
        restricted,
      }).problems,
    );
  expect(told()).toEqual([
    expect.stringMatching(/^spec\.server\.template\.spec\.containers\[0\]\.securityContext lacks allow/),
    expect.stringMatching(/^spec\.executor\.template\.spec\.containers\[0\]\.securityContext lacks allow/),
  ]);
  expect(told(false)).toEqual([]);
});

test("what is more likely wrong than right is a warning", () => {
  const more = { executor: { instances: 40, template: { spec: { nodeSelector: null } } } };
  expect(lines(verdict({ ...more, ...conf("spark.sql.warehouse.dir", "s3a://other/w") }).warnings)).toEqual([
    expect.stringMatching(/"s3a:\/\/other\/w"\) names a bucket that is none of the stack's/),
    expect.stringMatching(/^spec\.server and its executors may run in different zones/),
    expect.stringMatching(/^spec\.executor\.instances \(40\) is more than the \d+ executors/),
  ]);
});

test("a container beside the server is warned of, by the server's path", () => {
  const containers = [{ name: "logs", image: "logs:1", securityContext: restrictedContext }];
  expect(lines(verdict(pod("server", { containers })).warnings)).toEqual([
    expect.stringMatching(
      /^spec\.server\.template\.spec\.containers\[1\] \("logs"\) has to end with the driver/,
    ),
  ]);
});

test("what the operator passes over is refused of a typed server, and a warning of a manifest's", () => {
  const foreign = conf("fs.s3a.endpoint", "http://x");
  const message = [
    expect.stringMatching(/^spec\.sparkConf\["fs\.s3a\.endpoint"\] .*spark-submit ignores it/),
  ];
  expect(lines(verdict(foreign).problems)).toEqual(message);
  const { problems, warnings } = verdict(foreign, { manifest: true });
  expect([lines(problems), lines(warnings)]).toEqual([[], message]);
});

test.each([true, false])(
  "what only looks like a secret is named by the server's path in an annotation, manifest %s",
  (manifest) => {
    const path = "spec.server.template.spec.containers[0].env[0].value";
    const env = [{ name: "API_TOKEN", value: "abc" }];
    const guessed = pod("server", { containers: [{ name: "spark-kubernetes-driver", env }] });
    const annotations = { "spark-workshop/plain-text": path };
    expect(lines(verdict(guessed, { manifest, annotations }).problems)).toEqual([]);
    expect(lines(verdict(guessed, { manifest }).problems)).toEqual([
      expect.stringContaining(`If it is none, name ${path} in the annotation spark-workshop/plain-text.`),
    ]);
  },
);

test("another Spark than the platform's image has is refused where that is the image", () => {
  const versions = { spark: "4.1.2", scala: "2.13", hadoop: "3.4.2" };
  expect(lines(verdict({ sparkVersion: "4.0.4" }, { versions }).problems)).toEqual([
    expect.stringMatching(/^spec\.sparkVersion \("4\.0\.4"\) is not the Spark in the image/),
  ]);
});

describe("a Connect server needs an image for both its pods", () => {
  /** What is said about the image of a server whose templates name one, or do not. */
  function said(server: string | undefined, executor: string | undefined, image?: string): string[] {
    const spec = {
      ...pod("server", { containers: [{ name: "spark-kubernetes-driver", image: server ?? null }] }),
      ...pod("executor", { containers: [{ name: "spark-kubernetes-executor", image: executor ?? null }] }),
      ...(image ? { image } : {}),
    };
    return verdict(spec)
      .problems.map(({ path, reason }) => `${path} ${reason}`)
      .filter((line) => line.startsWith("spec.image "));
  }
  const missing = ["spec.image is missing, and the templates of server and executors do not both name one"];

  test.each([
    ["a", undefined, undefined, missing],
    [undefined, "a", undefined, missing],
    [undefined, undefined, undefined, missing],
    ["a", "a", undefined, []],
    [undefined, undefined, "a", []],
  ])("server %s, executor %s, spec %s", (server, executor, image, told) => {
    expect(said(server, executor, image)).toEqual(told);
  });
});
