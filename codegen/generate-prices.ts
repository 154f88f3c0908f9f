import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goModuleFolder } from "../components/charts/go-module";
import { versions } from "../components/versions/versions";

/** The only commercial region of that table. Elsewhere prices differ: São Paulo's are about half as much again. */
const region = "us-east-1";
/** Families that pools choose from, in every size but bare metal, and the burstable ones of system nodes. */
const families = /^(([cmr][5-9][a-z-]*)\.(medium|\d*x?large)|(t3|t3a|t4g)\.(medium|large|x?large|2xlarge))$/;

/**
 * EC2's on-demand prices, from the table that Karpenter carries for when it cannot ask: the only one that any machine can
 * have without an account. `npm run generate` writes it anew.
 */
export async function pricesModule(): Promise<string> {
  const folder = await goModuleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
  const source = await readFile(
    join(folder, "pkg", "providers", "pricing", "zz_generated.pricing_aws.go"),
    "utf8",
  );
  const date = /generated at (\d{4}-\d\d-\d\d)/.exec(source)?.[1];
  if (!date) throw new Error("the table of prices has no date");
  const block = source.split(`\t"${region}": {`)[1]?.split("\n\t},")[0];
  if (!block) throw new Error(`no prices of ${region}`);
  const rows = [...block.matchAll(/"([a-z0-9.-]+)": ([0-9.]+),/g)]
    .filter(([, type = ""]) => families.test(type))
    .map(([, type, price]) => `  "${type}": ${Number(price)},`);
  return [
    `// Generated from Karpenter's AWS provider ${versions.karpenter} by \`npm run generate\`. Never edited.`,
    "",
    "/** Day on which AWS's price list said so, and the region it is of. */",
    `export const pricesOf = { date: "${date}", region: "${region}" } as const;`,
    "",
    "/** US dollars an hour, on demand, Linux, by instance type. */",
    "export const onDemandPrices: Readonly<Record<string, number>> = {",
    ...rows,
    "};",
    "",
  ].join("\n");
}

/** The file that {@link pricesModule} fills. */
export const pricesFile = join(__dirname, "..", "components", "sizing", "generated", "ec2-prices.ts");

async function main(): Promise<void> {
  await writeFile(pricesFile, await pricesModule());
  console.error(`wrote ${pricesFile}`);
}

if (require.main === module) void main();
