import type { ApiObject } from "../../cli/lab/cluster-view";

/** A condition of an object's status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** What a container of a pod is at. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt: string };
  readonly terminated?: {
    readonly exitCode: number;
    readonly reason?: string;
    readonly message?: string;
    readonly finishedAt?: string;
  };
}

/** A volume of a pod, as far as labs look at it. */
export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: string };
  readonly hostPath?: { readonly path: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

export interface Pod extends ApiObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly nodeSelector?: Record<string, string>;
    readonly affinity?: object;
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly args?: readonly string[];
      readonly resources?: {
        readonly requests?: Record<string, string>;
        readonly limits?: Record<string, string>;
      };
    }[];
    readonly volumes?: readonly Volume[];
    readonly tolerations?: readonly { readonly key?: string }[];
  };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly { readonly name: string; readonly state: ContainerState }[];
  };
}

export interface Deployment extends ApiObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels?: Record<string, string> };
  };
  readonly status: { readonly observedGeneration?: number; readonly availableReplicas?: number };
}

export interface ReplicaSet extends ApiObject {
  readonly spec: { readonly replicas: number };
}

export interface Service extends ApiObject {
  readonly spec: { readonly selector?: Record<string, string> };
}

export interface EndpointSlice extends ApiObject {
  readonly endpoints?: readonly {
    readonly conditions?: { readonly ready?: boolean };
    readonly targetRef?: { readonly name: string };
  }[];
}

export interface Node extends ApiObject {
  readonly spec: { readonly taints?: readonly { readonly key: string; readonly effect: string }[] };
  readonly status: {
    readonly conditions: readonly Condition[];
    readonly allocatable: Record<string, string>;
    readonly capacity: Record<string, string>;
  };
}

export interface Lease extends ApiObject {
  readonly spec: { readonly renewTime?: string };
}

export interface ConfigMap extends ApiObject {
  readonly data?: Record<string, string>;
}

export interface Claim extends ApiObject {
  readonly spec: { readonly volumeName?: string; readonly storageClassName?: string };
  readonly status: { readonly phase: string };
}

export interface PersistentVolume extends ApiObject {
  readonly spec: { readonly claimRef?: { readonly namespace: string; readonly name: string } };
}

export interface ApiEvent extends ApiObject {
  readonly reason: string;
  readonly message?: string;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly involvedObject: { readonly kind: string; readonly name: string; readonly uid?: string };
}

/** A SparkApplication, as far as labs look at it. */
export interface SparkApplication extends ApiObject {
  readonly spec: { readonly image?: string; readonly arguments?: readonly string[] };
  readonly status?: {
    readonly applicationState?: { readonly state?: string; readonly errorMessage?: string };
    readonly sparkApplicationId?: string;
    readonly driverInfo?: { readonly podName?: string };
  };
}

/** When an event was last seen: controllers of the older and of the newer API write it in different places. */
export function seenAt(event: ApiEvent): string {
  return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
}

/** Whether a pod or a node is ready. */
export function isReady({ status }: Pod | Node): boolean {
  return status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
}
