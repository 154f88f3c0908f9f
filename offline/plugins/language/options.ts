/** Runtime options of a nodejs program: `runtime.options` in Pulumi.yaml. */
export interface RuntimeOptions {
  /** Whether the SDK registers ts-node. @default true */
  readonly typescript: boolean;
  /** Path of the tsconfig.json to use; empty where Pulumi.yaml does not say. */
  readonly tsconfig: string;
  /** Arguments for node itself. */
  readonly nodeargs: readonly string[];
  /** @default "npm" */
  readonly packagemanager: string;
}

/** @throws Error with the real host's words when an option has the wrong type. */
export function runtimeOptions(options: Readonly<Record<string, unknown>>): RuntimeOptions {
  const typescript = options.typescript ?? true;
  if (typeof typescript !== "boolean") throw new Error("typescript option must be a boolean");
  const string = (name: string): string => {
    const value = options[name] ?? "";
    if (typeof value !== "string") throw new Error(`${name} option must be a string`);
    return value;
  };
  const packagemanager = string("packagemanager");
  return {
    typescript,
    tsconfig: string("tsconfig"),
    nodeargs: splitWords(string("nodeargs")),
    packagemanager: packagemanager === "" || packagemanager === "auto" ? "npm" : packagemanager,
  };
}

/**
 * Splits a command line into words as a POSIX shell would: blanks outside quotes, quotes and backslashes.
 *
 * @throws Error when a quote is not closed.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === "\\" && quote !== "'") {
      word = (word ?? "") + line.charAt(++i);
    } else if (quote ? char === quote : char === "'" || char === '"') {
      quote = quote ? "" : char;
      word ??= "";
    } else if (!quote && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (quote) throw new Error(`nodeargs: the quote ${quote} is not closed in: ${line}`);
  return word === undefined ? words : [...words, word];
}
