/** A release number: major, minor, patch. */
export type Version = readonly [number, number, number];

/**
 * Finds the first release number in what a program prints of itself: `v3.250.0`, `kind version 0.33.0`. A pre-release
 * counts as the release it leads to.
 */
export function parseVersion(text: string): Version | undefined {
  const found = /(?<![\d.])v?(\d+)\.(\d+)\.(\d+)/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

/** `3.250.0` */
export function formatVersion(version: Version): string {
  return version.join(".");
}

/** Less than 0 when `a` is older, 0 when they are the same, more when `a` is newer. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** What is wrong with a version as the end of a sentence, `undefined` when it will do. */
export type Acceptance = (found: Version) => string | undefined;

/** Accepts a release and every later one of the same major version. */
export function atLeast(oldest: string): Acceptance {
  const limit = required(oldest);
  return (found) => {
    if (compareVersions(found, limit) < 0) return `is older than ${oldest}`;
    return found[0] > limit[0] ? `is of another major version than ${oldest}` : undefined;
  };
}

/** Accepts what is at most one minor version older or newer. */
export function withinOneMinorOf(center: string): Acceptance {
  const [major, minor] = required(center);
  return (found) =>
    found[0] === major && Math.abs(found[1] - minor) <= 1
      ? undefined
      : `is more than one minor version away from ${center}`;
}

function required(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new RangeError(`"${text}" is not a release number such as 3.250.0`);
  return version;
}
