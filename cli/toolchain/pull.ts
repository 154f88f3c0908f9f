import type { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";

/** An image to pull. */
export interface Pull {
  /** Path of the `docker` command. */
  readonly cli: string;
  /** Name and tag, which the image has afterwards. */
  readonly reference: string;
  /** Name to pull it by, such as a mirror's. @default the reference */
  readonly source?: string;
  /** What it must be. @default whatever the tag is today */
  readonly digest?: string;
  readonly run: typeof runTool;
  readonly report: Reporter;
  /** Time for a registry to answer at all, in milliseconds. @default 20000 */
  readonly timeoutMs?: number;
}

/** What became of a pull. */
export type Pulled =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Why, in Docker's words. */
      readonly reason: string;
      /** Whether the registry did not answer at all. */
      readonly unreachable: boolean;
    };

/** Answers of a registry that can be reached. */
const refusals = /manifest|not found|denied|unauthorized|too ?many ?requests|no matching/i;

/** Pulls an image, by its digest where one is known, and gives it its name. */
export async function pullImage({
  cli,
  reference,
  source = reference,
  digest,
  run,
  report,
  timeoutMs = 20_000,
}: Pull): Promise<Pulled> {
  const name = digest ? `${repositoryOf(source)}@${digest}` : source;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), timeoutMs);
  const layers = new Map<string, boolean>();
  let answered = false;
  const onLine = (line: string) => {
    // The first line on standard output comes with the image's manifest.
    if (/Pulling from/.test(line)) {
      answered = true;
      clearTimeout(timer);
    }
    const [, layer, state] = /^([0-9a-f]{12}): (.*)$/.exec(line) ?? [];
    if (!layer || !state) return;
    layers.set(layer, /^(Pull complete|Already exists)/.test(state));
    report.progress(`${[...layers.values()].filter(Boolean).length} of ${layers.size} layers`);
  };
  const pulled = await run(cli, ["pull", name], { onLine, signal: silence.signal });
  clearTimeout(timer);
  if (pulled.code !== 0) {
    const reason = silence.signal.aborted
      ? `no answer within ${timeoutMs / 1000} s`
      : lastLine(pulled.stderr);
    return { ok: false, reason, unreachable: !answered && !refusals.test(reason) };
  }
  if (name === reference) return { ok: true };
  // What is pulled by its digest has no tag; a mirror's name serves for the pull alone.
  const tagged = await run(cli, ["tag", name, reference]);
  if (!digest) await run(cli, ["image", "rm", name]);
  return tagged.code === 0
    ? { ok: true }
    : { ok: false, reason: lastLine(tagged.stderr), unreachable: false };
}

/** The name without its tag: `kindest/node:v1` is `kindest/node`. */
export function repositoryOf(reference: string): string {
  return reference.replace(/:[^:/]+$/, "");
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
