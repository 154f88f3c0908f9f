import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidInput } from "../../components/errors";
import { factsFrom } from "../../policies/facts";
import { mapAtOnce } from "../process/at-once";
import { runTool } from "../process/exec";
import { stopWhenInterrupted } from "../process/signals";
import { wholeStackConfig } from "../stack/config";
import type { Rendering } from "./declared";
import { renderingEnvironment } from "./environment";
import type { Order } from "./record";

/** Node 22 without this calls back for every promise that Pulumi's SDK makes; later ones have it by default and may not know the flag. */
const contextFrame = "--experimental-async-context-frame";

/** Node's flags for the process that runs a program. */
const flags = [
  ...(process.allowedNodeEnvironmentFlags.has(contextFrame) ? [contextFrame] : []),
  ...["--require", join(__dirname, "..", "..", "stacks", "preload-sdk.cjs")],
  ...["--import", pathToFileURL(require.resolve("tsx")).href],
];

/** Longest time that a program may take to declare a stack, in milliseconds: it may have a chart to fetch. */
const timeoutMs = 2 * 60_000;

/**
 * What a checkout's program declares for a stack. Needs no engine, plugin, cluster or credential, and is the same on every
 * machine. A program that refuses is an answer too: it is in `error`.
 *
 * @param root of the checkout, with its packages installed.
 */
export async function render(root: string, stack: string): Promise<Rendering> {
  // Who was interrupted meanwhile has nobody left to end what is begun now.
  stopWhenInterrupted();
  const read = readConfig(root, stack);
  if (read instanceof InvalidInput) return refusal(stack, read.message);
  const { project, config } = read;
  const folder = mkdtempSync(join(tmpdir(), "workshop-rendering-"));
  const home = join(folder, "home");
  mkdirSync(home);
  try {
    const order: Order = {
      root: realpathSync(root),
      project,
      stack,
      config,
      result: join(folder, "result.json"),
    };
    writeFileSync(join(folder, "order.json"), JSON.stringify(order));
    const { code, stderr } = await runTool(
      process.execPath,
      [...flags, join(__dirname, "record.ts"), join(folder, "order.json")],
      { cwd: order.root, env: renderingEnvironment(home, root), timeout: timeoutMs },
    );
    stopWhenInterrupted();
    if (existsSync(order.result)) return JSON.parse(readFileSync(order.result, "utf8")) as Rendering;
    const reason =
      code === 124
        ? `it took longer than ${timeoutMs / 60_000} minutes`
        : stderr.trim() || `exit code ${code}`;
    const get = (key: string) => config[`${project}:${key}`];
    return refusal(stack, `The program did not end as it should: ${reason}`, get);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a checkout declares, by stack. */
export type Renderings = ReadonlyMap<string, Rendering>;

/** {@link render} for each of some stacks, in their order. */
export async function renderAll(root: string, stacks: readonly string[]): Promise<Renderings> {
  const one = async (stack: string): Promise<[string, Rendering]> => [stack, await render(root, stack)];
  return new Map(await mapAtOnce(stacks, one));
}

/** The stack's configuration, or why its file cannot be read: that is an answer about this stack alone. */
function readConfig(root: string, stack: string): ReturnType<typeof wholeStackConfig> | InvalidInput {
  try {
    return wholeStackConfig(root, stack);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
}

function refusal(
  stack: string,
  error: string,
  get: (key: string) => string | undefined = () => undefined,
): Rendering {
  return { stack, ...factsFrom(get), target: get("target") ?? "", resources: [], warnings: [], error };
}
