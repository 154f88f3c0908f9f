import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { compareReleases } from "./releases";
import type { Finding } from "./scan";

/** A record of a vulnerability, in the form that databases share, as far as the scan looks. @see https://ossf.github.io/osv-schema/ */
export interface VulnerabilityRecord {
  readonly id: string;
  /** What other databases call it. */
  readonly aliases?: readonly string[];
  /** When it was taken back. */
  readonly withdrawn?: string;
  readonly affected?: readonly Affected[];
}

interface Affected {
  readonly package?: { readonly ecosystem: string; readonly name: string };
  /** Releases, one by one. */
  readonly versions?: readonly string[];
  readonly ranges?: readonly { readonly type: string; readonly events: readonly Event[] }[];
}

/** One of them. `"0"` is before every release. */
interface Event {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
}

/** Kinds of package URLs, by the names that databases have for who publishes. */
const kinds: Readonly<Record<string, string>> = { npm: "npm", Go: "golang", PyPI: "pypi", Maven: "maven" };

/**
 * The records below a folder: a clone of a database, such as Go's (`data/osv`), Python's (`vulns`) or GitHub's
 * (`advisories/github-reviewed`).
 *
 * @throws where there is none: nothing found is said of a database only.
 */
export function recordsIn(folder: string): VulnerabilityRecord[] {
  const records = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(json|ya?ml)$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => read(join(folder, name)))
    .filter(isRecord);
  if (records.length === 0) throw new Error(`${folder} holds no records of vulnerabilities`);
  return records;
}

function read(file: string): unknown {
  const text = readFileSync(file, "utf8");
  return file.endsWith(".json") ? JSON.parse(text) : parse(text);
}

function isRecord(value: unknown): value is VulnerabilityRecord {
  const { id, affected } = { ...(value as Partial<VulnerabilityRecord> | null) };
  return typeof id === "string" && (affected === undefined || Array.isArray(affected));
}

/** What records say of parts by their package URLs. */
export function findingsIn(records: readonly VulnerabilityRecord[], purls: readonly string[]): Finding[] {
  const byPart = new Map<string, { purl: string; version: string }[]>();
  for (const purl of purls) {
    const at = purl.lastIndexOf("@");
    const part = decodeURIComponent(purl.slice("pkg:".length, at));
    const version = decodeURIComponent(purl.slice(at + 1));
    byPart.set(part, [...(byPart.get(part) ?? []), { purl, version }]);
  }
  const found = records
    .filter(({ withdrawn }) => !withdrawn)
    .flatMap(({ id, aliases, affected = [] }) =>
      affected.flatMap((one) =>
        (byPart.get(partOf(one)) ?? [])
          .filter(({ version }) => holds(one, version))
          .map(({ purl }) => ({ purl, id, aliases })),
      ),
    );
  // A record may name a part once for each of its lines of releases.
  return [...new Map(found.map((one) => [`${one.purl} ${one.id}`, one])).values()];
}

function partOf({ package: one }: Affected): string {
  const kind = kinds[one?.ecosystem ?? ""];
  if (!one || !kind) return "";
  const name = kind === "pypi" ? one.name.toLowerCase().replaceAll(/[._]/g, "-") : one.name;
  return `${kind}/${name.replace(":", "/")}`;
}

function holds({ versions = [], ranges = [] }: Affected, version: string): boolean {
  if (versions.includes(version)) return true;
  return ranges.some(({ type, events }) => type !== "GIT" && inside(events, version));
}

/** Whether the last event at or before a version opens, and does not close. */
function inside(events: readonly Event[], version: string): boolean {
  const steps = events
    .flatMap(({ introduced, fixed, last_affected }) => [
      ...(introduced === undefined ? [] : [{ at: introduced, opens: true, after: false }]),
      ...(fixed === undefined ? [] : [{ at: fixed, opens: false, after: false }]),
      ...(last_affected === undefined ? [] : [{ at: last_affected, opens: false, after: true }]),
    ])
    .filter(({ at, after }) => {
      const order = at === "0" ? 1 : compareReleases(version, at);
      return after ? order > 0 : order >= 0;
    })
    .sort((a, b) => (a.at === "0" ? -1 : b.at === "0" ? 1 : compareReleases(a.at, b.at)));
  return steps.at(-1)?.opens ?? false;
}
