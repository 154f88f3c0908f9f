import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { goModuleFolder } from "./go-module";

const run = promisify(execFile);

/** Where the spark-operator project publishes its chart. */
const repository = "https://kubeflow.github.io/spark-operator";
/** The Go module that carries the same chart in its `charts/` folder. */
const goModule = "github.com/kubeflow/spark-operator/v2";
/** Longest wait for the repository: where it cannot be reached, people should not sit in front of nothing. */
const timeoutMs = 15_000;

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

/** The chart as released, its archive checked against the digest in the repository's index. */
export const chartRepository: ChartSource = {
  name: repository,
  async fetch(version, into) {
    const index = repositoryIndex.parse(parse(await (await get(`${repository}/index.yaml`)).text()));
    const entry = index.entries["spark-operator"].find((e) => e.version === version);
    if (!entry?.urls[0]) throw new Error(`the index has no chart ${version}`);
    const archive = Buffer.from(
      await (await get(new URL(entry.urls[0], `${repository}/`).href)).arrayBuffer(),
    );
    const digest = createHash("sha256").update(archive).digest("hex");
    if (digest !== entry.digest) throw new Error(`digest is ${digest}, the index says ${entry.digest}`);
    const file = join(into, "chart.tgz");
    await writeFile(file, archive);
    await run("tar", ["-xzf", file, "-C", into, "--strip-components=1"]);
    await rm(file);
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

async function get(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
