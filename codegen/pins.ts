/**
 * Renews the checksums of `versions.json` by what their publishers say today, and shows what is different. Those whose
 * publisher cannot be reached stay, are named, and make it end with 1. With `--jars` it does the same for the jars of the Spark
 * image, which takes Docker and a build.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { versions } from "../components/versions/versions";
import { renewJars } from "./pins/jars";
import { pinsOf } from "./pins/publishers";
import { renew } from "./pins/renew";

const root = resolve(__dirname, "..");
const file = join(root, "versions.json");

async function main(): Promise<void> {
  const pins = pinsOf(versions);
  const { table, changed, unknown } = await renew(JSON.parse(readFileSync(file, "utf8")), pins);
  if (changed.length > 0) {
    writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
    execFileSync("npx", ["biome", "format", "--write", file], { cwd: root, stdio: "ignore" });
  }
  for (const line of changed) console.log(`changed  ${line}`);
  for (const line of unknown) console.log(`unknown  ${line}`);
  console.log(
    `${pins.length} checksums: ${changed.length} changed, ${unknown.length} unknown, ${pins.length - changed.length - unknown.length} as before.`,
  );
  if (changed.length > 0) console.log("What was changed is in versions.json: git diff versions.json.");
  process.exitCode = unknown.length > 0 ? 1 : 0;
}

async function jars(): Promise<void> {
  const changes = await renewJars(root);
  for (const line of changes) console.log(line);
  console.log(`${changes.length === 0 ? "All jars are" : "The jars are not"} those that were written down.`);
}

void (process.argv.includes("--jars") ? jars() : main());
