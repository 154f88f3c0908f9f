import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { chartsFolder, fetchChart, populateAtomically } from "./acquire";
import { type ChartSource, chartGoModule, chartRepository } from "./sources";

/** The operator's chart as two charts, because the two have different lives. */
export interface SparkOperatorCharts {
  /** Folder of the chart as published, relative to the project. */
  readonly operator: string;
  /**
   * Folder of a chart made of the published chart's `crds/`. Helm installs `crds/` once and never upgrades or removes
   * them; as templates they are upgraded with the version and removed last.
   */
  readonly crds: string;
}

/**
 * Makes sure that both charts of this version are in the clone.
 *
 * @param version of the chart, such as `2.5.2`.
 * @param sources tried in order. @default the chart repository, then the Go module
 * @throws {Error} naming every source and why it failed.
 */
export async function sparkOperatorCharts(
  version: string,
  sources: readonly ChartSource[] = [chartRepository, chartGoModule],
): Promise<SparkOperatorCharts> {
  const charts = {
    operator: join(chartsFolder, `spark-operator-${version}`),
    crds: join(chartsFolder, `spark-operator-crds-${version}`),
  };
  await populateAtomically(charts.operator, (into) => fetchChart("spark-operator", version, sources, into));
  await populateAtomically(charts.crds, (into) => crdChart(charts.operator, version, into));
  return charts;
}

async function crdChart(operatorChart: string, version: string, into: string): Promise<void> {
  await mkdir(join(into, "templates"));
  await writeFile(
    join(into, "Chart.yaml"),
    stringify({
      apiVersion: "v2",
      name: "spark-operator-crds",
      version,
      description: "The CustomResourceDefinitions of the spark-operator chart of the same version",
    }),
  );
  const crds = join(operatorChart, "crds");
  for (const file of (await readdir(crds)).sort()) {
    // Compact JSON is YAML too. Helm keeps a release, templates and all, in one Secret of at most 1 MiB: the files as
    // published would fill two thirds of it. Braces in a description must not be taken for a template.
    const json = JSON.stringify(parse(await readFile(join(crds, file), "utf8")));
    await writeFile(
      join(into, "templates", `${basename(file, ".yaml")}.yaml`),
      json.replaceAll("{{", '{{ "{{" }}'),
    );
  }
}
