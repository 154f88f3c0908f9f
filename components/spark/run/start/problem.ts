/** Why a run does not start. */
export interface StartProblem {
  /** What it is about: "pod flights-driver, container spark-kubernetes-driver". */
  readonly about: string;
  /** What is wrong, in the words of Kubernetes, Karpenter or the operator, as a sentence. */
  readonly reason: string;
  /** What to do, as a sentence of its own. */
  readonly cure: string;
  /**
   * `final`: waiting is of no use. `open`: it may pass by itself, or be put right from outside. `progress`: nothing is
   * wrong, and this is what the run waits for.
   */
  readonly kind: "final" | "open" | "progress";
  readonly since: Date;
}

/** What is known of a problem before it is judged by its age. */
export interface Trouble extends Omit<StartProblem, "kind"> {
  /**
   * Seconds after which it counts as final; `undefined` for what may pass by itself at any time. What may be on its way,
   * like a Secret that the same update creates, has a while to come.
   */
  readonly finalAfter: number | undefined;
}

/** A problem at a moment. */
export function judged({ finalAfter, ...trouble }: Trouble, now: Date): StartProblem {
  const age = (now.getTime() - trouble.since.getTime()) / 1000;
  return { ...trouble, kind: finalAfter !== undefined && age >= finalAfter ? "final" : "open" };
}

/** A problem as one line: what, why, what to do. */
export function problemLine({ about, reason, cure }: StartProblem): string {
  const end = /[.!?]$/.test(reason) ? "" : ".";
  return `${about}: ${reason}${end} ${cure}`.trimEnd();
}

/** What keeps a run from starting, as lines, the final first. */
export function problemLines(problems: readonly StartProblem[]): string[] {
  const order = { final: 0, open: 1, progress: 2 } as const;
  return [...problems].sort((a, b) => order[a.kind] - order[b.kind]).map(problemLine);
}
