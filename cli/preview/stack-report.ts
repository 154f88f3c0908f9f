import { checkPolicies, type PolicyFinding } from "../../policies/check";
import { compare, type Operation, operations, type ResourceChange, subjectOf } from "./compare";
import type { Declared, Rendering } from "./declared";
import { componentLabel, diagram, outermost } from "./diagram";
import { type JobEffect, jobEffects } from "./jobs";
import { isReplacementKnown } from "./replacement";

/** A finding, and whether the base has it too. */
export interface JudgedFinding extends PolicyFinding {
  readonly isNew: boolean;
}

/** Changes that belong to one outermost component. */
export interface ComponentChanges {
  /** `SparkOperator spark-operator`. */
  readonly component: string;
  readonly changes: readonly ResourceChange[];
}

/** All that a person should know of what a change does to a stack. */
export interface StackReport {
  readonly stack: string;
  readonly target: string;
  readonly environment: string;
  /** What it was compared with, as a person names it. */
  readonly base: string;
  /** By component, the one with the gravest change first. */
  readonly components: readonly ComponentChanges[];
  readonly counts: Readonly<Record<Operation, number>>;
  readonly unchanged: number;
  readonly jobs: readonly JobEffect[];
  /** What it costs, as the program says it. */
  readonly cost: { readonly before?: string; readonly after?: string };
  readonly findings: readonly JudgedFinding[];
  readonly warnings: readonly string[];
  /** Why the program refuses the stack; then there is nothing to compare. */
  readonly error?: string;
  /** Why the base could not be looked at; then everything counts as created. */
  readonly baseError?: string;
  /** Types of changed resources of which it is not known what replaces them. */
  readonly unsure: readonly string[];
  /** Mermaid. */
  readonly diagram: string;
}

/** What a report is made from. */
export interface Compared {
  /** Nothing where the base has no such stack. */
  readonly before?: Rendering;
  /** Nothing where the stack is gone. */
  readonly after?: Rendering;
  readonly base: string;
}

/** Compares what two states of the program declare for a stack. */
export function stackReport({ before, after, base }: Compared): StackReport {
  const shown = after ?? before;
  if (!shown) throw new Error("a stack that is neither before nor after");
  const failed = after?.error;
  const olds = before?.error === undefined ? (before?.resources ?? []) : [];
  const news = after?.resources ?? [];
  const changes = failed === undefined ? compare(olds, news) : [];
  const { stack, target, environment } = shown;
  return {
    stack,
    target,
    environment,
    base,
    components: byComponent(changes, [...olds, ...news]),
    counts: countsOf(changes),
    unchanged:
      news.filter(({ custom }) => custom).length - custom(changes, ["update", "replace", "create"]).length,
    jobs: jobEffects(changes),
    cost: failed === undefined ? { before: before?.cost, after: after?.cost } : {},
    findings: failed === undefined ? judged(before, after) : [],
    warnings: (after?.warnings ?? []).filter((warning) => !before?.warnings.includes(warning)),
    ...(failed === undefined ? {} : { error: failed }),
    ...(before?.error === undefined ? {} : { baseError: before.error }),
    unsure: [...new Set(changes.filter(isUnsure).map((change) => subjectOf(change).type))].sort(),
    diagram: diagram(withGone(news, changes), marksOf(changes, [...olds, ...news])),
  };
}

/** Whether an update would change anything. */
export function hasChanges({ counts }: StackReport): boolean {
  return operations.some((op) => counts[op] > 0);
}

function custom(changes: readonly ResourceChange[], ops: readonly Operation[]): ResourceChange[] {
  return changes.filter((change) => ops.includes(change.op) && subjectOf(change).custom);
}

function countsOf(changes: readonly ResourceChange[]): Record<Operation, number> {
  return Object.fromEntries(operations.map((op) => [op, custom(changes, [op]).length])) as Record<
    Operation,
    number
  >;
}

function isUnsure(change: ResourceChange): boolean {
  return change.op === "update" && !isReplacementKnown(subjectOf(change).type);
}

function byComponent(changes: readonly ResourceChange[], all: readonly Declared[]): ComponentChanges[] {
  const tops = outermost(all);
  const groups = new Map<string, ResourceChange[]>();
  for (const change of changes) {
    const subject = subjectOf(change);
    if (!subject.custom) continue;
    const label = componentLabel(tops.get(subject.urn) ?? subject);
    groups.set(label, [...(groups.get(label) ?? []), change]);
  }
  const gravest = (group: readonly ResourceChange[]) =>
    Math.min(...group.map(({ op }) => operations.indexOf(op)));
  return [...groups]
    .map(([component, grouped]) => ({ component, changes: grouped }))
    .sort((a, b) => gravest(a.changes) - gravest(b.changes) || (a.component < b.component ? -1 : 1));
}

function judged(before: Rendering | undefined, after: Rendering | undefined): JudgedFinding[] {
  const known = new Set(findingsOf(before).map(keyOf));
  return findingsOf(after).map((finding) => ({ ...finding, isNew: !known.has(keyOf(finding)) }));
}

/** What the rules say of a rendering. */
export function findingsOf(rendering: Rendering | undefined): PolicyFinding[] {
  if (!rendering || rendering.error !== undefined) return [];
  const subjects = rendering.resources.map(({ urn, type, name, inputs, propertyDependencies }) => ({
    urn,
    type,
    name,
    props: inputs,
    propertyDependencies,
  }));
  const { environment, disposable } = rendering;
  return checkPolicies(subjects, { environment, disposable });
}

function keyOf({ rule, urn, message }: PolicyFinding): string {
  return JSON.stringify([rule, urn, message]);
}

/** The resources of after, and those that go. */
function withGone(news: readonly Declared[], changes: readonly ResourceChange[]): Declared[] {
  return [...news, ...changes.flatMap(({ op, before }) => (op === "delete" && before ? [before] : []))];
}

/** What happens to each outermost component: the gravest of what happens in it. */
function marksOf(changes: readonly ResourceChange[], all: readonly Declared[]): Map<string, Operation> {
  const tops = outermost(all);
  const marks = new Map<string, Operation>();
  for (const change of [...changes].reverse()) {
    const subject = subjectOf(change);
    if (subject.custom) marks.set((tops.get(subject.urn) ?? subject).urn, change.op);
  }
  return marks;
}
