import * as command from "@pulumi/command";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../../commands/script";
import { InvalidInput, type Problem, refuse } from "../../errors";
import { DockerImage } from "../../images/docker-image";
import type { Image, ProvidedImage } from "../../images/image";
import { versions } from "../../versions/versions";
import type { Cluster, NodeSelection, PodPlacement } from "../cluster";
import { type CompanyNetwork, companyNetworkOf } from "../company-network";
import type { NodeGroup } from "../node-group";
import type { KindClusterArgs, KindClusterSpec } from "./args";
import { canonical } from "./config";
import { slug } from "./image-name";
import { controlPlaneGroup, nodeGroups, nodesOf, platformPods } from "./nodes";
import { subject, validated } from "./validate";

/** The context under which kind writes a cluster into a kubeconfig. */
export const kindContext = (clusterName: string): string => `kind-${clusterName}`;

/**
 * A Kubernetes cluster of Docker containers on this machine, its workers labelled, tainted and sized like the instances
 * that a job would get on AWS.
 *
 * Owns: the containers with their volumes, the Docker network `workshop-<name>`, the file
 * `.workshop/kubeconfig-<name>`, and the images loaded onto its nodes. Depends on: Docker, kind, and the node image.
 * Dies: with one command, whether or not anything in it still answers, so what lives in it takes the options of
 * {@link optionsForInClusterResources} and is never deleted one by one. kind changes nothing in place: any change of the arguments makes a
 * new cluster, the old one going first, and everything in it with it.
 *
 * @example
 * ```ts
 * import { KindCluster } from "spark-workshop-components/kind";
 *
 * const cluster = new KindCluster("cluster", {
 *   name: "spark",
 *   workers: [
 *     { name: "drivers", count: 1, capacityType: "on-demand", zones: ["local-a"], instanceType: "r5.large" },
 *     { name: "executors", count: 2, capacityType: "spot", zones: ["local-a"], instanceType: "r5.large" },
 *   ],
 *   portMappings: [{ hostPort: 9000, nodePort: 30900 }],
 * });
 * ```
 */
export class KindCluster extends pulumi.ComponentResource implements Cluster {
  readonly name: string;
  readonly region: string;
  readonly provider: k8s.Provider;
  readonly kubeconfig: pulumi.Output<string>;
  readonly nodeGroups: readonly NodeGroup[];
  readonly platformPods: PodPlacement;
  readonly companyNetwork?: CompanyNetwork;

  private readonly spec: KindClusterSpec;
  private readonly cluster: command.local.Command;
  private readonly ready: command.local.Command;
  private lastLoad: command.local.Command | undefined;
  private readonly images = new Map<
    string,
    { image: DockerImage; loads: Map<string, command.local.Command> }
  >();

  /** @throws {InvalidInput} with everything that is wrong in the arguments. What the machine lacks is preflight's to say. */
  constructor(
    private readonly resourceName: string,
    args: KindClusterArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const spec = validated(args);
    const companyNetwork = companyNetworkOf(subject(spec.name), {
      caBundle: spec.caBundle,
      maven: args.mirrors?.maven,
    });
    super("workshop:cluster:KindCluster", resourceName, { ...spec }, opts);
    this.spec = spec;
    this.name = spec.name;
    this.region = spec.region;
    this.nodeGroups = nodeGroups(spec);
    this.platformPods = platformPods(spec);
    this.companyNetwork = companyNetwork;

    const nodeImage = new DockerImage(
      `${resourceName}-node-image`,
      { image: { kind: "pulled", ...versions.images.node } },
      { parent: this },
    );
    const input = JSON.stringify(spec);
    this.cluster = new command.local.Command(
      `${resourceName}-kind`,
      {
        create: script("cluster/commands/create"),
        // Whatever is no reason for a new cluster must not run the create again, which an absent update would do.
        update: script("cluster/commands/kubeconfig"),
        delete: script("cluster/commands/delete"),
        environment: { INPUT: input },
        // The sizes belong to it though no argument says them: nodes keep the reservations they were made with.
        triggers: [canonical(spec), canonical(sizesOf(this.nodeGroups)), versions.images.node.reference],
        logging: command.local.Logging.Stderr,
      },
      {
        parent: this,
        dependsOn: [...nodeImage.ready],
        deleteBeforeReplace: true,
        additionalSecretOutputs: ["stdout"],
        customTimeouts: { create: "15m", delete: "5m" },
      },
    );
    this.kubeconfig = pulumi.secret(this.cluster.stdout);

    this.ready = new command.local.Command(
      `${resourceName}-ready`,
      {
        create: script("cluster/commands/ready"),
        environment: { INPUT: input },
        triggers: [this.cluster.id],
        logging: command.local.Logging.Stderr,
      },
      { parent: this, dependsOn: [this.cluster], deletedWith: this.cluster },
    );

    this.provider = new k8s.Provider(
      resourceName,
      {
        kubeconfig: this.kubeconfig,
        // Without it a kubeconfig that is not known yet would replace the provider and every object in the cluster.
        clusterIdentifier: kindContext(spec.name),
        // An `up` that was killed may have made objects that the state does not know of: the next one takes them over.
        // The danger of it, two resources for one object, is small where every object has a fixed name.
        upsertExistingObjects: true,
        // And wholly: a field that the killed one is still said to own would be a conflict at the next change of it.
        enablePatchForce: true,
        // A new log level is a change of the ConfigMap, not another ConfigMap.
        enableConfigMapMutable: true,
      },
      { parent: this },
    );
    this.registerOutputs({ name: this.name, region: this.region });
  }

