import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../../components/images/catalog";
import { ArgumentShapes } from "./shapes";

const application = join(projectFolder, "components", "spark", "application");

/** The interfaces that programs fill, by the file that exports them. */
const roots: Readonly<Record<string, readonly string[]>> = {
  [join(application, "spark-application.ts")]: [
    "SparkApplicationArgs",
    "SparkApplicationManifestArgs",
    "SparkApplicationFileArgs",
  ],
  [join(application, "scheduled-spark-application.ts")]: [
    "ScheduledSparkApplicationArgs",
    "ScheduledSparkApplicationManifestArgs",
    "ScheduledSparkApplicationFileArgs",
  ],
  [join(projectFolder, "components", "spark", "spark-connect.ts")]: [
    "SparkConnectArgs",
    "SparkConnectManifestArgs",
    "SparkConnectFileArgs",
  ],
  [join(projectFolder, "components", "spark", "platform-info.ts")]: ["PlatformInfo"],
};

/** Interfaces whose values a program is handed, and manifests, which are read by a check of their own. */
const handed = new Set([
  "JobNamespace",
  "OtherObject",
  "ScheduledSparkApplicationManifest",
  "SparkApplicationManifest",
  "SparkConnectManifest",
  "SparkPlatform",
]);

/** The file that {@link argumentShapes} fills. */
export const argumentShapesFile = join(
  projectFolder,
  "components",
  "spark",
  "application",
  "generated",
  "args.shapes.json",
);

/** The shapes of the components' arguments, one a line. */
export function argumentShapes(): string {
  const found = new ArgumentShapes(Object.keys(roots), handed);
  for (const [file, names] of Object.entries(roots)) for (const name of names) found.add(file, name);
  const lines = Object.entries(found.shapes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Writes the file; with `--check` only says whether it is what would be written. */
async function main(check: boolean): Promise<void> {
  const text = argumentShapes();
  if (!check) await writeFile(argumentShapesFile, text);
  else if (text !== (await readFile(argumentShapesFile, "utf8"))) process.exitCode = 1;
  console.error(`${check ? "looked at" : "wrote"} ${argumentShapesFile}`);
}

if (require.main === module) void main(process.argv.includes("--check"));
