import { workloadPods } from "../pods";
import { at } from "../read";
import { always, type ResourceRule } from "../rule";
import { askJobs, isSparkJob, type SparkJob } from "../spark";

/** Kinds that live in no namespace. A kind that is missing here is taken to live in one. */
const clusterWide =
  /:(Namespace|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|StorageClass|PersistentVolume|Node|PriorityClass|RuntimeClass|IngressClass|APIService|MutatingWebhookConfiguration|ValidatingWebhookConfiguration|ValidatingAdmissionPolicy|ValidatingAdmissionPolicyBinding|CSIDriver|NodePool|NodeClaim|EC2NodeClass|KindNodeClass)(Patch)?$/;

export const namespacesNamed: ResourceRule = {
  about: "resource",
  name: "namespaces-not-default",
  description: "Every object names its namespace, and not default.",
  reason:
    "Quota, network policy and rights go by namespace, and default has none; an object without one lands wherever the kubeconfig of the day points.",
  level: always("mandatory"),
  check({ type, props, name }) {
    if (!type.startsWith("kubernetes:") || clusterWide.test(type)) return [];
    const namespace = type.startsWith("kubernetes:helm.sh/")
      ? at(props, "namespace")
      : at(props, "metadata", "namespace");
    if (typeof namespace === "string" && namespace !== "default") return [];
    return [
      `${name} (${type.split(":").at(-1)}) lives in ${namespace ?? "no namespace of its own"}. Name one.`,
    ];
  },
};

export const accountsNamed: ResourceRule = {
  about: "resource",
  name: "service-accounts-not-default",
  description: "Pods that talk to the API server do so as a service account of their own.",
  reason:
    "What one workload is granted through default, every pod of the namespace has. A pod that needs no rights mounts no token.",
  level: always("mandatory"),
  check(resource) {
    if (isSparkJob(resource)) return askJobs([resource], driverAccount);
    return workloadPods(resource.type, resource.props).flatMap(([, pod]) => {
      const account = at(pod, "serviceAccountName") ?? at(pod, "serviceAccount") ?? "default";
      if (account !== "default" || at(pod, "automountServiceAccountToken") === false) return [];
      return [
        `${resource.name} runs as the service account default. Give it one of its own, or set automountServiceAccountToken: false.`,
      ];
    });
  },
};

function driverAccount({ label, spec, at: path, pathOf }: SparkJob): string[] {
  const template = at(spec, "driver", "template", "spec");
  const account =
    at(spec, "driver", "serviceAccount") ??
    at(template, "serviceAccountName") ??
    at(template, "serviceAccount");
  if (typeof account === "string" && account !== "default") return [];
  return [
    `The driver of ${label} runs as the service account ${account ?? "default"}. Name one in ${pathOf(`${path}.driver.serviceAccount`)}.`,
  ];
}
