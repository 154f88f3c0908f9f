import type { Versions } from "./versions";

/** A kind of machine that programs are released for: `linux-amd64`. */
export type ReleasePlatform = keyof Versions["sha256"]["node"];

/** What a download must be, and who says so. */
export interface Expected {
  /** SHA-256 in hexadecimal digits, lower case. */
  readonly sha256: string;
  readonly saidBy: "versions.json" | "its publisher";
}

/** A download that is not what it must be. Nothing else may do instead. */
export class ChecksumMismatch extends Error {
  constructor(url: string, { sha256, saidBy }: Expected, actual: string) {
    const cure =
      saidBy === "versions.json"
        ? "its publisher has put another in its place. After a change of the version, `npm run pins` renews what is pinned"
        : "something between here and there alters downloads";
    super(
      `${url} has the SHA-256 checksum ${actual}, ${saidBy} says ${sha256}. ` +
        `Nothing of it was kept. Try again; if it stays so, ${cure}.`,
    );
    this.name = "ChecksumMismatch";
  }
}

/**
 * What a download must be: as `versions.json` pins it; else, for what it has no sum of, as its publisher says over TLS.
 * Every file that the program downloads by itself is held to the answer.
 *
 * @param pin of `versions.json`, with or without `sha256:` before it.
 * @param published asks its publisher, and throws where that does not say.
 */
export async function expectedChecksum(
  pin: string | undefined,
  published: () => Promise<string>,
): Promise<Expected> {
  if (pin) return { sha256: pin.replace(/^sha256:/, ""), saidBy: "versions.json" };
  return { sha256: (await published()).replace(/^sha256:/, "").toLowerCase(), saidBy: "its publisher" };
}

/** @throws {ChecksumMismatch} when a download is not what was expected. */
export function checkChecksum(url: string, expected: Expected, actual: string): void {
  if (actual !== expected.sha256) throw new ChecksumMismatch(url, expected, actual);
}
