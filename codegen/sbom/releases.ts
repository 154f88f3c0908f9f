import { compare, valid } from "semver";

/** Words that make a release one before the plain one, in Python and Maven. */
const before = /^(alpha|a|beta|b|milestone|m|c|rc|cr|pre|preview|dev|snapshot)$/i;

/**
 * Which of two releases is the newer one: by the rules of npm and Go where both keep to them, or else by the numbers and words of which
 * their names are made, as Python and Maven do.
 *
 * @returns above 0 where the first is newer, below where it is older.
 */
export function compareReleases(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => valid(version));
  if (one && other) return compare(one, other);
  const [mine, theirs] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(mine.length, theirs.length); i++) {
    const order = compareParts(mine[i], theirs[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Without the `v` of Go and what stands behind a plus sign, which orders nothing. */
function partsOf(version: string): string[] {
  return (
    version
      .replace(/^v/, "")
      .replace(/\+.*$/, "")
      .match(/\d+|[A-Za-z]+/g) ?? []
  );
}

function compareParts(a: string | undefined, b: string | undefined): number {
  const [mine, theirs] = [rank(a), rank(b)];
  if (mine !== theirs) return mine - theirs;
  if (a === undefined || b === undefined) return 0;
  if (/^\d/.test(a) && /^\d/.test(b)) return compareNumbers(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A word of before, the end, a word of after, a number: in this order. */
function rank(part: string | undefined): number {
  if (part === undefined || /^0+$/.test(part)) return 1;
  if (/^\d/.test(part)) return 3;
  return before.test(part) ? 0 : 2;
}

/** Longer than a number holds exactly: times of Go's pseudo-versions, with their seconds. */
function compareNumbers(a: string, b: string): number {
  const [mine, theirs] = [BigInt(a), BigInt(b)];
  return mine < theirs ? -1 : mine > theirs ? 1 : 0;
}
