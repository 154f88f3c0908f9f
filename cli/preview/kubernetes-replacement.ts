import type { Step } from "./property-path";

/** What a provider's configuration says of objects whose data may change in place. */
export interface Mutability {
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

/** Properties that the API server does not change in place, by apiVersion and kind (provider/pkg/provider/diff.go). */
const WORKLOAD = ["spec.selector"];
const ROLE_BINDING = ["roleRef"];
const CONTAINER = (
  "args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources securityContext " +
  "stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir"
).split(" ");
const POD = (
  "affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork " +
  "hostPID hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority priorityClassName " +
  "readinessGates restartPolicy runtimeClassName schedulerName securityContext serviceAccount serviceAccountName " +
  "shareProcessNamespace subdomain terminationGracePeriodSeconds volumes"
).split(" ");
const VOLUME_SOURCE = (
  "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs " +
  "hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume"
).split(" ");
const inSpec = (names: readonly string[]): string[] => names.map((name) => `spec.${name}`);

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "apps/v1/Deployment": WORKLOAD,
  "apps/v1/DaemonSet": WORKLOAD,
  "apps/v1/StatefulSet": inSpec([
    "podManagementPolicy",
    "revisionHistoryLimit",
    "selector",
    "serviceName",
    "volumeClaimTemplates",
  ]),
  "batch/v1/Job": inSpec(["completions", "parallelism", "selector", "template"]),
  "rbac.authorization.k8s.io/v1/RoleBinding": ROLE_BINDING,
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ROLE_BINDING,
  "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
  "v1/PersistentVolume": inSpec(VOLUME_SOURCE),
  "v1/PersistentVolumeClaim": inSpec(["accessModes", "selector", "storageClassName", "volumeName"]),
  "v1/Pod": [
    ...inSpec(POD),
    ...CONTAINER.flatMap((name) => inSpec([`containers.*.${name}`, `initContainers.*.${name}`])),
  ],
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Service": ["spec.clusterIP"],
};

/** The properties of an object whose change means a new object. */
export function replacementFields(
  object: Readonly<Record<string, unknown>>,
  config: Mutability,
  patch: boolean,
): string[] {
  const identity = ["metadata.name", "metadata.namespace", "apiVersion", "kind"];
  if (patch) return identity;
  const kind = `${object.apiVersion}/${object.kind}`;
  const immutable = object.immutable === true;
  if (kind === "v1/Secret") {
    const frozen = !config.enableSecretMutable || immutable;
    return [...identity, "type", ...(frozen ? ["stringData", "data"] : [])];
  }
  if (kind === "v1/ConfigMap") {
    return !config.enableConfigMapMutable || immutable ? [...identity, "binaryData", "data"] : identity;
  }
  return [...identity, ...(FIELDS[kind] ?? [])];
}

/** Whether a path is one of the fields, or lies within one; `*` stands for any index. */
export function within(path: readonly Step[], fields: readonly string[]): boolean {
  return fields.some((field) => {
    const steps = field.split(".");
    return steps.length <= path.length && steps.every((step, i) => step === "*" || step === path[i]);
  });
}
