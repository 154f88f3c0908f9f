import { type Answer, type Client, collection, type KubernetesObject } from "../../admission/client";
import { container } from "../../admission/objects";

/** Something that is asked of the API server, and how it says that it may not be. */
export interface Attack {
  readonly title: string;
  readonly by: "attendee" | "job";
  readonly refusal: RegExp;
  ask(client: Client): Promise<Answer>;
}

const own = "attendee-01";
/** Namespaces that are none of the attendee's business. */
const others = [
  "attendee-02",
  "spark-jobs",
  "storage",
  "spark-operator",
  "spark-history-server",
  "kube-system",
];
const forbidden = /is forbidden: User .* cannot /;

const object = (apiVersion: string, kind: string, name: string, namespace?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});
const rbac = "rbac.authorization.k8s.io/v1";

const get = (title: string, path: string, by: Attack["by"] = "attendee"): Attack => ({
  title: `read ${title}`,
  by,
  refusal: /cannot (get|list) /,
  ask: (client) => client.ask("GET", path),
});
const post = (title: string, path: string, body: object = {}): Attack => ({
  title,
  by: "attendee",
  refusal: forbidden,
  ask: (client) => client.ask("POST", path, body),
});
const change = (title: string, what: KubernetesObject, by: Attack["by"] = "attendee"): Attack => ({
  title: `change ${title}`,
  by,
  refusal: forbidden,
  ask: (client) => client.patch(what, { metadata: { labels: { attacked: "yes" } } }),
});
const remove = (title: string, what: KubernetesObject, by: Attack["by"] = "attendee"): Attack => ({
  title: `delete ${title}`,
  by,
  refusal: forbidden,
  ask: (client) => client.delete(what),
});
const create = (title: string, what: KubernetesObject, by: Attack["by"], refusal: RegExp): Attack => ({
  title: `create ${title}`,
  by,
  refusal,
  ask: (client) => client.create(what),
});

const listed = [
  object("v1", "Pod", "x"),
  object("v1", "Secret", "x"),
  object("v1", "ConfigMap", "x"),
  object("v1", "Service", "x"),
  object("v1", "ResourceQuota", "x"),
  object("v1", "PersistentVolumeClaim", "x"),
  object("sparkoperator.k8s.io/v1beta2", "SparkApplication", "x"),
  object("sparkoperator.k8s.io/v1alpha1", "SparkConnect", "x"),
];

/** In namespaces of others: each kind is looked at, made and deleted, by the person and by the person's jobs. */
function elsewhere(): Attack[] {
  return others.flatMap((namespace) =>
    (["attendee", "job"] as const).flatMap((by) => [
      ...listed.map((one) => {
        const there = { ...one, metadata: { ...one.metadata, namespace } };
        return get(`${one.kind}s of ${namespace}`, collection(there), by);
      }),
      create(`a ConfigMap in ${namespace}`, object("v1", "ConfigMap", "attack", namespace), by, forbidden),
      create(
        `a SparkApplication in ${namespace}`,
        object("sparkoperator.k8s.io/v1beta2", "SparkApplication", "attack", namespace),
        by,
        forbidden,
      ),
      create(`a Pod in ${namespace}`, object("v1", "Pod", "attack", namespace), by, forbidden),
      remove(`all of ${namespace}`, object("v1", "Namespace", namespace), by),
    ]),
  );
}

/** What runs of others say and show. */
const runs: readonly Attack[] = [
  get("a log of another's", "/api/v1/namespaces/spark-jobs/pods/connect-server/log"),
  post("open a port of another's pod", "/api/v1/namespaces/spark-jobs/pods/connect-server/portforward"),
  post("run a command in another's pod", "/api/v1/namespaces/spark-jobs/pods/connect-server/exec?command=id"),
  post("run a command in a pod of one's own", `/api/v1/namespaces/${own}/pods/x/exec?command=id`),
  get("another's UI through the API server", "/api/v1/namespaces/spark-jobs/services/x:4040/proxy/"),
  get("a kubelet through the API server", "/api/v1/nodes/workshop-apps-worker/proxy/pods"),
];

/** What holds the attendee, in the namespace that is the attendee's own. */
const bounds: readonly Attack[] = [
  change("the quota", object("v1", "ResourceQuota", "attendee", own)),
  change("the limits", object("v1", "LimitRange", "attendee", own)),
  remove("the network policy", object("networking.k8s.io/v1", "NetworkPolicy", "attendee", own)),
  change("the rights", object(rbac, "Role", "attendee", own)),
  change("the namespace, which says how pods are held", object("v1", "Namespace", own)),
  get("the jobs' keys", `/api/v1/namespaces/${own}/secrets/s3-credentials`),
  post("take a token of the jobs' account", `/api/v1/namespaces/${own}/serviceaccounts/spark/token`),
  post("make oneself an administrator", `/apis/${rbac}/clusterrolebindings`, {
    metadata: { name: "attack" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "attendee", namespace: own }],
  }),
  remove(
    "the rules of applications",
    object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "spark-workshop-attendees"),
  ),
  get("the nodes", "/api/v1/nodes"),
  get("everybody's Secrets", "/api/v1/secrets"),
  get("the API server's metrics", "/metrics"),
];

const pod = (name: string, spec: object): KubernetesObject =>
  ({
    ...object("v1", "Pod", name, own),
    metadata: { name, namespace: own, labels: { "spark-app-selector": "spark-attack" } },
    spec: { serviceAccountName: "spark", automountServiceAccountToken: false, ...spec },
  }) as KubernetesObject;
/** What would take machine and peace from everybody, with a job's rights, which are more than its owner's. */
const starving: readonly Attack[] = [
  create(
    "a pod with more CPU than the quota",
    pod("greedy", {
      containers: [
        container({ resources: { requests: { cpu: "1000", memory: "512Mi" }, limits: { memory: "512Mi" } } }),
      ],
    }),
    "job",
    /exceeded quota/,
  ),
  create(
    "a pod that may take more memory than it asks for",
    pod("sly", {
      containers: [container({ resources: { requests: { memory: "1Mi" }, limits: { memory: "4Gi" } } })],
    }),
    "job",
    /limit to request ratio/,
  ),
  create(
    "a pod that pushes others off their node",
    pod("urgent", { priorityClassName: "system-node-critical", containers: [container()] }),
    "job",
    /forbidden|exceeded quota|priority/i,
  ),
  create(
    "a pod with the node's disk",
    pod("host", { containers: [container()], volumes: [{ name: "host", hostPath: { path: "/" } }] }),
    "job",
    /violates PodSecurity/,
  ),
  create(
    "a volume for everything",
    {
      ...object("v1", "PersistentVolumeClaim", "huge", own),
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Ti" } } },
    } as KubernetesObject,
    "job",
    /exceeded quota/,
  ),
  create("a Service, with a port of every node", object("v1", "Service", "open", own), "job", forbidden),
];

/** Everything that is asked of the API server. */
export const attacks: readonly Attack[] = [...elsewhere(), ...runs, ...bounds, ...starving];
