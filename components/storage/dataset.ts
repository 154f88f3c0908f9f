import * as kx from "@pulumi/kubernetesx";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import type { ProvidedImage } from "../images/image";
import type { Bucket, ObjectStorage, StorageAccess } from "./object-storage";

/** What a {@link Dataset} is made with. */
export interface DatasetArgs {
  /** Where the upload runs. */
  readonly cluster: Cluster;
  /** The object storage that has the bucket. */
  readonly storage: ObjectStorage;
  /** Image that carries the data and uploads it with its command `seed`. */
  readonly image: ProvidedImage;
  /** Names this state of the data: the image's tag. */
  readonly version: string;
  /** Where the data goes. */
  readonly bucket: Bucket;
  /** Key prefix below which it goes, such as `nycflights13`. */
  readonly prefix: string;
  /** Namespace in which the upload runs, with leave to reach the bucket. */
  readonly namespace: string;
  /** What the upload needs to write to the bucket. */
  readonly access: StorageAccess;
}

/**
 * Data that jobs read, brought into a bucket by a Kubernetes Job once.
 *
 * Depends on the buckets. Another version of the data is another image, so another Job. The data dies with its bucket.
 *
 * @example
 * ```ts
 * import { Dataset, flightsDataImage, imageTag, versions } from "spark-workshop-components";
 *
 * const image = flightsDataImage(versions);
 * const data = new Dataset("nycflights13", {
 *   cluster,
 *   storage,
 *   image: cluster.provideImage(image, { groups: ["drivers"] }),
 *   version: imageTag(image),
 *   bucket: storage.buckets.landing,
 *   prefix: "nycflights13",
 *   namespace: storage.namespace,
 *   access: storage.access,
 * });
 * ```
 */
export class Dataset extends pulumi.ComponentResource {
  /** Where Spark finds it: `s3a://bucket/prefix`. */
  readonly uri: string;

  constructor(name: string, args: DatasetArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "workshop:storage:Dataset",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    this.uri = `${args.bucket.uri}/${args.prefix}`;
    const pod = new kx.PodBuilder({
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      nodeSelector: { ...args.cluster.platformPods.nodeSelector },
      tolerations: [...args.cluster.platformPods.tolerations],
      securityContext: { runAsNonRoot: true, runAsUser: 185, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "seed",
          image: args.image.reference,
          imagePullPolicy: "IfNotPresent",
          command: ["seed"],
          env: [
            { name: "TARGET", value: `s3://${args.bucket.name}/${args.prefix}` },
            { name: "S3_ENDPOINT", value: args.storage.s3a["fs.s3a.endpoint"] ?? "" },
            { name: "AWS_REGION", value: args.storage.s3a["fs.s3a.endpoint.region"] ?? "" },
            ...args.access.env,
          ],
          resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "256Mi" } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    });
    new kx.Job(
      name,
      {
        metadata: {
          name: `${name}-${args.version}`,
          namespace: args.namespace,
          // A Job that has failed stays failed: without this, every later update would only wait for it again.
          annotations: { "pulumi.com/replaceUnready": "true" },
        },
        spec: pod.asJobSpec({ backoffLimit: 3 }),
      },
      {
        parent: this,
        dependsOn: [...args.storage.ready, ...args.access.ready, ...args.image.ready],
        customTimeouts: { create: "5m" },
      },
    );
    this.registerOutputs({ uri: this.uri });
  }
}
