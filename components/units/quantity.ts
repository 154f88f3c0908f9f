type Suffix =
  | ""
  | "n"
  | "u"
  | "m"
  | "k"
  | "M"
  | "G"
  | "T"
  | "P"
  | "E"
  | "Ki"
  | "Mi"
  | "Gi"
  | "Ti"
  | "Pi"
  | "Ei";

/**
 * A Kubernetes quantity: `500m`, `2`, `1.5Gi`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity
 */
export type Quantity = number | `${number}${Suffix}`;

/** An amount of CPU: thousandths as `3400m`, or whole CPUs as `2`. */
export type CpuQuantity = `${number}` | `${number}m`;

/** How many of the base unit a suffix of a Kubernetes quantity stands for. */
const factors: Readonly<Record<Suffix, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity as a regular expression, for those who cannot call {@link quantityValue}: editors. */
export const quantityPattern = "^([+-]?(?:\\d+\\.?\\d*|\\.\\d+))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?$";
const quantity = new RegExp(quantityPattern);

/** The value of a quantity in its base unit (CPUs, bytes); `undefined` for what Kubernetes would not read. */
export function quantityValue(text: string | number): number | undefined {
  if (typeof text === "number") return Number.isFinite(text) ? text : undefined;
  const [, number, suffix] = quantity.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (suffix && /^[eE][+-]?\d/.test(suffix)) return Number(`${number}${suffix}`);
  return Number(number) * factors[(suffix ?? "") as Suffix];
}

/** Thousandths of a CPU, rounded up as Kubernetes does; `undefined` for what it would not read. */
export function cpuMillisOf(text: string | number): number | undefined {
  const cpus = quantityValue(text);
  return cpus === undefined ? undefined : Math.ceil(Number((cpus * 1000).toFixed(6)));
}

/** Mebibytes of an amount of memory; `undefined` for what Kubernetes would not read. */
export function mebibytesOfQuantity(text: string | number): number | undefined {
  const bytes = quantityValue(text);
  return bytes === undefined ? undefined : bytes / 2 ** 20;
}
