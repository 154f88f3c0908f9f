import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { operatorModule } from "../../components/charts/sources";
import { versions } from "../../components/versions/versions";

/** A manifest that spark-operator's own repository ships as an example. */
export interface Example {
  /** File name: `spark-pi.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** Every example of the pinned spark-operator, out of its Go module. */
export async function upstreamExamples(): Promise<Example[]> {
  const folder = join(await operatorModule(versions.sparkOperatorChart), "examples");
  return files(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => ({ name: file.slice(folder.length + 1), text: filledIn(readFileSync(file, "utf8")) }));
}

/** One example leaves its image's registry for the reader to fill in, in braces that are no YAML. */
function filledIn(text: string): string {
  return text.replaceAll(/\{(IMAGE_[A-Z]+)\}/g, (_, name: string) => name.toLowerCase());
}

function files(folder: string): string[] {
  return readdirSync(folder)
    .map((entry) => join(folder, entry))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]))
    .sort();
}
