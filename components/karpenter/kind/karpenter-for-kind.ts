import { join, relative } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../cluster/cluster";
import { dockerSocket } from "../../cluster/kind/args";
import { privileged } from "../../cluster/pod-security";
import { projectFolder } from "../../images/catalog";
import type { ProvidedImage } from "../../images/image";
import { versions } from "../../versions/versions";
import type { NodeClassRef } from "../pool";
import { type InstanceOffer, offered } from "./instance-offers";
import { KindNodeClassResource, kindNodeClassRef } from "./kind-node-class";
import { clusterRules, namespaceRules } from "./rights";

/** What a {@link KarpenterForKind} is made with. */
export interface KarpenterForKindArgs {
  /** A kind cluster whose control plane reaches Docker. */
  readonly cluster: Cluster;
  /** Karpenter with the provider for kind, on the control plane. */
  readonly image: ProvidedImage;
  /** Instance types that may be launched. Checked by `offerProblems`. */
  readonly offers: readonly InstanceOffer[];
  /** Zones that nodes can be launched in. */
  readonly zones: readonly string[];
  /** Images that jobs run: a node has them before a pod is bound to it. */
  readonly nodeImages: readonly ProvidedImage[];
  /**
   * How long a node may take to join before it is replaced.
   * @default "3m"
   */
  readonly joinTimeout?: `${number}${"s" | "m"}`;
}

const namespaceName = "karpenter";
const nodeClassName = "workshop";
/** A chart of the project itself. A path relative to the folder that the program runs in is the same on every machine. */
const crdChart = relative(
  process.cwd(),
  join(projectFolder, "karpenter-provider-kind", "charts", "karpenter-crds"),
);
const ports = { metrics: 8080, health: 8081 };

/**
 * Karpenter on a kind cluster: the controllers of Karpenter itself, with a cloud whose instances are containers of this
 * machine.
 *
 * Owns its namespace, the CRDs as a release of their own (first to come, last to go), the controller with its rights, and
 * the node class. Depends on Docker being within reach of the control plane. NodePools depend on {@link ready}, and so go
 * before the node class, which goes before the controller that has to remove its nodes. Lifecycle: deleted with the cluster: nodes that
 * Karpenter made are the cluster's by their labels, and go with it in whatever state the controller is.
 *
 * @example
 * ```ts
 * import { sparkImage, versions } from "spark-workshop-components";
 * import { defaultOffers, KarpenterForKind } from "spark-workshop-components/kind";
 * import { KindCluster, karpenterKindImage } from "spark-workshop-components/kind";
 *
 * const cluster = new KindCluster("spot", { name: "spot", docker: true });
 * const karpenter = new KarpenterForKind("karpenter", {
 *   cluster,
 *   image: cluster.provideImage(karpenterKindImage(versions), { groups: ["control-plane"] }),
 *   offers: defaultOffers,
 *   zones: ["local-a", "local-b"],
 *   nodeImages: [cluster.provideImage(sparkImage(versions), { groups: ["drivers"] })],
 * });
 * ```
 */
