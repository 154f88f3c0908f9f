type Unit = "ms" | "s" | "m" | "h";

/** A length of time as Go and Pulumi write it: `90s`, `5m`, `1h30m`. */
export type Duration =
  | `${number}${Unit}`
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a duration; `undefined` for what is none. */
export function secondsOf(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (seconds[unit ?? ""] ?? 0),
    0,
  );
}
