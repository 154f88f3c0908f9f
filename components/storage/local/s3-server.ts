import * as k8s from "@pulumi/kubernetes";
import * as kx from "@pulumi/kubernetesx";
import * as pulumi from "@pulumi/pulumi";
import type { PodPlacement } from "../../cluster/cluster";
import type { ProvidedImage } from "../../images/image";
import { region, s3Host, s3Port } from "./s3-access";

export interface S3ServerArgs {
  readonly namespace: string;
  readonly image: ProvidedImage;
  /** Nodes that it may run on. */
  readonly placement: PodPlacement;
  readonly nodePort: number;
  /** Size of the volume, a Kubernetes quantity. */
  readonly size: string;
  /** Secret with the keys of the user who may do everything. */
  readonly secretName: string;
  readonly users: {
    /** Secret with the file of all other users. */
    readonly secretName: string;
    /** Changes with who may do what: the server begins anew then, and has told everybody when it is ready. */
    readonly hash: string;
  };
}

/** Where the IAM service finds its users, and where the S3 server finds the service: no other pod reaches a socket. */
const usersDir = "/users";
const iamDir = "/run/iam";
const iamSocket = `${iamDir}/iam.sock`;

/**
 * versitygw over a directory of a persistent volume.
 *
 * Owns volume claim, Deployment and Service. The volume, and so every object, dies with it.
 */
export class S3Server extends pulumi.ComponentResource {
  /** DNS name inside the cluster. */
  readonly host: string;

  constructor(name: string, args: S3ServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:storage:S3Server", name, {}, opts);
    const { namespace } = args;
    const metadata = { name: "s3", namespace };

    const claim = new kx.PersistentVolumeClaim(
      `${name}-data`,
      {
        metadata,
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: args.size } } },
      },
      { parent: this },
    );
    const key = (secretKey: string) => ({ secretKeyRef: { name: args.secretName, key: secretKey } });
    const env = {
      ROOT_ACCESS_KEY: key("AWS_ACCESS_KEY_ID"),
      ROOT_SECRET_KEY: key("AWS_SECRET_ACCESS_KEY"),
    };
    const program = {
      image: args.image.reference,
      imagePullPolicy: "IfNotPresent",
      command: ["/usr/local/bin/versitygw"],
    };
    const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true };
    // kubernetesx is given known values only, and names for everything: one unknown or secret value would make its whole
    // spec unknown or secret, and it would name the container after the image.
    const pod = new kx.PodBuilder({
      automountServiceAccountToken: false,
      nodeSelector: { ...args.placement.nodeSelector },
      tolerations: [...args.placement.tolerations],
      securityContext: { fsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
      volumes: [
        { name: "data", persistentVolumeClaim: { claimName: metadata.name } },
        { name: "users", secret: { secretName: args.users.secretName } },
        { name: "iam", emptyDir: {} },
      ],
      containers: [
        {
          name: "s3",
          ...program,
          args: [
            "--port",
            `:${s3Port}`,
            "--region",
            region,
            "--health",
            "/health",
            "--quiet",
            "--iam-standalone-endpoint",
            iamSocket,
            "posix",
            "/data",
          ],
          env,
          ports: { s3: s3Port },
          volumeMounts: [
            { name: "data", mountPath: "/data" },
            { name: "iam", mountPath: iamDir },
          ],
          readinessProbe: { httpGet: { path: "/health", port: s3Port }, periodSeconds: 2 },
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
          securityContext,
        },
        {
          // The server asks it who is who. The second, since kubernetesx names the pods after the first.
          name: "iam",
          ...program,
          args: [
            "--port",
            "127.0.0.1:7071",
            "iam",
            "--quiet",
            "--dir",
            usersDir,
            "--private-ports",
            iamSocket,
          ],
          env,
          volumeMounts: [
            { name: "users", mountPath: usersDir, readOnly: true },
            { name: "iam", mountPath: iamDir },
          ],
          resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
          securityContext,
        },
      ],
    });
    const deployment = new kx.Deployment(
      name,
      // One writer to one volume: the old pod must go before the new one comes.
      {
        metadata,
        spec: pulumi
          .output(pod.asDeploymentSpec({ replicas: 1, strategy: { type: "Recreate" } }))
          .apply((spec) => withAnnotations(spec, { "workshop/users": args.users.hash })),
      },
      { parent: this, dependsOn: [claim] },
    );
    new k8s.core.v1.Service(
      `${name}-service`,
      {
        metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
        spec: {
          type: "NodePort",
          selector: { app: "s3" },
          ports: [{ name: "s3", port: s3Port, targetPort: s3Port, nodePort: args.nodePort }],
        },
      },
      // Its pods are ready by then; the provider would settle for ten seconds more.
      { parent: this, dependsOn: [deployment] },
    );
    this.host = s3Host(namespace);
    this.registerOutputs({ host: this.host });
  }
}

/** A Deployment's spec whose pods bear annotations too, which kubernetesx has no word for. */
function withAnnotations(
  spec: pulumi.Unwrap<k8s.types.input.apps.v1.DeploymentSpec>,
  annotations: Readonly<Record<string, string>>,
): pulumi.Unwrap<k8s.types.input.apps.v1.DeploymentSpec> {
  const { metadata, ...template } = spec.template;
  return {
    ...spec,
    template: {
      ...template,
      metadata: {
        ...metadata,
        annotations: { ...annotations, "kubectl.kubernetes.io/default-container": "s3" },
      },
    },
  };
}
