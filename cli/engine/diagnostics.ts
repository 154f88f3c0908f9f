import type { TimedEvent } from "./events";
import { readUrn } from "./urn";

/** An error of a run, for a person. */
export interface Diagnosis {
  /** The resource it belongs to, if any. */
  readonly resource?: string;
  /** What went wrong, without stack traces. */
  readonly message: string;
}

/** The errors among a run's events, each once. The stack's own "update failed" is left out when something says why. */
export function diagnose(events: readonly TimedEvent[]): Diagnosis[] {
  const found = new Map<string, Diagnosis>();
  for (const event of events) {
    if (event.kind !== "message" || event.severity !== "error") continue;
    const message = readable(event.message);
    if (message === "" || found.has(message)) continue;
    const resource =
      event.urn && !event.urn.includes("::pulumi:pulumi:Stack::") ? readUrn(event.urn).label : undefined;
    found.set(message, { resource, message });
  }
  const all = [...found.values()];
  const causes = all.filter(({ message }) => message !== "update failed" && message !== "destroy failed");
  return causes.length > 0 ? causes : all;
}

/**
 * An error of the program as its author meant it: Pulumi's heading, the excerpt of the source and everything from the
 * stack trace on go; the name of the error's class goes too, for the message says it all.
 */
export function readable(message: string): string {
  const lines = message.replaceAll("\r", "").split("\n");
  const trace = lines.findIndex((line) => /^\s+at .+/.test(line));
  const beforeTrace = trace === -1 ? lines : lines.slice(0, trace);
  const heading = /^Running program .* failed with an unhandled exception:/.test(beforeTrace[0] ?? "");
  const start = heading ? beforeTrace.findIndex((line) => errorName.test(line.trim())) : 0;
  return beforeTrace
    .slice(Math.max(start, 0))
    .filter((line) => !/^Node\.js v\d/.test(line))
    .join("\n")
    .trim()
    .replace(errorName, "")
    .trim();
}

/** `<ref *1> Error: `, `InvalidInput: `, `ResourceError: `. */
const errorName = /^(<ref \*\d+> )?(Uncaught )?(\w*Error|InvalidInput)( \[\w+\])?: /;
