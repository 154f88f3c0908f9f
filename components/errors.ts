/** One thing that is wrong with what a person wrote, said so that it can be mended without reading code. */
export interface Problem {
  /** Where, as a property path: `workers[1].zones[0]`. */
  readonly path: string;
  /** What was found there. `undefined` says that nothing was. */
  readonly value?: unknown;
  /** Why it will not do, as the end of a sentence: "is not a zone of the executors' workers". */
  readonly reason: string;
  /** What to write or run instead, as a sentence of its own. */
  readonly cure?: string;
}

/** Thrown once with every problem found, before anything is created. */
export class InvalidInput extends Error {
  /**
   * @param subject what the problems belong to: "Pulumi.dev.yaml", "SparkApplication flights".
   * @param problems every problem found, in the order of the input.
   */
  constructor(
    readonly subject: string,
    readonly problems: readonly Problem[],
  ) {
    super([`${subject}: ${count(problems.length)}`, ...problems.map((p) => ` - ${sentence(p)}`)].join("\n"));
    this.name = "InvalidInput";
  }
}

/**
 * Throws when there is a problem and returns otherwise.
 *
 * @throws {InvalidInput} with all of them.
 */
export function refuse(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInput(subject, problems);
}

/** A problem as one line: path, value, reason, cure. */
export function sentence({ path, value, reason, cure }: Problem): string {
  const found = value === undefined ? "" : ` (${JSON.stringify(value)})`;
  return `${path}${found} ${reason}.${cure ? ` ${cure}` : ""}`;
}

function count(n: number): string {
  return n === 1 ? "1 problem" : `${n} problems`;
}
