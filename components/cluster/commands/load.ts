import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docker } from "../../commands/docker";
import { CommandFailed, run } from "../../commands/process";
import { command, progress } from "../../commands/runtime";
import { fullName } from "../kind/image-name";
import { SavedImage } from "../kind/saved-image";

/** Input of this command. */
interface LoadInput {
  /** Image as Docker on this machine has it. */
  readonly image: string;
  /** Nodes to load it onto: names of containers. */
  readonly nodes: readonly string[];
}

/** How often progress is told, in milliseconds. */
const interval = 5000;

/** Loads an image onto nodes: nothing where it is already, only new layers where an older one is. */
void command<LoadInput>(async ({ image, nodes }, signal) => {
  const name = fullName(image);
  const there = await Promise.all(nodes.map((node) => hasImage(node, name, signal)));
  const missing = nodes.filter((_, i) => !there[i]);
  if (missing.length === 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "workshop-image-"));
  const path = join(folder, "image.tar");
  try {
    progress(`saving ${image}`);
    await docker(["save", "--output", path, image], signal);
    const file = await open(path);
    try {
      await load(await SavedImage.open(file, name), image, missing, signal);
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return undefined;
});

async function load(
  saved: SavedImage,
  image: string,
  nodes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const started = Date.now();
  const present = await Promise.all(nodes.map((node) => digests(node, signal)));
  const total = present.reduce((sum, digests) => sum + saved.sizeWithout(digests), 0);
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  let sent = 0;
  const counted = async function* (archive: AsyncGenerator<Buffer>) {
    for await (const bytes of archive) {
      sent += bytes.length;
      yield bytes;
    }
  };
  progress(`loading ${image} onto ${nodes.join(", ")}: ${megabytes(total)}`);
  const ticker = setInterval(
    () => progress(`loading ${image}: ${megabytes(Math.min(sent, total))} of ${megabytes(total)}`),
    interval,
  );
  try {
    await Promise.all(
      nodes.map(async (node, i) => {
        const had = present[i] ?? new Set();
        try {
          await importInto(node, counted(saved.archive(had)), signal);
        } catch (error) {
          // containerd may have removed, just then, a layer that nothing used.
          if (signal.aborted || had.size === 0 || !(error instanceof CommandFailed)) throw error;
          await importInto(node, counted(saved.archive(new Set())), signal);
        }
      }),
    );
  } finally {
    clearInterval(ticker);
  }
  progress(`loaded ${image} in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** The images that pods of a node can run are those of containerd's namespace k8s.io. */
function ctr(...args: string[]): string[] {
  return ["ctr", "--namespace=k8s.io", ...args];
}

async function importInto(node: string, archive: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
  await run("docker", ["exec", "--interactive", node, ...ctr("images", "import", "-")], {
    input: archive,
    signal,
  });
}

async function hasImage(node: string, name: string, signal: AbortSignal): Promise<boolean> {
  const out = await docker(["exec", node, ...ctr("images", "list", "--quiet", `name==${name}`)], signal);
  return out.trim() === name;
}

async function digests(node: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const out = await docker(["exec", node, ...ctr("content", "list", "--quiet")], signal);
  return new Set(out.split("\n"));
}
