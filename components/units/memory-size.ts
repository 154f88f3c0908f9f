/** Suffixes of a size as Spark reads it, with the bytes they stand for. They are binary: `1g` is 1024 `m`. */
const bytes: Readonly<Record<string, number>> = {
  b: 1,
  k: 2 ** 10,
  kb: 2 ** 10,
  m: 2 ** 20,
  mb: 2 ** 20,
  g: 2 ** 30,
  gb: 2 ** 30,
  t: 2 ** 40,
  tb: 2 ** 40,
  p: 2 ** 50,
  pb: 2 ** 50,
};

/** A size as a regular expression, for those who cannot call {@link mebibytesOf}: editors. */
export const memorySizePattern = `^\\s*(\\d+)(${Object.keys(bytes).map(inAnyCase).join("|")})\\s*$`;
const size = new RegExp(memorySizePattern);

type Letter = "k" | "K" | "m" | "M" | "g" | "G" | "t" | "T";

/**
 * A size as Spark and the JVM write it: `512m`, `4g`. Not as Kubernetes does: Spark does not read `4Gi`, and a number without a
 * letter means MiB to one setting and bytes to another.
 *
 * @see https://spark.apache.org/docs/latest/configuration.html#spark-properties
 */
export type MemorySize = `${number}${Letter}` | `${number}${Letter}${"b" | "B"}`;

/**
 * Mebibytes of a size.
 *
 * @returns `undefined` for what Spark would not read: another suffix, no suffix, a fraction, something negative.
 */
export function mebibytesOf(text: string): number | undefined {
  const [, number, suffix = ""] = size.exec(text) ?? [];
  const unit = bytes[suffix.toLowerCase()];
  return number === undefined || unit === undefined ? undefined : (Number(number) * unit) / 2 ** 20;
}

/** A size of so many mebibytes. */
export function mebibytes(count: number): MemorySize {
  return `${count}m`;
}

function inAnyCase(letters: string): string {
  return [...letters].map((letter) => `[${letter}${letter.toUpperCase()}]`).join("");
}
