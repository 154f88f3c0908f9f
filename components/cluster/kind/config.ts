import { nodeLabels } from "../node-group";
import { dockerSocket, type KindClusterSpec, platformLabels } from "./args";
import { typeOf, type Worker, workers } from "./nodes";
import { containerdHosts } from "./registry-hosts";
import { type MachineFacts, type Reservation, reservation } from "./reservation";

/**
 * The part of kind's configuration file that is used here.
 *
 * @see https://kind.sigs.k8s.io/docs/user/configuration
 */
export interface KindConfig {
  readonly kind: "Cluster";
  readonly apiVersion: "kind.x-k8s.io/v1alpha4";
  readonly name: string;
  readonly networking: {
    readonly ipFamily: "ipv4";
    readonly apiServerAddress: string;
    readonly apiServerPort?: number;
  };
  readonly nodes: readonly KindNode[];
}

/** A folder or file of the machine that a node has. */
interface Mount {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly?: boolean;
}

/** A node of {@link KindConfig}. */
export interface KindNode {
  readonly role: "control-plane" | "worker";
  readonly labels: Readonly<Record<string, string>>;
  readonly kubeadmConfigPatches?: readonly string[];
  readonly extraMounts?: readonly Mount[];
  readonly extraPortMappings?: readonly {
    readonly containerPort: number;
    readonly hostPort: number;
    readonly listenAddress: string;
    readonly protocol: "TCP";
  }[];
}

/** What the cluster opens, it opens to this machine alone. */
export const listenAddress = "127.0.0.1";

/**
 * kind's configuration for a cluster on a machine.
 *
 * NodePorts are opened on the control plane: kube-proxy leads from any node to the pod.
 *
 * @param machine.registries folder that says how nodes reach registries. @default directly
 * @throws {RangeError} when a group's instance type is unknown or larger than the machine; validation and preflight
 * report both first.
 */
export function kindConfig(
  spec: KindClusterSpec,
  machine: MachineFacts & { readonly socket: string; readonly registries?: string },
): KindConfig {
  const shared: Mount[] = machine.registries
    ? [{ hostPath: machine.registries, containerPath: containerdHosts, readOnly: true }]
    : [];
  const own: Mount[] = spec.docker ? [{ hostPath: machine.socket, containerPath: dockerSocket }] : [];
  return {
    kind: "Cluster",
    apiVersion: "kind.x-k8s.io/v1alpha4",
    name: spec.name,
    networking: {
      ipFamily: "ipv4",
      apiServerAddress: listenAddress,
      ...(spec.apiServerPort === undefined ? {} : { apiServerPort: spec.apiServerPort }),
    },
    nodes: [
      {
        role: "control-plane",
        labels: { [nodeLabels.region]: spec.region },
        extraPortMappings: spec.portMappings.map(({ hostPort, nodePort }) => ({
          containerPort: nodePort,
          hostPort,
          listenAddress,
          protocol: "TCP",
        })),
        ...mounted([...own, ...shared]),
      },
      ...workers(spec).map((worker) => ({
        ...workerNode(spec.region, worker, machine),
        ...mounted(shared),
      })),
    ],
  };
}

function mounted(mounts: readonly Mount[]): Pick<KindNode, "extraMounts"> {
  return mounts.length === 0 ? {} : { extraMounts: mounts };
}

function workerNode(region: string, { group, zone }: Worker, machine: MachineFacts): KindNode {
  return {
    role: "worker",
    // kind hands labels to `kubelet --node-labels`: the kubelet may set these of Kubernetes' own, and any outside
    // kubernetes.io and k8s.io.
    labels: {
      ...group.labels,
      ...(group.capacityType === undefined
        ? platformLabels
        : { [nodeLabels.nodePool]: group.name, [nodeLabels.capacityType]: group.capacityType }),
      [nodeLabels.zone]: zone,
      [nodeLabels.region]: region,
      [nodeLabels.instanceType]: group.instanceType,
    },
    kubeadmConfigPatches: [
      // JSON is YAML. A KubeletConfiguration is the same for all nodes under kubeadm; flags are a node's own.
      JSON.stringify({
        kind: "JoinConfiguration",
        nodeRegistration: {
          taints: group.taints ?? [],
          kubeletExtraArgs: kubeletArgs(reservation(machine, typeOf(group))),
        },
      }),
    ],
  };
}

/** A reservation as the kubelet's flags. */
function kubeletArgs(reserved: Reservation): Record<string, string> {
  return {
    "system-reserved": `cpu=${reserved.systemReserved.cpuMillis}m,memory=${reserved.systemReserved.memoryKiB}Ki`,
    "kube-reserved": `cpu=${reserved.kubeReserved.cpuMillis}m,memory=${reserved.kubeReserved.memoryMiB}Mi`,
    // The flag replaces kind's own setting, which leaves the host's disks out of it: repeat that.
    "eviction-hard": `memory.available<${reserved.evictionThresholdMiB}Mi,nodefs.available<0%,nodefs.inodesFree<0%,imagefs.available<0%`,
    "max-pods": String(reserved.maxPods),
  };
}

/** A value as JSON that is the same for equal values, in whatever order their properties were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
