import {
  type Application,
  applicationShape,
  type Event,
  eventShape,
  type Pod,
  podShape,
} from "../../../../../components/spark/run/start/objects";
import type { RunView } from "../../../../../components/spark/run/start/problems";

/** Moment at which the application of these objects was created. */
const created = Date.parse("2026-11-28T12:00:00Z");

/** A moment so many seconds later, as the API writes it. */
export const at = (seconds: number): string =>
  new Date(created + seconds * 1000).toISOString().replace(".000Z", "Z");

/** A SparkApplication as the operator has left it. */
export function application(state: string, errorMessage = "", more: object = {}): Application {
  return applicationShape.parse({
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: {
      name: "flights",
      namespace: "spark-jobs",
      uid: "app-1",
      creationTimestamp: at(0),
      generation: 1,
      ...more,
    },
    spec: { type: "Python", mode: "cluster" },
    status:
      state === ""
        ? undefined
        : {
            applicationState: { state, ...(errorMessage && { errorMessage }) },
            driverInfo: { podName: "flights-driver" },
            executionAttempts: 1,
            lastSubmissionAttemptTime: at(1),
            submissionAttempts: 1,
            terminationTime: null,
          },
  });
}

const names = { driver: "spark-kubernetes-driver", executor: "spark-kubernetes-executor" } as const;

/** A driver or executor that was created three seconds after its application. */
export function pod(
  role: "driver" | "executor",
  status: object,
  { name = role === "driver" ? "flights-driver" : "flights-0f3a-exec-1", spec = {}, metadata = {} } = {},
): Pod {
  return podShape.parse({
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "spark-jobs",
      uid: `uid-${name}`,
      creationTimestamp: at(3),
      labels: { "spark-role": role, "sparkoperator.k8s.io/app-name": "flights" },
      ...metadata,
    },
    spec: {
      nodeName: "workshop-worker",
      schedulerName: "default-scheduler",
      containers: [{ name: names[role], image: "nowhere.example/spark:1" }],
      ...spec,
    },
    status: { qosClass: "Burstable", startTime: at(3), ...status },
  });
}

/** A pod on a node whose container waits. */
export function waiting(role: "driver" | "executor", reason: string, message = "", more: object = {}): Pod {
  return pod(
    role,
    {
      phase: "Pending",
      conditions: [
        { type: "PodScheduled", status: "True", lastTransitionTime: at(3) },
        {
          type: "Ready",
          status: "False",
          reason: "ContainersNotReady",
          message: `containers with unready status: [${names[role]}]`,
          lastTransitionTime: at(3),
        },
      ],
      containerStatuses: [
        {
          name: names[role],
          image: "nowhere.example/spark:1",
          imageID: "",
          ready: false,
          restartCount: 0,
          started: false,
          lastState: {},
          state: { waiting: { reason, ...(message && { message }) } },
        },
      ],
    },
    more,
  );
}

/** A pod that no node has taken. */
export function unscheduled(role: "driver" | "executor", message: string, more: object = {}): Pod {
  return pod(
    role,
    {
      phase: "Pending",
      conditions: [
        {
          type: "PodScheduled",
          status: "False",
          reason: "Unschedulable",
          message,
          lastTransitionTime: at(3),
        },
      ],
    },
    { ...more, spec: { nodeName: undefined } },
  );
}

export const running = (role: "driver" | "executor"): Pod =>
  pod(role, {
    phase: "Running",
    containerStatuses: [
      { name: names[role], ready: true, image: "x", state: { running: { startedAt: at(5) } } },
    ],
  });

/** An event of the kubelet or of the operator, which count. */
export function event(of: Pod | Application, reason: string, message: string, more: object = {}): Event {
  return eventShape.parse({
    metadata: { name: "x.1", creationTimestamp: at(5) },
    involvedObject: { kind: "Pod", name: of.metadata.name, namespace: "spark-jobs", uid: of.metadata.uid },
    type: "Warning",
    reason,
    message,
    count: 1,
    firstTimestamp: at(5),
    lastTimestamp: at(5),
    eventTime: null,
    source: { component: "kubelet", host: "workshop-worker" },
    reportingComponent: "kubelet",
    ...more,
  });
}

/** An event of kube-scheduler, which uses the newer recorder. */
export const scheduled = (of: Pod, reason: string, message: string): Event =>
  event(of, reason, message, {
    count: undefined,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: at(3),
    source: {},
    reportingComponent: "default-scheduler",
  });

/** An event of Karpenter. */
export const karpenter = (of: Pod, reason: string, message: string, seconds = 5): Event =>
  event(of, reason, message, {
    firstTimestamp: at(seconds),
    lastTimestamp: at(seconds),
    source: { component: "karpenter" },
    reportingComponent: "karpenter",
  });

/** A view of the run so many seconds after its creation. */
export function view(seconds: number, parts: Partial<RunView>): RunView {
  return {
    application: application("SUBMITTED"),
    pods: [],
    events: [],
    nodes: { karpenter: false },
    now: new Date(created + seconds * 1000),
    ...parts,
  };
}
