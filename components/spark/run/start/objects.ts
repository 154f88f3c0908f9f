import { z } from "zod";

/** A moment as the API writes it, which leaves it empty where nothing has happened. */
const moment = z.string().nullish();

const ended = z.looseObject({
  exitCode: z.number(),
  reason: z.string().optional(),
  message: z.string().optional(),
  finishedAt: moment,
});
const waiting = z.looseObject({ reason: z.string().default(""), message: z.string().default("") });

const containerStatus = z.looseObject({
  name: z.string(),
  image: z.string().default(""),
  ready: z.boolean().default(false),
  state: z
    .looseObject({
      waiting: waiting.optional(),
      running: z.looseObject({}).optional(),
      terminated: ended.optional(),
    })
    .default({}),
});

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().default(""),
  uid: z.string().default(""),
  creationTimestamp: moment,
  deletionTimestamp: moment,
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});

/** A pod, as far as it tells why it does not run. */
export const podShape = z.looseObject({
  metadata,
  spec: z
    .looseObject({
      nodeName: z.string().optional(),
      schedulerName: z.string().default("default-scheduler"),
      containers: z.array(z.looseObject({ name: z.string(), image: z.string().default("") })).default([]),
    })
    .default({ schedulerName: "default-scheduler", containers: [] }),
  status: z
    .looseObject({
      phase: z.string().default("Unknown"),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            reason: z.string().default(""),
            message: z.string().default(""),
            lastTransitionTime: moment,
          }),
        )
        .default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
      containerStatuses: z.array(containerStatus).default([]),
    })
    .default({ phase: "Unknown", conditions: [], initContainerStatuses: [], containerStatuses: [] }),
});

/** An event of core/v1, in the forms of both of Kubernetes' recorders: kube-scheduler leaves `firstTimestamp` empty. */
export const eventShape = z.looseObject({
  metadata: z.looseObject({ creationTimestamp: moment }).default({}),
  involvedObject: z.looseObject({
    kind: z.string().default(""),
    name: z.string().default(""),
    uid: z.string().default(""),
  }),
  type: z.string().default("Normal"),
  reason: z.string().default(""),
  message: z.string().default(""),
  count: z.number().nullish(),
  firstTimestamp: moment,
  lastTimestamp: moment,
  eventTime: moment,
  series: z.looseObject({ count: z.number().default(1), lastObservedTime: moment }).nullish(),
  source: z.looseObject({ component: z.string().default("") }).default({ component: "" }),
  reportingComponent: z.string().default(""),
});

/** A SparkApplication, as far as it tells how far its run is. */
export const applicationShape = z.looseObject({
  metadata,
  status: z
    .looseObject({
      applicationState: z
        .looseObject({ state: z.string().default(""), errorMessage: z.string().default("") })
        .default({ state: "", errorMessage: "" }),
      driverInfo: z.looseObject({ podName: z.string().default("") }).default({ podName: "" }),
      executionAttempts: z.number().default(0),
      submissionAttempts: z.number().default(0),
      lastSubmissionAttemptTime: moment,
    })
    .default({
      applicationState: { state: "", errorMessage: "" },
      driverInfo: { podName: "" },
      executionAttempts: 0,
      submissionAttempts: 0,
    }),
});

export type Pod = z.infer<typeof podShape>;
export type Event = z.infer<typeof eventShape>;
export type Application = z.infer<typeof applicationShape>;
export type ContainerStatus = z.infer<typeof containerStatus>;

/** When an event came first. */
export function firstSeen(event: Event): Date | undefined {
  return dateOf(event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp);
}

/** When an event came last. */
export function lastSeen(event: Event): Date | undefined {
  return dateOf(event.series?.lastObservedTime ?? event.lastTimestamp) ?? firstSeen(event);
}

/** How often an event came. */
export function timesSeen(event: Event): number {
  return event.series?.count ?? event.count ?? 1;
}

/** Who tells of an event: `kubelet`, `default-scheduler`, `karpenter`. */
export function teller(event: Event): string {
  return event.reportingComponent || event.source.component;
}

/** Label by which Spark tells a driver from an executor. */
export function roleOf(pod: Pod): "driver" | "executor" | undefined {
  const role = pod.metadata.labels["spark-role"];
  return role === "driver" || role === "executor" ? role : undefined;
}

/** A moment of the API as a date; nothing for what is empty. */
export function dateOf(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}

/** When an event with a reason first came; the pod's own beginning where its events are gone. */
export function firstSaid(pod: Pod, events: readonly Event[], reason: string): Date {
  const first = events
    .filter((event) => event.reason === reason)
    .flatMap((event) => firstSeen(event) ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
  return first ?? dateOf(pod.metadata.creationTimestamp) ?? new Date(0);
}
