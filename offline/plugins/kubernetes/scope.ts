import { isObject, type Properties, reveal, text } from "../protocol/values";
import type { Cluster } from "./cluster";
import type { Target } from "./object";

/** The built-in kinds that belong to no namespace. */
const CLUSTER_WIDE = new Set(
  (
    "Namespace Node PersistentVolume ClusterRole ClusterRoleBinding CustomResourceDefinition StorageClass " +
    "PriorityClass MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy " +
    "ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding APIService CSIDriver " +
    "CSINode IngressClass RuntimeClass VolumeAttachment VolumeAttributesClass FlowSchema PriorityLevelConfiguration " +
    "CertificateSigningRequest ClusterTrustBundle DeviceClass ResourceSlice ServiceCIDR IPAddress"
  ).split(" "),
);

/** The groups that the API server itself serves; every other one comes with definitions. */
const BUILT_IN =
  /^(|apps|autoscaling|batch|policy|(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io)$/;

/** Which kinds belong to a namespace. */
export class Scopes {
  private readonly defined = new Map<string, boolean>();

  constructor(private readonly cluster: Cluster) {}

  /** Takes note of a CustomResourceDefinition of the program's, which the cluster may not have yet. */
  learn(inputs: Properties): void {
    const spec = reveal(inputs.spec);
    if (inputs.kind !== "CustomResourceDefinition" || !isObject(spec)) return;
    const kind = text(isObject(spec.names) ? spec.names : undefined, "kind");
    this.defined.set(`${text(spec, "group")}/${kind}`, spec.scope === "Namespaced");
  }

  /** Without a definition, and without a cluster to ask, a custom kind is taken to be namespaced. */
  async namespaced(target: Target): Promise<boolean> {
    const group = target.apiVersion.includes("/") ? target.apiVersion.replace(/\/[^/]*$/, "") : "";
    if (BUILT_IN.test(group)) return !CLUSTER_WIDE.has(target.kind);
    const defined = this.defined.get(`${group}/${target.kind}`);
    return defined ?? (await this.cluster.namespaced(target).catch(() => true));
  }
}
