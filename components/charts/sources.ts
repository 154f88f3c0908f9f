import { execFile } from "node:child_process";
import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { expectedChecksum } from "../versions/checksums";
import { versions } from "../versions/versions";
import { bytesOf, getOverTls, unpackChart } from "./archive";
import { goModuleFolder } from "./go-module";

const run = promisify(execFile);

/** Where the spark-operator project publishes its chart. */
const repository = "https://kubeflow.github.io/spark-operator";
/** The Go module that carries the same chart in its `charts/` folder. */
const goModule = "github.com/kubeflow/spark-operator/v2";

const repositoryIndex = z.object({
  entries: z.object({
    "spark-operator": z.array(
      z.object({ version: z.string(), digest: z.string(), urls: z.array(z.string()) }),
    ),
  }),
});

/** One way to get the chart's folder. */
export interface ChartSource {
  /** Said to people when it fails. */
  readonly name: string;
  /** Puts the chart of this version into the (empty, existing) folder, or throws. */
  fetch(version: string, into: string): Promise<void>;
}

/** Where the repository has the chart of a version, and the digest that it names. */
export async function releasedChart(version: string): Promise<{ url: string; digest: string }> {
  const index = repositoryIndex.parse(parse(await (await getOverTls(`${repository}/index.yaml`)).text()));
  const entry = index.entries["spark-operator"].find((e) => e.version === version);
  if (!entry?.urls[0]) throw new Error(`the index has no chart ${version}`);
  return { url: new URL(entry.urls[0], `${repository}/`).href, digest: entry.digest };
}

/**
 * The chart as released. Of the pinned version it is what `versions.json` says: the repository's index has had another sum than
 * the release that it leads to. Of another version the index is asked.
 */
export const chartRepository: ChartSource = {
  name: repository,
  async fetch(version, into) {
    const { url, digest } = await releasedChart(version);
    const pin = version === versions.sparkOperatorChart ? versions.charts["spark-operator"] : undefined;
    const expected = await expectedChecksum(pin, async () => digest);
    await unpackChart(await bytesOf(await getOverTls(url), expected), into);
  },
};

/**
 * The whole project of this version as a Go module, which the Go checksum database vouches for.
 *
 * @returns its folder in Go's cache, read-only.
 */
export function operatorModule(version: string): Promise<string> {
  return goModuleFolder(goModule, version);
}

/** The same chart out of the project's Go module. */
export const chartGoModule: ChartSource = {
  name: `Go module ${goModule}`,
  async fetch(version, into) {
    const chart = join(await operatorModule(version), "charts", "spark-operator-chart");
    for (const entry of await readdir(chart)) {
      await cp(join(chart, entry), join(into, entry), { recursive: true });
    }
    // The module cache is read-only; a copy of it must be removable.
    await run("chmod", ["-R", "u+w", into]);
    await mkdir(join(into, "crds"), { recursive: true });
  },
};
