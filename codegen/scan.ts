/**
 * Asks the OSV database what is known of every part in the bill of materials, and fails for what nobody has accepted, or accepted
 * until a day that has passed. Ends with 2 where the database cannot be asked. `npm run scan`
 */
import { resolve } from "node:path";
import { accepted } from "./sbom/accepted";
import { componentsOf } from "./sbom/components";
import { compareWithAccepted, findingsOf } from "./sbom/scan";

async function post(url: string, body: unknown): Promise<unknown> {
  const init = { method: "POST", body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) };
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

async function main(): Promise<void> {
  const purls = componentsOf(resolve(__dirname, "..")).map(({ purl }) => purl);
  const findings = await findingsOf(purls, post);
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
