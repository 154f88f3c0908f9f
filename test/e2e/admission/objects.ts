import type { KubernetesObject } from "./client";

const jar = "local:///opt/spark/examples/jars/spark-examples.jar";

/** An application that the fences admit, with some of its spec changed. */
export function application(name: string, spec: object = {}, namespace = "attendee-01"): KubernetesObject {
  return {
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: { name, namespace },
    spec: {
      type: "Scala",
      mode: "cluster",
      sparkVersion: "4.1.2",
      mainClass: "org.apache.spark.examples.SparkPi",
      mainApplicationFile: jar,
      driver: { serviceAccount: "spark" },
      executor: {},
      ...spec,
    },
  } as KubernetesObject;
}

/** The same every hour. */
export function scheduled(name: string, spec: object = {}): KubernetesObject {
  const { spec: template } = application(name, spec) as unknown as { spec: object };
  return {
    ...application(name),
    kind: "ScheduledSparkApplication",
    spec: { schedule: "0 * * * *", template },
  } as KubernetesObject;
}

/** A Connect server that the fences admit, with some of its spec changed. */
export function connect(name: string, spec: object = {}): KubernetesObject & { spec: object } {
  return {
    apiVersion: "sparkoperator.k8s.io/v1alpha1",
    kind: "SparkConnect",
    metadata: { name, namespace: "attendee-01" },
    spec: { sparkVersion: "4.1.2", image: "registry/spark:1", server: {}, executor: {}, ...spec },
  } as KubernetesObject & { spec: object };
}

const conf = (key: string, value = "x") => ({ sparkConf: { [key]: value } });
const token = "/var/run/secrets/kubernetes.io/serviceaccount/token";
const files = /is read by spark-submit in the operator's pod/;
const inside = /would run code inside the operator/;
const level = /is forbidden by the namespace's Pod Security level "restricted"/;
const packages = /is resolved by spark-submit in the operator's pod/;
const account = /is not the account of the namespace's jobs\. Use spark\./;

/** What is refused, each with the words of its rule. */
export const forbidden: [what: string, spec: object, words: RegExp][] = [
  ["client mode", { mode: "client" }, /\.mode would run the driver inside the operator/],
  ["an option of spark-submit as its main file", { mainApplicationFile: "--deploy-mode=client" }, files],
  ["a main file of the operator's", { mainApplicationFile: "file:///tmp/x.jar" }, files],
  ["a main file without a scheme", { mainApplicationFile: token }, files],
  ["the operator's token as a file", { deps: { files: [`file://${token}`] } }, files],
  ["a file behind another", { deps: { files: [`${jar},${token}`] } }, files],
  ["a jar of the operator's", { deps: { jars: ["/opt/x.jar"] } }, files],
  ["Python of the operator's", { deps: { pyFiles: ["file:/x.py"] } }, files],
  ["an archive of the operator's", { deps: { archives: ["x.zip"] } }, files],
  ["the operator's token by a property", conf("spark.files", token), /sparkConf\["spark\.files"\] is read/],
  ["the operator's token as a key", conf("spark.kubernetes.authenticate.driver.clientKeyFile", token), files],
  ["the operator's token as Kerberos' file", conf("spark.kubernetes.kerberos.krb5.path", token), files],
  ["a property within a key", conf("spark.files=file:///x?", "y"), /has an equals sign in its key/],
  ["a folder for uploads", conf("spark.kubernetes.file.upload.path", "s3a://lake/x"), files],
  ["a pod template of the operator's", conf("spark.kubernetes.driver.podTemplateFile"), files],
  ["a step of the submission", conf("spark.kubernetes.driver.pod.featureSteps", "X"), inside],
  ["packages", { deps: { packages: ["a:b:1"] } }, packages],
  ["packages by a property", conf("spark.jars.packages", "a:b:1"), packages],
  ["a repository", { deps: { repositories: ["https://x"] } }, packages],
  [
    "another API server",
    conf("spark.kubernetes.driver.master", "https://x"),
    /refused by the operator's webhook/,
  ],
  [
    "another namespace",
    conf("spark.kubernetes.namespace", "attendee-02"),
    /is not the namespace of the application/,
  ],
  ["another's account", { driver: { serviceAccount: "attendee" } }, account],
  [
    "the system's priority",
    { driver: { serviceAccount: "spark", priorityClassName: "system-node-critical" } },
    /push them off full nodes/,
  ],
  ["the node's network", { driver: { serviceAccount: "spark", hostNetwork: true } }, level],
  ["privilege", { driver: { serviceAccount: "spark", securityContext: { privileged: true } } }, level],
  [
    "privilege of a sidecar",
    { executor: { sidecars: [{ name: "a", securityContext: { privileged: true } }] } },
    level,
  ],
  ["a path of the node", { volumes: [{ name: "a", hostPath: { path: "/" } }] }, level],
  [
    "a path of the node by a property",
    conf("spark.kubernetes.driver.volumes.hostPath.a.mount.path", "/"),
    level,
  ],
  ["a port of the nodes", { sparkUIOptions: { serviceType: "NodePort" } }, /opens a port of the nodes/],
  [
    "an ingress",
    { driverIngressOptions: [{ servicePort: 4040, servicePortName: "a", ingressURLFormat: "b" }] },
    /opens the driver to everybody/,
  ],
];