export class KarpenterForKind extends pulumi.ComponentResource {
  /** What NodePools launch their nodes from. */
  readonly nodeClass: NodeClassRef = kindNodeClassRef(nodeClassName);
  /** What must exist before a NodePool does. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: KarpenterForKindArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "workshop:karpenter:KarpenterForKind",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    const namespace = new k8s.core.v1.Namespace(
      name,
      {
        metadata: {
          name: namespaceName,
          // Only here may a pod mount a path of its node: that of Docker's socket.
          labels: { ...privileged },
        },
      },
      { parent: this },
    );
    const crds = new k8s.helm.v3.Release(
      `${name}-crds`,
      {
        name: "karpenter-crds",
        namespace: namespaceName,
        chart: crdChart,
        version: versions.karpenter,
      },
      { parent: this, dependsOn: [namespace] },
    );
    const rights = this.rights(name, namespace);
    const controller = new k8s.apps.v1.Deployment(
      `${name}-controller`,
      {
        metadata: { name: "karpenter", namespace: namespaceName },
        spec: controllerSpec(args.cluster.name, args.image.reference),
      },
      { parent: this, dependsOn: [crds, ...rights, ...args.image.ready] },
    );
    const nodeImages = args.nodeImages.map(({ reference }) => reference);
    const nodeClass = new KindNodeClassResource(
      `${name}-node-class`,
      {
        metadata: {
          name: nodeClassName,
          annotations: { "pulumi.com/waitFor": "condition=Ready" },
        },
        spec: {
          region: args.cluster.region,
          zones: [...args.zones],
          instanceTypes: offered(args.offers),
          images: nodeImages,
          joinTimeout: args.joinTimeout ?? "3m",
        },
      },
      {
        parent: this,
        dependsOn: [controller, ...args.nodeImages.flatMap(({ ready }) => ready)],
        customTimeouts: { create: "5m", update: "5m", delete: "5m" },
      },
    );
    this.ready = [nodeClass];
    this.registerOutputs({});
  }

  /** The service account and what it may do. */
  private rights(name: string, namespace: k8s.core.v1.Namespace): pulumi.Resource[] {
    const account = new k8s.core.v1.ServiceAccount(
      `${name}-account`,
      { metadata: { name: "karpenter", namespace: namespaceName } },
      { parent: this, dependsOn: [namespace] },
    );
    const subjects = [{ kind: "ServiceAccount", name: "karpenter", namespace: namespaceName }];
    const apiGroup = "rbac.authorization.k8s.io";
    const role = new k8s.rbac.v1.ClusterRole(
      `${name}-role`,
      { metadata: { name: "karpenter" }, rules: [...clusterRules] },
      { parent: this },
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
      `${name}-binding`,
      {
        metadata: { name: "karpenter" },
        roleRef: { apiGroup, kind: "ClusterRole", name: "karpenter" },
        subjects,
      },
      { parent: this, dependsOn: [role] },
    );
    const inNamespaces = Object.entries(namespaceRules).map(([namespace, rules]) => {
      const metadata = { name: "karpenter", namespace };
      const role = new k8s.rbac.v1.Role(
        `${name}-role-${namespace}`,
        { metadata, rules: [...rules] },
        { parent: this },
      );
      return new k8s.rbac.v1.RoleBinding(
        `${name}-binding-${namespace}`,
        { metadata, roleRef: { apiGroup, kind: "Role", name: "karpenter" }, subjects },
        { parent: this, dependsOn: [role] },
      );
    });
    return [account, binding, ...inNamespaces];
  }
}

/** The controller: one pod on the control plane, the only one with Docker's socket. */
function controllerSpec(
  cluster: string,
  image: pulumi.Input<string>,
): k8s.types.input.apps.v1.DeploymentSpec {
  const labels = { app: "karpenter" };
  return {
    replicas: 1,
    // Two at a time would launch every node twice: there is no election among one.
    strategy: { type: "Recreate" },
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: "karpenter",
        priorityClassName: "system-cluster-critical",
        nodeSelector: { "node-role.kubernetes.io/control-plane": "" },
        tolerations: [
          { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
        ],
        // Root owns the socket. It has no capability, and nothing else of its node.
        securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: "RuntimeDefault" } },
        containers: [
          {
            name: "controller",
            image,
            imagePullPolicy: "IfNotPresent",
            env: [
              { name: "CLUSTER_NAME", value: cluster },
              { name: "DOCKER_HOST", value: `unix://${dockerSocket}` },
              { name: "DISABLE_LEADER_ELECTION", value: "true" },
              { name: "METRICS_PORT", value: String(ports.metrics) },
              { name: "HEALTH_PROBE_PORT", value: String(ports.health) },
              { name: "SYSTEM_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
              {
                name: "MEMORY_LIMIT",
                valueFrom: { resourceFieldRef: { containerName: "controller", resource: "limits.memory" } },
              },
            ],
            ports: [{ name: "metrics", containerPort: ports.metrics }],
            readinessProbe: {
              httpGet: { path: "/readyz", port: ports.health },
              periodSeconds: 2,
              timeoutSeconds: 10,
            },
            livenessProbe: {
              httpGet: { path: "/healthz", port: ports.health },
              initialDelaySeconds: 30,
              timeoutSeconds: 30,
            },
            resources: { requests: { cpu: "50m", memory: "96Mi" }, limits: { memory: "512Mi" } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            },
            volumeMounts: [
              { name: "docker", mountPath: dockerSocket },
              { name: "tmp", mountPath: "/tmp" },
            ],
          },
        ],
        volumes: [
          { name: "docker", hostPath: { path: dockerSocket, type: "Socket" } },
          // Saved images on their way to nodes.
          { name: "tmp", emptyDir: {} },
        ],
      },
    },
  };
}
