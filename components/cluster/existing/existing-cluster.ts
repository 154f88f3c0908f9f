import { local } from "@pulumi/command";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { script } from "../../commands/script";
import { refuse } from "../../errors";
import { nameIn } from "../../images/built-name";
import { DockerImage } from "../../images/docker-image";
import type { Image, ProvidedImage } from "../../images/image";
import type { Cluster, PodPlacement } from "../cluster";
import { slug } from "../kind/image-name";
import { type NodeGroup, nodeLabels } from "../node-group";
import { type ExistingClusterArgs, existingProblems } from "./args";
import { existingNodeGroups } from "./node-groups";

/**
 * A cluster that somebody else made, reached by a kubeconfig context.
 *
 * Owns nothing of it: neither nodes nor their labels. With a registry it owns the images that it has pushed there, which
 * stay for other clusters. Depends on the cluster and, for built images, on Docker on this machine. Does not die: what is
 * put into it is deleted one by one, and waits for its finalizers, since the cluster outlives the stack.
 *
 * @example
 * ```ts
 * import { ExistingCluster, kubeconfigOf } from "spark-workshop-components/existing";
 *
 * const cluster = new ExistingCluster("cluster", {
 *   context: "minikube",
 *   kubeconfig: kubeconfigOf("minikube"),
 *   allocatable: { cpuMillis: 1900, memoryMiB: 3072 },
 * });
 * ```
 */
export class ExistingCluster extends pulumi.ComponentResource implements Cluster {
  readonly name: string;
  readonly region = "existing";
  readonly provider: k8s.Provider;
  readonly kubeconfig: pulumi.Output<string>;
  readonly nodeGroups: readonly NodeGroup[];
  readonly platformPods: PodPlacement;
  private readonly images = new Map<string, ProvidedImage>();

  /** @throws {InvalidInput} with everything that is wrong in the arguments. What the cluster lacks is preflight's to say. */
  constructor(
    private readonly resourceName: string,
    private readonly args: ExistingClusterArgs & {
      /** The kubeconfig, cut down to the context. */
      readonly kubeconfig: string;
    },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    refuse("existing cluster", existingProblems(args));
    const { kubeconfig, ...facts } = args;
    super("workshop:cluster:ExistingCluster", resourceName, facts, opts);
    this.name = args.context;
    this.nodeGroups = existingNodeGroups(args);
    this.platformPods = {
      nodeSelector: args.labelled ? { [nodeLabels.capacityType]: "on-demand" } : {},
      tolerations: [],
    };
    this.kubeconfig = pulumi.secret(kubeconfig);
    this.provider = new k8s.Provider(
      resourceName,
      {
        kubeconfig: this.kubeconfig,
        // A token in the kubeconfig that was renewed is no other cluster.
        clusterIdentifier: `existing-${args.context}`,
        // Unlike on a cluster of our own, an object that is there already is somebody else's: an error, and not ours.
        enableConfigMapMutable: true,
      },
      { parent: this },
    );
    this.registerOutputs({ name: this.name });
  }

  optionsForInClusterResources(): pulumi.ComponentResourceOptions {
    return { providers: [this.provider] };
  }

  optionsForWorkloads(): pulumi.ComponentResourceOptions {
    return this.optionsForInClusterResources();
  }

  /** With a registry, pushes the image there once; without, it must be on the nodes, whatever groups are named. */
  provideImage(image: Image): ProvidedImage {
    const known = this.images.get(image.reference);
    if (known) return known;
    const served = this.args.registry ? this.pushed(image, this.args.registry) : this.present(image);
    this.images.set(image.reference, served);
    return served;
  }

  url(nodePort: number): pulumi.Output<string> {
    return pulumi.output(`http://${this.args.address || "localhost"}:${nodePort}`);
  }

  private present(image: Image): ProvidedImage {
    return { reference: image.reference, ready: [] };
  }

  private pushed(image: Image, registry: string): ProvidedImage {
    // What others publish, the cluster pulls from them itself.
    if (image.kind === "pulled") return this.present(image);
    const name = `${this.resourceName}-${slug(image.reference)}`;
    const built = new DockerImage(`${name}-image`, { image }, { parent: this });
    const target = nameIn(registry, image.reference);
    const push = new local.Command(
      `${name}-push`,
      {
        create: script("images/commands/publish"),
        environment: { INPUT: JSON.stringify({ source: image.reference, target }) },
        triggers: [target],
        logging: local.Logging.Stderr,
      },
      { parent: this, dependsOn: [...built.ready] },
    );
    return { reference: target, ready: [push] };
  }
}