/** What a job of an attendee's may well say. */
export const allowed: [what: string, spec: object][] = [
  ["a job of the image", {}],
  ["a Python file in a bucket", { type: "Python", mainApplicationFile: "s3a://lake/attendee-01/job.py" }],
  ["a class that is on the class path", { mainApplicationFile: "spark-internal" }],
  [
    "dependencies in buckets, on servers and in the image",
    { deps: { jars: ["https://x/a.jar", "local:///a.jar"], files: ["s3a://lake/a,s3a://lake/b"] } },
  ],
  ["properties of its own", conf("spark.sql.shuffle.partitions", "8")],
  ["its namespace by a property", conf("spark.kubernetes.namespace", "attendee-01")],
  [
    "volumes of the cluster's",
    {
      volumes: [
        { name: "a", emptyDir: {} },
        { name: "b", persistentVolumeClaim: { claimName: "c" } },
      ],
    },
  ],
  [
    "a sidecar without privilege",
    { executor: { sidecars: [{ name: "a", securityContext: { privileged: false } }] } },
  ],
];

const pod = (role: "server" | "executor", spec: object) => ({
  [role]: { template: { spec: { containers: [], ...spec } } },
});

/** What is refused of a Connect server, whoever sends it. */
export const forbiddenServers: [what: string, spec: object, words: RegExp][] = [
  [
    "the account as a property",
    conf("spark.kubernetes.authenticate.driver.serviceAccountName"),
    /sparkConf\["spark\.kubernetes\.authenticate.* webhook\. Use server\.template\.spec\.serviceAccountName/,
  ],
  ["another namespace", conf("spark.kubernetes.namespace", "b"), /is not the namespace of the application/],
  ["a property within a key", conf("spark.app.name=x?", "y"), /has an equals sign in its key/],
  [
    "the system's priority",
    pod("server", { priorityClassName: "system-node-critical" }),
    /\.server\.template\.spec\.priorityClassName.*push them off full nodes/,
  ],
  ["the node's network", pod("executor", { hostNetwork: true }), level],
  [
    "privilege",
    pod("server", { containers: [{ name: "spark", securityContext: { privileged: true } }] }),
    level,
  ],
  ["a path of the node", pod("server", { volumes: [{ name: "a", hostPath: { path: "/" } }] }), level],
  [
    "a path of the node by a property",
    conf("spark.kubernetes.executor.volumes.hostPath.a.mount.path", "/"),
    level,
  ],
];

const service = (spec: object) => ({ server: { service: { metadata: { name: "a" }, spec } } });

/** What is refused of an attendee's server besides: its pods and its Service are made with the operator's rights. */
export const forbiddenOfAttendees: [what: string, spec: object, words: RegExp][] = [
  ["another's account", pod("server", { serviceAccountName: "attendee" }), account],
  ["another's account by its old name", pod("executor", { serviceAccount: "attendee" }), account],
  ["a port of the nodes", service({ type: "NodePort" }), /\.server\.service\.spec\.type opens a port/],
  ["an address that may be another's", service({ externalIPs: ["10.0.0.1"] }), /an address that may be/],
  ["a name elsewhere", service({ externalName: "example.com" }), /an address that may be another's/],
];

/** What a Connect server may well say: it reads its own files, and none of the operator's. */
export const allowedServers: [what: string, spec: object][] = [
  ["nothing", {}],
  ["jars of its image", conf("spark.jars", "/opt/spark/jars/x.jar")],
  ["packages", conf("spark.jars.packages", "a:b:1")],
  ["a volume", pod("server", { volumes: [{ name: "a", emptyDir: {} }] })],
  ["the account of the namespace's jobs", pod("server", { serviceAccountName: "spark" })],
  ["a Service inside the cluster", service({ type: "ClusterIP" })],
];

/** A container that a restricted namespace takes. */
export const container = (extra: object = {}) => ({
  name: "a",
  image: "a",
  securityContext: {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  },
  ...extra,
});
