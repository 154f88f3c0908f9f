import type { Mirrors } from "../../images/mirrors";
import { registryMirrors } from "../../images/package-mirrors";
import { versions } from "../../versions/versions";
import type { CapacityType, Taint } from "../node-group";

/** Workers that are alike. */
export interface WorkerGroup {
  /** Name of the group: a DNS label, the value of `karpenter.sh/nodepool` on its nodes. */
  readonly name: string;
  /** Number of nodes. */
  readonly count: number;
  /**
   * Value of `karpenter.sh/capacity-type`. kind takes no node away; the label places drivers and executors as on AWS.
   *
   * @default none: the nodes run no jobs, they serve the platform, and carry none of Karpenter's labels
   */
  readonly capacityType?: CapacityType;
  /** Zones the nodes are spread over, in turn: no more zones than nodes. */
  readonly zones: readonly string[];
  /**
   * EC2 instance type that a node stands for, of `components/sizing/instance-types.ts`. The kubelet reserves all that
   * the machine has beyond it, so a node offers what the instance would.
   */
  readonly instanceType: string;
  /**
   * Further labels of the nodes.
   *
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Taints of the nodes.
   *
   * @default none
   */
  readonly taints?: readonly Taint[];
}

/** A NodePort that a person reaches on their own machine, at `http://localhost:<hostPort>`. */
export interface PortMapping {
  /** Port on 127.0.0.1 of the machine. */
  readonly hostPort: number;
  /** `nodePort` of a Service in the cluster: 30000 to 32767. */
  readonly nodePort: number;
}

/** What a kind cluster is made of. Plain values: a preview shows all of it. */
export interface KindClusterArgs {
  /** Name of the cluster: a DNS label of at most 49 characters, since nodes are called `<name>-control-plane`. */
  readonly name: string;
  /**
   * Kubernetes version; one that `versions.json` pins a node image for.
   *
   * @default the version in `versions.json`
   */
  readonly kubernetesVersion?: string;
  /**
   * Value of `topology.kubernetes.io/region` on every node.
   *
   * @default "local"
   */
  readonly region?: string;
  /**
   * The groups of workers. The one control plane beside them runs no jobs.
   *
   * @default one on-demand driver node in local-a; two spot executor nodes, in local-a and local-b; see {@link kindDefaults}
   */
  readonly workers?: readonly WorkerGroup[];
  /**
   * NodePorts to open on this machine.
   *
   * @default none
   */
  readonly portMappings?: readonly PortMapping[];
  /**
   * Port of the API server on 127.0.0.1.
   *
   * @default a free one, chosen when the cluster is created
   */
  readonly apiServerPort?: number;
  /**
   * Whether pods of the control plane's node may reach Docker, at {@link dockerSocket}. Whoever reaches it has the whole
   * machine, so it is for a controller that makes nodes, and for nothing else.
   *
   * @default false
   */
  readonly docker?: boolean;
  /**
   * Pull-through mirrors that nodes ask first, by the registry that each stands for; and `maven`, of which jobs get their packages.
   *
   * @default none
   */
  readonly mirrors?: Mirrors;
  /**
   * File with certificate authorities, PEM, that nodes trust when they pull, and jobs whatever they reach, beside their own: those of a
   * proxy that inspects TLS, or of a registry of the company's own.
   *
   * @default none
   */
  readonly caBundle?: string;
}

/** Where Docker's socket is on a control plane that has it. */
export const dockerSocket = "/kind/docker.sock";

/** {@link KindClusterArgs} with every default filled in. */
export type KindClusterSpec = Readonly<Required<Omit<KindClusterArgs, Unset>>> & Pick<KindClusterArgs, Unset>;

/** What a cluster has only where it was given: another spec is another cluster. */
type Unset = "apiServerPort" | "mirrors" | "caBundle";

/**
 * The defaults of {@link KindClusterArgs}: the smallest cluster on which the placement rules of AWS bind. A job needs
 * a zone with an on-demand and a spot node, which is `local-a`; the spot node in `local-b` is there to be left alone.
 * c5.large (2 vCPU, 4 GiB) is what a laptop of 8 GiB has to give.
 */
export const kindDefaults: Omit<KindClusterSpec, "name"> = {
  kubernetesVersion: versions.kubernetes,
  region: "local",
  workers: [
    { name: "drivers", count: 1, capacityType: "on-demand", zones: ["local-a"], instanceType: "c5.large" },
    {
      name: "executors",
      count: 2,
      capacityType: "spot",
      zones: ["local-a", "local-b"],
      instanceType: "c5.large",
      taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
    },
  ],
  portMappings: [],
  docker: false,
};

/** Labels of nodes that serve the platform, by which its pods find them. */
export const platformLabels: Readonly<Record<string, string>> = { "spark-workshop/nodes": "platform" };

/**
 * The workers of a cluster whose jobs' nodes are made by Karpenter: one for operator, storage and History Server, of the
 * size that a managed node group would have.
 */
export const platformWorkers: readonly WorkerGroup[] = [
  { name: "platform", count: 1, zones: ["local-a"], instanceType: "c5.large" },
];

/** Fills in {@link kindDefaults} where nothing was given. */
export function withDefaults(args: KindClusterArgs): KindClusterSpec {
  // Where packages come from is no part of the nodes.
  const mirrors = registryMirrors(args.mirrors ?? {});
  return {
    name: args.name,
    kubernetesVersion: args.kubernetesVersion ?? kindDefaults.kubernetesVersion,
    region: args.region ?? kindDefaults.region,
    workers: args.workers ?? kindDefaults.workers,
    portMappings: args.portMappings ?? kindDefaults.portMappings,
    apiServerPort: args.apiServerPort,
    docker: args.docker ?? kindDefaults.docker,
    mirrors: Object.keys(mirrors).length === 0 ? undefined : mirrors,
    caBundle: args.caBundle || undefined,
  };
}
