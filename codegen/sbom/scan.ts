/** A known vulnerability of a part. */
export interface Finding {
  readonly purl: string;
  /** `GHSA-…`, `GO-…`, `CVE-…` */
  readonly id: string;
  /** What other databases call it. @default nothing */
  readonly aliases?: readonly string[] | undefined;
}

/** Vulnerabilities of a part that somebody has looked at and lives with, until a day. */
export interface Accepted {
  /** Name of the part, without its version. */
  readonly part: string;
  readonly ids: readonly string[];
  /** Why they do no harm here, or why there is nothing newer. */
  readonly reason: string;
  /** Last day on which that is taken, as `2027-01-31`: then somebody looks again. */
  readonly until: string;
}

/** What is to be said of findings. */
export interface ScanResult {
  /** Lines that make the scan fail. */
  readonly open: readonly string[];
  /** Accepted ones that nothing has any more. */
  readonly unused: readonly string[];
}

/** Sets findings against what is accepted on a day. An entry whose day has passed accepts nothing. */
export function compareWithAccepted(
  findings: readonly Finding[],
  accepted: readonly Accepted[],
  today: string,
): ScanResult {
  const used = new Set<string>();
  const open = findings.flatMap(({ purl, id, aliases = [] }) => {
    const part = partOf(purl);
    const called = [id, ...aliases];
    const entry = accepted.find((one) => one.part === part && one.ids.some((name) => called.includes(name)));
    for (const name of entry ? called : []) used.add(`${part}: ${name}`);
    if (!entry) return [`${purl}: ${id}. Take a newer one, or accept it with a reason and a day.`];
    if (entry.until < today) return [`${purl}: ${id} was accepted until ${entry.until}: look at it again.`];
    return [];
  });
  const unused = accepted
    .flatMap(({ part, ids }) => ids.map((id) => `${part}: ${id}`))
    .filter((line) => !used.has(line));
  return { open, unused };
}

function partOf(purl: string): string {
  const path = purl.slice(purl.indexOf("/") + 1);
  return decodeURIComponent(path.slice(0, path.lastIndexOf("@")));
}

/** Asks for JSON, with a body or without one. Tests give their own. */
export type Ask = (url: string, body?: unknown) => Promise<unknown>;

interface Answer {
  readonly results: readonly ({ readonly vulns?: readonly { readonly id: string }[] } | null)[];
}

/** The database of the Open Source Vulnerabilities project: npm, Go, Python and Maven in one. */
const database = "https://api.osv.dev/v1";
/** As many as the database takes at once. */
const batch = 1_000;

/** What the database knows of parts by their package URLs. */
export async function findingsOf(purls: readonly string[], ask: Ask): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let start = 0; start < purls.length; start += batch) {
    const asked = purls.slice(start, start + batch);
    const queries = asked.map((purl) => ({ package: { purl } }));
    const { results } = (await ask(`${database}/querybatch`, { queries })) as Answer;
    if (results?.length !== asked.length)
      throw new Error(`${database} answered for ${results?.length} of ${asked.length}`);
    for (const [index, result] of results.entries())
      for (const { id } of result?.vulns ?? []) findings.push({ purl: asked[index] ?? "", id });
  }
  return findings;
}

/**
 * Findings with what other databases call them: several tell of one vulnerability, each by a name of its own, and one of these was accepted.
 *
 * @param known names that need no others.
 */
export async function withAliases(
  findings: readonly Finding[],
  known: ReadonlySet<string>,
  ask: Ask,
): Promise<Finding[]> {
  const aliases = new Map<string, readonly string[] | undefined>();
  for (const { id } of findings) {
    if (known.has(id) || aliases.has(id)) continue;
    const record = (await ask(`${database}/vulns/${id}`)) as { readonly aliases?: readonly string[] };
    aliases.set(id, record.aliases);
  }
  return findings.map((finding) => ({ ...finding, aliases: aliases.get(finding.id) }));
}
