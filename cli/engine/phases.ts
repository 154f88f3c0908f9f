import { isOperation, isWork, type TimedEvent } from "./events";
import { readUrn } from "./urn";

/** A part of the stack, and the time during which at least one of its resources was being worked on. */
export interface Phase {
  /** Such as "kind cluster". */
  readonly name: string;
  /** When the first of its resources was begun, in milliseconds since the engine was started. */
  readonly from: number;
  /** When the last one was finished. */
  readonly to: number;
  /** Time with work going on in it, in milliseconds: gaps left out, resources side by side counted once. */
  readonly busy: number;
  /** Resources worked on. */
  readonly resources: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Groups what the engine did by the component that did it. Phases overlap where the engine works side by side, so their
 * times do not add up to the whole.
 *
 * @returns in the order in which they began.
 */
export function phases(events: readonly TimedEvent[]): Phase[] {
  const open = new Map<string, number>();
  const spans = new Map<string, Span[]>();
  for (const event of events) {
    if (!isOperation(event) || !isWork(event)) continue;
    if (event.kind === "started") {
      open.set(event.urn, event.at);
      continue;
    }
    const from = open.get(event.urn);
    if (from === undefined) continue;
    open.delete(event.urn);
    const name = phaseOf(event.urn);
    spans.set(name, [...(spans.get(name) ?? []), { from, to: event.at }]);
  }
  return [...spans]
    .map(([name, all]) => ({
      name,
      from: Math.min(...all.map((span) => span.from)),
      to: Math.max(...all.map((span) => span.to)),
      busy: covered(all),
      resources: all.length,
    }))
    .sort((a, b) => a.from - b.from);
}

/** Loads of images onto nodes are the cluster's, yet most of a first run: they are shown by themselves. */
const load = /-load$/;

/**
 * The innermost of the project's own components that a resource belongs to, in words: `SparkOperator` is "spark
 * operator". What belongs to none is "other".
 */
export function phaseOf(urn: string): string {
  const { types, name } = readUrn(urn);
  if (load.test(name) && types.some((type) => type.endsWith(":KindCluster"))) return "images onto nodes";
  const own = types.filter((type) => type.startsWith("workshop:"));
  const type = own.at(-1)?.split(":").at(-1);
  return type ? words(type) : "other";
}

/** `S3Server` is "S3 server", `KindCluster` is "kind cluster". */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
    .join(" ");
}

/** Length of the union of spans. */
function covered(all: readonly Span[]): number {
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...all].sort((a, b) => a.from - b.from)) {
    if (to <= end) continue;
    sum += to - Math.max(from, end);
    end = to;
  }
  return sum;
}
