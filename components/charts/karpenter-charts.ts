import { execFile } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { z } from "zod";
import { expectedChecksum } from "../versions/checksums";
import { versions } from "../versions/versions";
import { chartsFolder, fetchChart, populateAtomically } from "./acquire";
import { bytesOf, getOverTls, unpackChart } from "./archive";
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
  const get = async (chart: keyof typeof versions.charts): Promise<string> => {
    const folder = join(chartsFolder, `${chart}-${version}`);
    const sources = [publicEcr(chart), karpenterGoModule(chart)];
    await populateAtomically(folder, (into) => fetchChart(chart, version, sources, into));
    return folder;
  };
  return { controller: await get("karpenter"), definitions: await get("karpenter-crd") };
}

const registry = "https://public.ecr.aws";
const manifestType = "application/vnd.oci.image.manifest.v1+json";
const chartType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const manifest = z.object({ layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })) });

/** The chart as released: its manifest as `versions.json` pins it, its archive as the manifest says. */
function publicEcr(chart: keyof typeof versions.charts): ChartSource {
  const repository = `${registry}/v2/karpenter/${chart}`;
  return {
    name: `${registry}/karpenter/${chart}`,
    async fetch(version, into) {
      const { token } = z
        .object({ token: z.string() })
        .parse(
          await (await getOverTls(`${registry}/token/?scope=repository:karpenter/${chart}:pull`)).json(),
        );
      const authorization = { Authorization: `Bearer ${token}` };
      const answer = await getOverTls(`${repository}/manifests/${version}`, {
        ...authorization,
        Accept: manifestType,
      });
      const pin = version === versions.karpenter ? versions.charts[chart] : undefined;
      const expected = await expectedChecksum(
        pin,
        async () => answer.headers.get("docker-content-digest") ?? "",
      );
      const { layers } = manifest.parse(JSON.parse((await bytesOf(answer, expected)).toString()));
      const layer = layers.find(({ mediaType }) => mediaType === chartType);
      if (!layer) throw new Error("the manifest names no chart");
      const blob = await getOverTls(`${repository}/blobs/${layer.digest}`, authorization);
      const sha256 = layer.digest.replace(/^sha256:/, "");
      await unpackChart(await bytesOf(blob, { sha256, saidBy: "its publisher" }), into);
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
