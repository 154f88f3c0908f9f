import { duration, type Reporter } from "../terminal/progress";
import { isOperation, isWork, type Operation, type TimedEvent } from "./events";
import { readUrn } from "./urn";

const pastTense: Readonly<Record<Operation, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  "create-replacement": "replacement created",
  "delete-replaced": "old one deleted",
};

/**
 * Tells in plain lines what the engine does, where its own display has no terminal to redraw: a line for each resource
 * that it finished, and what it is at meanwhile.
 */
export function plainProgress(report: Reporter): (event: TimedEvent) => void {
  const open = new Map<string, Open>();
  let finished = 0;
  return (event) => {
    if (event.kind === "status") {
      const at = open.get(event.urn);
      if (!at) return;
      // A provider takes back what it said by saying nothing.
      if (!isExpression(event.message)) at.status = event.message || undefined;
      report.progress(progress(finished, [...open.values()]));
    }
    if (event.kind === "message" && event.severity !== "error" && isOfRun(event.urn))
      report.note(`  ${event.message.trim()}`);
    if (!isOperation(event) || !isWork(event)) return;
    const { label } = readUrn(event.urn);
    if (event.kind === "started") open.set(event.urn, { label, at: event.at });
    else {
      const started = open.get(event.urn)?.at;
      open.delete(event.urn);
      const took = started === undefined ? 0 : event.at - started;
      const time = took >= 1000 ? ` (${duration(took)})` : "";
      if (event.kind === "done") {
        finished += 1;
        report.note(`  ${label} ${pastTense[event.op] ?? event.op}${time}`);
      } else report.note(`  ${label} FAILED to ${event.op}${time}`);
    }
    report.progress(progress(finished, [...open.values()]));
  };
}

/** A resource that is being worked on. */
interface Open {
  readonly label: string;
  readonly at: number;
  /** What it said last of how far it is. */
  status?: string;
}

/** Whether a message is about a run that is waited for: what keeps it from starting is news while it is waited for, not after. */
function isOfRun(urn: string | undefined): boolean {
  return urn !== undefined && readUrn(urn).types.at(-1) === "workshop:spark:SparkApplication";
}

/** Whether a status is only what `pulumi.com/waitFor` says, as a path into the object: nothing that a person reads. */
function isExpression(message: string): boolean {
  return /\{\s*[.$].*\}/.test(message);
}

function progress(finished: number, open: readonly Open[]): string {
  const shown = open.slice(0, 2).map(({ label, status }) => status ?? label);
  const more = open.length > shown.length ? ` and ${open.length - shown.length} more` : "";
  return `${finished} done${shown.length > 0 ? `; now ${shown.join(", ")}${more}` : ""}`;
}
