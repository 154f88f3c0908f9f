import { secretIn } from "./units/plain-secrets";

/** One thing that is wrong with what a person wrote, said so that it can be fixed without reading code. */
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
    super(
      [`${shortened(subject)}: ${count(problems.length)}`, ...problems.map((p) => ` - ${sentence(p)}`)].join(
        "\n",
      ),
    );
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
  const found = value === undefined ? "" : ` (${shown(path, value)})`;
  return `${shortened(path)}${found} ${reason}.${cure ? ` ${shortened(cure, 800)}` : ""}`;
}

/** Whether a value is one of Pulumi's, known only when the program runs; told apart as Pulumi does. */
export function isOutput(value: unknown): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, "__pulumiOutput") === true;
}

/** A value as JSON, whatever it is: without the secrets in it, and no longer than one reads. */
function shown(path: string, value: unknown): string {
  const ancestors: unknown[] = [];
  const written = JSON.stringify(value, function replace(this: unknown, key, part: unknown) {
    // Its toJSON, which has been called by now, gives a lecture.
    if (isOutput(Reflect.get(Object(this), key))) return "an Output";
    if (typeof part === "bigint" || typeof part === "function" || typeof part === "symbol")
      return `a ${typeof part}`;
    if (typeof part === "number" && !Number.isFinite(part)) return String(part);
    if (typeof part === "string") return withoutSecret(key === "" ? path : key, part, this);
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
    if (ancestors.includes(part)) return "itself";
    if (typeof part === "object" && part !== null) ancestors.push(part);
    return part;
  });
  return shortened(written);
}

/** A text, or a mark where it is a secret by its look, by its name, or by the option in front of it. */
function withoutSecret(key: string, text: string, holder: unknown): string {
  const name = /([\w.-]+)[\])"]*$/.exec(key)?.[1] ?? "";
  // `secrets: { A: { secret, key } }` names a Secret of Kubernetes.
  const named = /^(secret|key)$/.test(name) || /^\d+$/.test(name) ? "" : name;
  const before = Array.isArray(holder) ? String(holder[Number(key) - 1] ?? "") : "";
  const options = [...text.matchAll(/--?([\w.-]+)[ =]+(\S+)/g)];
  const secret =
    secretIn(named, text) ??
    (/^--?[\w.-]+$/.test(before) ? secretIn(before, text) : undefined) ??
    options.map(([, option = "", given = ""]) => secretIn(option, given)).find(Boolean);
  return secret === undefined ? text : "[secret]";
}

function shortened(text: string, most = 200): string {
  return text.length <= most ? text : `${text.slice(0, most - 20)}… (${text.length} characters)`;
}

function count(n: number): string {
  return n === 1 ? "1 problem" : `${n} problems`;
}
