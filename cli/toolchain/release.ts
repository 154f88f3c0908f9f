import { chmodSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkChecksum, expectedChecksum } from "../../components/versions/checksums";
import type { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { type Fetcher, Unavailable } from "./download";

/** A published file of a tool. */
export interface Release {
  /** Address of the file. */
  readonly url: string;
  /** Address of its SHA-256 checksum: the bare sum, or lines as `sha256sum` prints them. */
  readonly checksums: string;
  /** The SHA-256 checksum that `versions.json` pins. @default the publisher's is asked for */
  readonly pin?: string;
  /** Whether the file is the program itself or a `.tar.gz` with one folder at its top, whose contents belong together. */
  readonly form: "program" | "archive";
}

/** Puts a release into a folder, as `<folder>/<tool>` and whatever else its archive has. */
export interface ReleaseInstall {
  readonly tool: string;
  readonly release: Release;
  readonly folder: string;
  readonly fetcher: Fetcher;
  readonly run: typeof runTool;
  readonly report: Reporter;
}

/**
 * Downloads a release, checks it against the checksum that is pinned, else its publisher's, and unpacks it.
 *
 * @throws {Unavailable} when it cannot be had.
 * @throws {ChecksumMismatch} when it is not what was published.
 */
export async function installRelease({
  tool,
  release,
  folder,
  fetcher,
  run,
  report,
}: ReleaseInstall): Promise<void> {
  const name = new URL(release.url).pathname.split("/").at(-1) ?? tool;
  const expected = await expectedChecksum(release.pin, async () => {
    const published = findChecksum(await fetcher.text(release.checksums), name);
    if (!published) throw new Unavailable(release.checksums, `has no SHA-256 checksum of ${name}`);
    return published;
  });
  const file = join(folder, ".download");
  const actual = await fetcher.file(release.url, file, (bytes, total) =>
    report.progress(amount(bytes, total)),
  );
  checkChecksum(release.url, expected, actual);
  if (release.form === "program") {
    renameSync(file, join(folder, tool));
  } else {
    const { code, stderr } = await run("tar", ["-xzf", file, "-C", folder, "--strip-components=1"]);
    if (code !== 0) throw new Error(`${release.url} cannot be unpacked: ${stderr.trim()}`);
    rmSync(file);
  }
  chmodSync(join(folder, tool), 0o755);
}

/** The checksum of a file in a publisher's list, lower case. */
export function findChecksum(list: string, name: string): string | undefined {
  const bare = /^\s*([0-9a-f]{64})\s*$/i.exec(list);
  if (bare) return bare[1]?.toLowerCase();
  for (const line of list.split("\n")) {
    const [, sum, file] = /^([0-9a-f]{64})\s+\*?(\S+)\s*$/i.exec(line) ?? [];
    if (sum && file?.split("/").at(-1) === name) return sum.toLowerCase();
  }
  return undefined;
}

/** `12 of 95 MB` */
function amount(bytes: number, total?: number): string {
  const mega = (n: number) => Math.round(n / 1e6);
  return total ? `${mega(bytes)} of ${mega(total)} MB` : `${mega(bytes)} MB`;
}