  /**
   * The cluster as what objects in it are deleted with is the command that makes it, not this component: when the
   * engine replaces the one it replaces the others too, and it never replaces a component.
   */
  optionsForInClusterResources(): pulumi.ComponentResourceOptions {
    return { providers: [this.provider], dependsOn: [this.ready], deletedWith: this.cluster };
  }

  /** Everything that this cluster holds goes with it. */
  optionsForWorkloads(): pulumi.ComponentResourceOptions {
    return this.optionsForInClusterResources();
  }

  /**
   * Loads an image from this machine's Docker onto nodes. Nodes need not be ready for it, only there. The control plane
   * is a group of its own, {@link controlPlaneGroup}.
   *
   * @throws {InvalidInput} when the selection names a group or zone that the cluster has not.
   */
  provideImage(image: Image, nodes: NodeSelection): ProvidedImage {
    refuse(`image ${image.reference} on ${subject(this.name)}`, selectionProblems(this.spec, nodes));
    const name = `${this.resourceName}-${slug(image.reference)}`;
    const served = this.images.get(image.reference) ?? {
      image: new DockerImage(`${name}-image`, { image }, { parent: this }),
      loads: new Map<string, command.local.Command>(),
    };
    this.images.set(image.reference, served);

    const selected = nodesOf(this.spec, nodes);
    const missing = selected.filter((node) => !served.loads.has(node));
    if (missing.length > 0) {
      const earlier = new Set(served.loads.values()).size;
      const load = new command.local.Command(
        `${name}-load${earlier === 0 ? "" : `-${earlier + 1}`}`,
        {
          create: script("cluster/commands/load"),
          environment: { INPUT: JSON.stringify({ image: image.reference, nodes: missing }) },
          triggers: [image.reference, ...missing, this.cluster.id],
          logging: command.local.Logging.Stderr,
        },
        {
          parent: this,
          // One after another: side by side they take as long, and could not leave out the layers they share.
          dependsOn: [...served.image.ready, this.cluster, ...(this.lastLoad ? [this.lastLoad] : [])],
          deletedWith: this.cluster,
        },
      );
      this.lastLoad = load;
      for (const node of missing) served.loads.set(node, load);
    }
    const ready = new Set(selected.flatMap((node) => served.loads.get(node) ?? []));
    return { reference: image.reference, ready: [...ready] };
  }

  /** @throws {InvalidInput} when no port of this machine leads to the NodePort. */
  url(nodePort: number): pulumi.Output<string> {
    const mapping = this.spec.portMappings.find((one) => one.nodePort === nodePort);
    if (mapping) return pulumi.output(`http://localhost:${mapping.hostPort}`);
    throw new InvalidInput(subject(this.name), [
      {
        path: "portMappings",
        value: this.spec.portMappings,
        reason: `opens no port of this machine to NodePort ${nodePort}`,
        cure: `Add { hostPort: ${nodePort}, nodePort: ${nodePort} }.`,
      },
    ]);
  }
}

/** What nodes keep from when they were made; in the words of the state, which a replacement would cost the cluster. */
function sizesOf(groups: readonly NodeGroup[]): Omit<NodeGroup, "types" | "labels">[] {
  return groups.map(({ name, capacityType, zones, allocatable, taints }) => ({
    name,
    capacityType,
    zones,
    allocatable,
    taints,
  }));
}

function selectionProblems({ workers }: KindClusterSpec, selection: NodeSelection): Problem[] {
  const names = [...workers.map(({ name }) => name), controlPlaneGroup];
  const unknown = selection.groups.filter((group) => !names.includes(group));
  const zones = workers.filter(({ name }) => selection.groups.includes(name)).flatMap((group) => group.zones);
  const elsewhere = (selection.zones ?? []).filter((zone) => !zones.includes(zone));
  return [
    ...unknown.map((group) => ({
      path: "groups",
      value: group,
      reason: "is not a group of the cluster",
      cure: `Use ${names.join(", ")}.`,
    })),
    ...elsewhere.map((zone) => ({
      path: "zones",
      value: zone,
      reason: "is not a zone of these groups",
      cure: `Use ${[...new Set(zones)].join(", ")}.`,
    })),
  ];
}
