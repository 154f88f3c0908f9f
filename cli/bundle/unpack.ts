import { existsSync, rmSync } from "node:fs";
import { cp, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { chartsFolder, populateAtomically } from "../../components/charts/acquire";
import { run } from "../../components/commands/process";
import { refuse } from "../../components/errors";
import { imageId } from "../../components/images/docker";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import { pulumiSettings } from "../stack/pulumi-env";
import type { Reporter } from "../terminal/progress";
import { Cache } from "../toolchain/cache";
import { ensureDocker, inspectDocker } from "../toolchain/docker";
import { findImage } from "../toolchain/images";
import { wantedBy } from "./checkout";
import { extractInto } from "./folder-archive";
import { loadArchive, loadSize } from "./image-blobs";
import { type Manifest, members } from "./layout";
import { type Bundle, openBundle } from "./open";
import { keyOf, verifyingVariable } from "./signature";

/** All of it is one task of an `up`. */
const loading = { task: "bundle", by: "cores" } as const;

/**
 * Fills the caches, the clone's charts and Docker from a bundle, so that an `up` finds everything where it looks for it. What
 * is there already stays.
 *
 * @param path of the bundle.
 * @throws {InvalidInput} for a bundle that is damaged or made for something else, before anything is changed.
 */
export async function unpackBundle(path: string, report: Reporter): Promise<void> {
  const cache = new Cache();
  report.step(`Checking ${path}`, loading);
  const bundle = await openBundle(path, wantedBy(projectRoot), {
    key: keyOf(verifyingVariable),
    onProgress: (bytes, total) => report.progress(amount(bytes, total)),
  }).catch((error: unknown) => {
    // A download that will not do is not kept: the next run would find it again.
    if (path.startsWith(cache.path("bundles"))) rmSync(path, { force: true });
    throw error;
  });
  const { manifest } = bundle;
  const docker = await inspectDocker();
  if (docker.kind === "running") assertArchitecture(path, manifest, docker.engine.platform.arch);

  report.step("Unpacking tools and charts", loading);
  await unpackFolders(bundle, cache, pulumiSettings().home);
  await unpackCharts(bundle, cache);

  const engine = await ensureDocker(report);
  assertArchitecture(path, manifest, engine.platform.arch);
  const missing = await imagesToLoad(manifest.images, async (reference) => {
    const id = await imageId(reference);
    if (id === undefined) return undefined;
    return { id, builtHere: (await findImage(reference, engine, runTool))?.inputs !== undefined };
  });
  if (missing.length === 0) return;
  report.step(`Loading ${missing.length} images into Docker`, loading);
  await run(engine.cli, ["load", "--quiet"], {
    input: counted(loadArchive(bundle, missing), loadSize(missing, manifest.blobs), report),
  });
}

/** An image that Docker has under a name. */
interface PresentImage {
  readonly id: string;
  /** Whether it was built in the place of one that could not be pulled. */
  readonly builtHere: boolean;
}

/**
 * Images that Docker lacks, and those that were built here from other inputs, which `up` would build anew. Somebody's own under
 * such a name stays.
 */
export async function imagesToLoad(
  images: Manifest["images"],
  look: (reference: string) => Promise<PresentImage | undefined>,
): Promise<Manifest["images"]> {
  const found = await Promise.all(images.map(({ reference }) => look(reference)));
  return images.filter(({ config }, i) => !found[i] || (found[i].builtHere && found[i].id !== config));
}

/** Docker's machine may be another than this one, as on macOS. */
function assertArchitecture(path: string, { platform }: Manifest, arch: string): void {
  if (platform.endsWith(`/${arch}`)) return;
  refuse(path, [
    {
      path: "platform",
      value: platform,
      reason: `is not of Docker's processor, which is ${arch}`,
      cure: "Take the bundle that was made on a machine of this kind.",
    },
  ]);
}

/** Puts tools into the workshop's cache, and plugins into Pulumi's home. */
export async function unpackFolders(bundle: Bundle, cache: Cache, pulumiHome: string): Promise<void> {
  const { tools, plugins } = bundle.manifest;
  const absent = {
    tools: tools.filter((name) => !cache.has(name)),
    plugins: plugins.filter((name) => !existsSync(join(pulumiHome, name))),
  };
  if (absent.tools.length + absent.plugins.length === 0) return;
  await cache.scratch(async (scratch) => {
    await extractInto(bundle.contents(members.tools), scratch, members.tools);
    for (const name of absent.tools) {
      await cache.keep(name, (folder) => moveContents(join(scratch, name), folder));
    }
    for (const name of absent.plugins) {
      // Pulumi's home may be on another disk, where a folder cannot be moved to in one step.
      const target = join(pulumiHome, name);
      const part = `${target}.part-${process.pid}`;
      await cp(join(scratch, name), part, { recursive: true });
      await rename(part, target);
    }
  });
}

async function moveContents(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
}

/** Puts charts where the program looks for them in the clone. */
export async function unpackCharts({ manifest, contents }: Bundle, cache: Cache): Promise<void> {
  const absent = manifest.charts.filter((name) => !existsSync(join(chartsFolder, name)));
  if (absent.length === 0) return;
  await cache.scratch(async (scratch) => {
    await extractInto(contents(members.charts), scratch, members.charts);
    for (const name of absent) {
      await populateAtomically(join(chartsFolder, name), (into) =>
        cp(join(scratch, name), into, { recursive: true }),
      );
    }
  });
}

async function* counted(
  bytes: AsyncIterable<Buffer>,
  total: number,
  report: Reporter,
): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of bytes) {
    done += chunk.length;
    report.progress(amount(done, total));
    yield chunk;
  }
}

function amount(bytes: number, total: number): string {
  return `${Math.round(bytes / 1e6)} of ${Math.round(total / 1e6)} MB`;
}
