import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goModuleFolder } from "../components/charts/go-module";
import { onDemandPrices } from "../components/sizing/generated/ec2-prices";
import { versions } from "../components/versions/versions";

/**
 * How many network interfaces and addresses EC2's instance types have, as Karpenter counts them: of the default network
 * card. The kubelet's reservation goes by them. `npm run generate` writes it anew.
 */
export async function interfacesModule(): Promise<string> {
  const folder = await goModuleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
  const source = await readFile(
    join(folder, "pkg", "providers", "instancetype", "zz_generated.vpclimits.go"),
    "utf8",
  );
  const rows = Object.keys(onDemandPrices).flatMap((type) => {
    const block = source.split(`\t"${type}": {`)[1]?.split("\n\t},")[0];
    if (!block) return [];
    const number = (text: string, name: string) =>
      Number(new RegExp(`${name}:\\s*(\\d+)`).exec(text)?.[1] ?? Number.NaN);
    const card = number(block, "DefaultNetworkCardIndex");
    const cards = block.split("NetworkCards:")[1]?.split("},") ?? [];
    const own = cards.find((text) => number(text, "NetworkCardIndex") === card) ?? "";
    const interfaces = number(own, "MaximumNetworkInterfaces") || number(block, "Interface");
    return [`  "${type}": [${interfaces}, ${number(block, "IPv4PerInterface")}],`];
  });
  return [
    `// Generated from Karpenter's AWS provider ${versions.karpenter} by \`npm run generate\`. Never edited.`,
    "",
    "/** Network interfaces of the default card, and IPv4 addresses of each, by instance type. */",
    "export const ec2Interfaces: Readonly<Record<string, readonly [interfaces: number, addresses: number]>> = {",
    ...rows,
    "};",
    "",
  ].join("\n");
}

/** The file that {@link interfacesModule} fills. */
export const interfacesFile = join(__dirname, "..", "components", "sizing", "generated", "ec2-interfaces.ts");

async function main(): Promise<void> {
  await writeFile(interfacesFile, await interfacesModule());
  console.error(`wrote ${interfacesFile}`);
}

if (require.main === module) void main();
