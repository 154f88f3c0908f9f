/** A range of IPv4 addresses. */
export interface Cidr {
  /** First address as a number. */
  readonly base: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefix: number;
}

/** Reads `10.42.0.0/16`; nothing for what is no range, or whose address has bits beyond its prefix. See {@link cidrFault}. */
export function parseCidr(text: string): Cidr | undefined {
  const range = numbersOf(text);
  return range && cidrFault(text) === undefined ? range : undefined;
}

/** Why a text is no range of IPv4 addresses, as the end of a sentence; nothing of one that is. */
export function cidrFault(text: string): string | undefined {
  const range = numbersOf(text);
  if (!range) return "is not a valid range of IPv4 addresses, such as 10.42.0.0/16";
  if (/(^|[./])0\d/.test(text))
    return "has a number that begins with a zero, which some programs read as octal";
  const beyond = range.base % size(range);
  if (beyond === 0) return undefined;
  return `has an address within its range: the range is ${formatCidr({ ...range, base: range.base - beyond })}`;
}

function numbersOf(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  return { base: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

export function formatCidr({ base, prefix }: Cidr): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${parts.join(".")}/${prefix}`;
}

/** Number of addresses. */
export function size({ prefix }: Cidr): number {
  return 2 ** (32 - prefix);
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return a.base < b.base + size(b) && b.base < a.base + size(a);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.base <= inner.base && inner.base + size(inner) <= outer.base + size(outer);
}

/** The range cut into `2 ** bits` equal parts, in order. */
export function split(range: Cidr, bits: number): Cidr[] {
  const prefix = range.prefix + bits;
  return Array.from({ length: 2 ** bits }, (_, i) => ({ base: range.base + i * 2 ** (32 - prefix), prefix }));
}
