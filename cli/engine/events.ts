import { z } from "zod";

const metadata = z.object({
  op: z.string(),
  urn: z.string(),
  new: z.object({ custom: z.boolean().optional() }).nullish(),
  old: z.object({ custom: z.boolean().optional() }).nullish(),
});

const line = z.object({
  resourcePreEvent: z.object({ metadata }).optional(),
  resOutputsEvent: z.object({ metadata }).optional(),
  resOpFailedEvent: z.object({ metadata }).optional(),
  diagnosticEvent: z
    .object({
      severity: z.string(),
      message: z.string(),
      urn: z.string().optional(),
      ephemeral: z.boolean().optional(),
    })
    .optional(),
  policyEvent: z
    .object({
      policyName: z.string(),
      message: z.string(),
      enforcementLevel: z.string(),
      resourceUrn: z.string().optional(),
    })
    .optional(),
  summaryEvent: z
    .object({
      durationSeconds: z.number(),
      resourceChanges: z.record(z.string(), z.number()),
      result: z.string().optional(),
    })
    .optional(),
});

/** What an operation does to a resource: `create`, `update`, `delete`, `same`, `replace`, `read`… */
export type Operation = string;

/** A resource as an operation meets it. */
interface ResourceEvent {
  readonly op: Operation;
  readonly urn: string;
  /** Whether a provider does the work; a component is only a name for its children. */
  readonly custom: boolean;
}

/** What the engine tells while it works, as far as the workshop listens. */
export type EngineEvent =
  | ({ readonly kind: "started" | "done" | "failed" } & ResourceEvent)
  | { readonly kind: "message"; readonly severity: string; readonly message: string; readonly urn?: string }
  /** What a resource is at, replaced by the next: a line of progress. Not kept. */
  | { readonly kind: "status"; readonly message: string; readonly urn: string }
  | {
      readonly kind: "summary";
      /** Resources by operation. */
      readonly changes: Readonly<Record<Operation, number>>;
      readonly succeeded: boolean;
    };

/** An event and when it came, in milliseconds since the engine was started. */
export type TimedEvent = EngineEvent & { readonly at: number };

/**
 * Reads one line of Pulumi's `--event-log`.
 *
 * @returns nothing for what the workshop does not listen to. Debug messages are among that on purpose: they carry
 * outputs of resources as the SDK sees them, secrets included, and must not reach a log.
 */
export function parseEvent(text: string): EngineEvent | undefined {
  const event = parsed(text);
  if (!event) return undefined;
  if (event.resourcePreEvent) return { kind: "started", ...resource(event.resourcePreEvent.metadata) };
  if (event.resOutputsEvent) return { kind: "done", ...resource(event.resOutputsEvent.metadata) };
  if (event.resOpFailedEvent) return { kind: "failed", ...resource(event.resOpFailedEvent.metadata) };
  if (event.diagnosticEvent) {
    const { severity, message, urn, ephemeral } = event.diagnosticEvent;
    if (severity === "debug") return undefined;
    if (!ephemeral) return { kind: "message", severity, message, urn };
    return urn ? { kind: "status", message: message.trim(), urn } : undefined;
  }
  if (event.policyEvent) {
    const { policyName, message, enforcementLevel, resourceUrn } = event.policyEvent;
    const severity = enforcementLevel === "mandatory" ? "error" : "warning";
    return { kind: "message", severity, message: `${policyName}: ${message}`, urn: resourceUrn };
  }
  if (event.summaryEvent) {
    const { resourceChanges, result } = event.summaryEvent;
    return { kind: "summary", changes: resourceChanges, succeeded: result !== "failed" };
  }
  return undefined;
}

function parsed(text: string): z.infer<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function resource({ op, urn, new: created, old }: z.infer<typeof metadata>): ResourceEvent {
  return { op, urn, custom: (created ?? old)?.custom === true };
}

/** Operations that touch nothing. */
const idle: readonly Operation[] = ["same", "read", "refresh"];

/** Whether an event tells of an operation on a resource. */
export function isOperation(
  event: TimedEvent,
): event is TimedEvent & { readonly kind: "started" | "done" | "failed" } {
  return event.kind === "started" || event.kind === "done" || event.kind === "failed";
}

/** Whether a resource's provider was put to work. */
export function isWork(event: { op: Operation; custom: boolean; urn: string }): boolean {
  return event.custom && !idle.includes(event.op) && !event.urn.includes("::pulumi:providers:");
}

/** How many resources were created, changed or deleted. */
export function changedResources(changes: Readonly<Record<Operation, number>>): number {
  return Object.entries(changes).reduce((sum, [op, n]) => (idle.includes(op) ? sum : sum + n), 0);
}
