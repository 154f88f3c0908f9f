import { coerce, lt, parse, type SemVer } from "semver";

/** A release number: major, minor, patch. */
export type Version = SemVer;

/**
 * Finds the first release number in what a program prints of itself: `v3.250.0`, `kind version 0.33.0`. A pre-release
 * counts as the release it leads to.
 */
export function parseVersion(text: string): Version | undefined {
  // `coerce` alone would take two numbers, such as a Debian release, for a release number too.
  const found = /(?<![\d.])v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
  return coerce(found) ?? undefined;
}

/** What is wrong with a version as the end of a sentence, `undefined` when it will do. */
export type Acceptance = (found: Version) => string | undefined;

/** Accepts a release and every later one of the same major version. */
export function atLeast(oldest: string): Acceptance {
  const limit = required(oldest);
  return (found) => {
    if (lt(found, limit)) return `is older than ${oldest}`;
    return found.major > limit.major ? `is of another major version than ${oldest}` : undefined;
  };
}

/** Accepts what is at most one minor version older or newer. */
export function withinOneMinorOf(center: string): Acceptance {
  const { major, minor } = required(center);
  return (found) =>
    found.major === major && Math.abs(found.minor - minor) <= 1
      ? undefined
      : `is more than one minor version away from ${center}`;
}

function required(text: string): Version {
  const version = parse(text);
  if (!version) throw new RangeError(`"${text}" is not a release number such as 3.250.0`);
  return version;
}
