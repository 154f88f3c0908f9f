/**
 * Asks the OSV database what is known of every part in the bill of materials, and fails for what nobody has accepted, or accepted
 * until a day that has passed. Ends with 2 where the database cannot be asked. `npm run scan`
 *
 * `npm run scan -- FOLDER...` asks clones of databases in its place, where the network or the day shall not matter.
 */
import { resolve } from "node:path";
import { accepted } from "./sbom/accepted";
import { componentsOf } from "./sbom/components";
import { findingsIn, recordsIn } from "./sbom/database";
import { compareWithAccepted, findingsOf, withAliases } from "./sbom/scan";

async function ask(url: string, body?: unknown): Promise<unknown> {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(url, { ...sent, signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

async function main(): Promise<void> {
  const purls = componentsOf(resolve(__dirname, "..")).map(({ purl }) => purl);
  const folders = process.argv.slice(2);
  const known = new Set(accepted.flatMap(({ ids }) => ids));
  const findings =
    folders.length > 0
      ? findingsIn(folders.flatMap(recordsIn), purls)
      : await withAliases(await findingsOf(purls, ask), known, ask);
  const { open, unused } = compareWithAccepted(findings, accepted, new Date().toISOString().slice(0, 10));
  for (const line of open) console.log(line);
  for (const line of unused) console.log(`accepted, and found no more: ${line}`);
  console.log(`${purls.length} parts: ${findings.length} findings, ${open.length} open.`);
  process.exitCode = open.length > 0 ? 1 : 0;
}

main().catch((error: Error) => {
  console.error(`Nothing was found out: ${error.message}`);
  process.exitCode = 2;
});
