import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
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

/** Where charts are kept in the clone. A path relative to the project is the same on every machine, so in every state. */
const folder = join(".workshop", "charts");

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
    operator: join(folder, `spark-operator-${version}`),
    crds: join(folder, `spark-operator-crds-${version}`),
  };
  await whole(charts.operator, (into) => fetchChart(version, sources, into));
  await whole(charts.crds, (into) => crdChart(charts.operator, version, into));
  return charts;
}

/** Fills a folder all at once or not at all: an interrupted run must not leave half a chart that looks like one. */
async function whole(target: string, fill: (into: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  await mkdir(folder, { recursive: true });
  const into = await mkdtemp(join(folder, "part-"));
  try {
    await fill(into);
    await rename(into, target);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

async function fetchChart(version: string, sources: readonly ChartSource[], into: string): Promise<void> {
  const failures: string[] = [];
  for (const source of sources) {
    try {
      await source.fetch(version, into);
      const found = parse(await readFile(join(into, "Chart.yaml"), "utf8"))?.version;
      if (found !== version) throw new Error(`it holds chart version ${found}`);
      return;
    } catch (error) {
      failures.push(` - ${source.name}: ${reason(error)}`);
      await Promise.all(
        (await readdir(into)).map((entry) => rm(join(into, entry), { recursive: true, force: true })),
      );
    }
  }
  throw new Error(
    [
      `spark-operator chart ${version} could not be had:`,
      ...failures,
      `Put the unpacked chart into ${join(folder, `spark-operator-${version}`)} by hand, or reach one of these.`,
    ].join("\n"),
  );
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

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${message.split("\n")[0]}${cause}`;
}
