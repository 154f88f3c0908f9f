import type { Operation, ResourceChange } from "./compare";
import { subjectOf } from "./compare";
import { jobName } from "./jobs";
import { pathText } from "./property-path";
import type { StackReport } from "./stack-report";

/** What happens to a resource, as people say it. */
export const verbs: Readonly<Record<Operation, string>> = {
  replace: "replaced",
  delete: "deleted",
  create: "created",
  update: "changed",
};

/** The mark before a resource, as Pulumi's own preview has it. */
export const marks: Readonly<Record<Operation, string>> = {
  replace: "+-",
  delete: "-",
  create: "+",
  update: "~",
};

/** `2 replaced, 1 created, 54 unchanged`. */
export function countLine({ counts, unchanged }: StackReport): string {
  const parts = (Object.keys(verbs) as Operation[])
    .filter((op) => counts[op] > 0)
    .map((op) => `${counts[op]} ${verbs[op]}`);
  return [...parts, `${unchanged} unchanged`].join(", ");
}

/** A resource as a person looks it up: kind and name, and where an object has its own, that. */
export function resourceLabel(change: ResourceChange): string {
  const subject = subjectOf(change);
  const kind = subject.type.split(":").at(-1) ?? subject.type;
  const own = subject.type.startsWith("kubernetes:") ? jobName(subject) : subject.name;
  return `${kind} ${own}`;
}

/** A line about one change, or about several that need no line each. */
export interface Row {
  readonly op: Operation;
  readonly label: string;
  readonly reason: string;
}

/** The changes of a component as rows: what is only taken along by something else shares one. */
export function rowsOf(changes: readonly ResourceChange[]): Row[] {
  const rows: Row[] = [];
  const along = new Map<string, { op: Operation; reason: string; labels: string[] }>();
  for (const change of changes) {
    const reason = change.op === "create" || change.op === "delete" ? "" : reasonOf(change);
    const { op } = change;
    const label = resourceLabel(change);
    const key = `${op} ${reason}`;
    const taken = change.takenAlong ? along.get(key) : undefined;
    if (taken) taken.labels.push(label);
    else if (change.takenAlong) along.set(key, { op, reason, labels: [label] });
    else rows.push({ op, label, reason });
  }
  const shared = [...along.values()].map(({ labels, ...row }): Row => ({ ...row, label: labels.join(", ") }));
  return [...rows, ...shared];
}

/** Why a change is what it is: the properties that replace it, or the ones that differ. */
export function reasonOf(change: ResourceChange): string {
  if (change.because.length > 0)
    return change.because.slice(0, 4).join(", ") + more(change.because.length - 4);
  const paths = [...new Set(change.properties.map(({ path }) => pathText(path.slice(0, 2))))];
  return [...paths.slice(0, 4), ...change.options].join(", ") + more(paths.length - 4);
}

function more(n: number): string {
  return n > 0 ? ` and ${n} more` : "";
}
