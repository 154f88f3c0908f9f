import { z } from "zod";
import { nodeLabels } from "../../components/cluster/node-group";
import { duration } from "../terminal/progress";

/** Annotation of a NodeClaim by which the provider for kind is told to take its instance away, and when. */
export const interruptAt = "karpenter.kind.workshop/interrupt-at";

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().default(""),
  labels: z.record(z.string(), z.string()).default({}),
  deletionTimestamp: z.string().optional(),
});
const claimList = z.object({
  items: z.array(z.object({ metadata, status: z.object({ nodeName: z.string().optional() }).default({}) })),
});
const podList = z.object({
  items: z.array(
    z.object({
      metadata,
      spec: z.object({ nodeName: z.string().optional() }),
      status: z.object({ phase: z.string().default("Unknown") }),
    }),
  ),
});

/** A spot instance as far as its loss is concerned. */
export interface SpotNode {
  readonly claim: string;
  /** Name of its Node; none before it has joined. */
  readonly node?: string;
  /** Executors that run on it. */
  readonly executors: readonly string[];
}

/** What there is at a moment. */
export interface Snapshot {
  /** Milliseconds since the notice. */
  readonly at: number;
  /** Spot instances that are not being taken away. */
  readonly spot: readonly SpotNode[];
  /** NodeClaims, those on their way out too. */
  readonly claims: readonly string[];
  /** Executors that run, anywhere, and are not told to go. */
  readonly running: readonly string[];
  /** Executors whose pods are there and have not ended, those on their way out too. */
  readonly present: readonly string[];
}

/** Reads `kubectl get nodeclaims -o json` and `kubectl get pods --all-namespaces -l spark-role=executor -o json`. */
export function snapshot(at: number, claims: string, pods: string): Snapshot {
  const { items } = claimList.parse(JSON.parse(claims));
  const present = podList.parse(JSON.parse(pods)).items.filter(({ status }) => status.phase === "Running");
  const executors = present.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return {
    at,
    claims: items.map((claim) => claim.metadata.name),
    running: executors.map(({ metadata }) => metadata.name),
    present: present.map(({ metadata }) => metadata.name),
    spot: items
      .filter(
        (claim) =>
          claim.metadata.labels[nodeLabels.capacityType] === "spot" &&
          claim.metadata.deletionTimestamp === undefined,
      )
      .map(({ metadata, status }) => ({
        claim: metadata.name,
        node: status.nodeName,
        executors: executors
          .filter(({ spec }) => status.nodeName !== undefined && spec.nodeName === status.nodeName)
          .map((pod) => pod.metadata.name),
      })),
  };
}

/** The spot node whose loss is felt most: the one with the most executors. None before one has joined. */
export function busiest({ spot }: Snapshot): SpotNode | undefined {
  return [...spot]
    .filter(({ node }) => node !== undefined)
    .sort((a, b) => b.executors.length - a.executors.length || a.claim.localeCompare(b.claim))[0];
}

/** What has happened since a node was given notice. Times in milliseconds since then; none for what has not happened. */
export interface InterruptionTimeline {
  /** All of its executors were told to go: they take no more tasks and hand over their blocks. */
  readonly leaving?: number;
  /** All of them have gone. */
  readonly drained?: number;
  /** Its instance is gone. */
  readonly gone?: number;
  /** Another instance was asked for. */
  readonly replacementAsked?: number;
  /** As many executors run as before. */
  readonly recovered?: number;
}

/**
 * The story that snapshots tell, the first of which was taken before the notice.
 *
 * @param lost the node.
 */
export function interruptionTimeline(lost: SpotNode, snapshots: readonly Snapshot[]): InterruptionTimeline {
  const [before, ...after] = snapshots;
  if (!before) return {};
  const when = (holds: (now: Snapshot) => boolean) => after.find(holds)?.at;
  // Of a node without executors there is only its end to tell.
  const left = (names: (now: Snapshot) => readonly string[]) =>
    lost.executors.length === 0
      ? undefined
      : when((now) => !lost.executors.some((pod) => names(now).includes(pod)));
  const leaving = left(({ running }) => running);
  return {
    leaving,
    drained: left(({ present }) => present),
    gone: when(({ claims }) => !claims.includes(lost.claim)),
    replacementAsked: when(({ claims }) => claims.some((claim) => !before.claims.includes(claim))),
    recovered:
      leaving === undefined
        ? undefined
        : when(({ at, running }) => at >= leaving && running.length >= before.running.length),
  };
}

/** "2 executors". */
export function executorsOf({ executors }: SpotNode): string {
  return `${executors.length} ${executors.length === 1 ? "executor" : "executors"}`;
}

/** The story for a person, with what it cost. */
export function renderTimeline(lost: SpotNode, timeline: InterruptionTimeline, notice: number): string[] {
  const lines: [at: number | undefined, text: string][] = [
    [timeline.leaving, "its executors were told to go"],
    [timeline.replacementAsked, "Karpenter asked for another instance"],
    [timeline.drained, "its executors had gone"],
    [timeline.gone, "the instance was gone"],
    [timeline.recovered, "as many executors ran as before"],
  ];
  const happened = lines.flatMap(([at, text]) => (at === undefined ? [] : [{ at, text }]));
  const cost =
    timeline.recovered !== undefined && timeline.leaving !== undefined && lost.executors.length > 0
      ? [`The job went on with fewer executors for ${duration(timeline.recovered - timeline.leaving)}.`]
      : lost.executors.length === 0
        ? ["No executor ran on it, so it cost the jobs nothing."]
        : ["The job has not as many executors as before: it may have ended, or needs them no more."];
  return [
    `${lost.node ?? lost.claim} (${executorsOf(lost)}) was given ${duration(notice)} of notice:`,
    ...happened.sort((a, b) => a.at - b.at).map(({ at, text }) => `  ${duration(at).padStart(8)}  ${text}`),
    ...cost,
  ];
}
