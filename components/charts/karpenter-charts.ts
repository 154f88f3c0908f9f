import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { z } from "zod";
import { chartsFolder, fetchChart, populateAtomically } from "./acquire";
import { goModuleFolder } from "./go-module";
import type { ChartSource } from "./sources";

const run = promisify(execFile);

/** Karpenter's two charts: Helm never upgrades the definitions that are inside the first. */
export interface KarpenterCharts {
  /** Folder of the controller's chart, relative to the project. */
  readonly controller: string;
  /** Folder of the chart of the CustomResourceDefinitions. */
  readonly definitions: string;
}

/**
 * Makes sure that both charts of this version are in the clone: from the registry where Karpenter publishes them, else out
 * of its Go module.
 *
 * @throws {Error} naming every source and why it failed.
 */
export async function karpenterCharts(version: string): Promise<KarpenterCharts> {
  const get = async (chart: string): Promise<string> => {
    const folder = join(chartsFolder, `${chart}-${version}`);
    const sources = [publicEcr(chart), karpenterGoModule(chart)];
    await populateAtomically(folder, (into) => fetchChart(chart, version, sources, into));
    return folder;
  };
  return { controller: await get("karpenter"), definitions: await get("karpenter-crd") };
}

const registry = "https://public.ecr.aws";
const timeoutMs = 15_000;
const manifestType = "application/vnd.oci.image.manifest.v1+json";
const chartType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const manifest = z.object({ layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })) });

/** The chart as released, its archive checked against the digest by which the registry names it. */
function publicEcr(chart: string): ChartSource {
  return {
    name: `${registry}/karpenter/${chart}`,
    async fetch(version, into) {
      const { token } = z
        .object({ token: z.string() })
        .parse(await (await get(`${registry}/token/?scope=repository:karpenter/${chart}:pull`)).json());
      const authorization = { Authorization: `Bearer ${token}` };
      const { layers } = manifest.parse(
        await (
          await get(`${registry}/v2/karpenter/${chart}/manifests/${version}`, {
            ...authorization,
            Accept: manifestType,
          })
        ).json(),
      );
      const layer = layers.find(({ mediaType }) => mediaType === chartType);
      if (!layer) throw new Error("the manifest names no chart");
      const blob = await get(`${registry}/v2/karpenter/${chart}/blobs/${layer.digest}`, authorization);
      const archive = Buffer.from(await blob.arrayBuffer());
      const digest = `sha256:${createHash("sha256").update(archive).digest("hex")}`;
      if (digest !== layer.digest) throw new Error(`digest is ${digest}, the registry says ${layer.digest}`);
      const file = join(into, "chart.tgz");
      await writeFile(file, archive);
      await run("tar", ["-xzf", file, "-C", into, "--strip-components=1"]);
      await rm(file);
    },
  };
}

/**
 * The chart out of the Go module. There it still bears the version of an earlier release, and that release's image: the
 * numbers are put in when it is published. So they are here.
 */
function karpenterGoModule(chart: string): ChartSource {
  const module = "github.com/aws/karpenter-provider-aws";
  return {
    name: `Go module ${module}`,
    async fetch(version, into) {
      const folder = join(await goModuleFolder(module, version), "charts", chart);
      for (const entry of await readdir(folder)) {
        await cp(join(folder, entry), join(into, entry), { recursive: true });
      }
      // The module cache is read-only; a copy of it must be writable.
      await run("chmod", ["-R", "u+w", into]);
      await edit(join(into, "Chart.yaml"), { version, appVersion: version });
      if (chart === "karpenter") {
        await edit(join(into, "values.yaml"), {
          "controller.image.tag": version,
          "controller.image.digest": "",
        });
      }
    },
  };
}

/** Sets values of a YAML file by their paths, its comments and order kept. */
async function edit(file: string, values: Readonly<Record<string, string>>): Promise<void> {
  const document = parseDocument(await readFile(file, "utf8"));
  for (const [path, value] of Object.entries(values)) document.setIn(path.split("."), value);
  await writeFile(file, document.toString());
}

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
