import type { Language, Words } from "../lab/language";

/**
 * What a need of the workshop turned out to be. `ok`: there. `brought`: missing, and `./workshop up` sees to it. `risk`: it
 * may do, and may not. `blocks`: somebody must do something first.
 */
export type FindingState = "ok" | "brought" | "risk" | "blocks";

/** A need of the workshop, and what was found. */
export interface Finding {
  readonly state: FindingState;
  /** What is needed: "Docker". */
  readonly need: string;
  /** What was found, or is wrong. */
  readonly found: string;
  /** What to do about it. */
  readonly cure?: string;
}

/** A finding in every language. */
export interface SpokenFinding {
  /** Name for programs, the same in every language: `memory`. */
  readonly id: string;
  readonly state: FindingState;
  readonly need: Words;
  readonly found: Words;
  readonly cure?: Words;
}

/** A finding in one language. */
export function inLanguage({ state, need, found, cure }: SpokenFinding, language: Language): Finding {
  return { state, need: need[language], found: found[language], cure: cure?.[language] };
}

/** Findings as lines, each with its cure below it. */
export function renderFindings(
  findings: readonly Finding[],
  marks: Readonly<Record<FindingState, string>>,
): string[] {
  const width = Math.max(...Object.values(marks).map(({ length }) => length));
  return findings.flatMap(({ state, need, found, cure }) => [
    `${marks[state].padEnd(width)}  ${need}: ${found}`,
    ...(cure ? [`${" ".repeat(width)}  ${cure}`] : []),
  ]);
}
