import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { ChartSource } from "./sources";

/** Where charts are kept in the clone. A path relative to the project is the same on every machine, so in every state. */
export const chartsFolder = join(".workshop", "charts");

/** How the name of a folder begins that is being filled. */
export const partPrefix = "part-";

/**
 * Fills a folder all at once or not at all: an interrupted run must not leave half a chart that looks like one. Where somebody else
 * has filled it meanwhile, that is as good: a chart is named by its version.
 */
export async function populateAtomically(
  target: string,
  fill: (into: string) => Promise<void>,
): Promise<void> {
  if (existsSync(target)) return;
  await mkdir(chartsFolder, { recursive: true });
  const into = await mkdtemp(join(chartsFolder, partPrefix));
  try {
    await fill(into);
    await rename(into, target).catch((error) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/**
 * Gets a chart from the first source that has it.
 *
 * @param chart name, for messages and for its folder.
 * @throws {Error} naming every source and why it failed.
 */
export async function fetchChart(
  chart: string,
  version: string,
  sources: readonly ChartSource[],
  into: string,
): Promise<void> {
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
      `${chart} chart ${version} could not be had:`,
      ...failures,
      `Put the unpacked chart into ${join(chartsFolder, `${chart}-${version}`)} by hand, or reach one of these.`,
    ].join("\n"),
  );
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${message.split("\n")[0]}${cause}`;
}
