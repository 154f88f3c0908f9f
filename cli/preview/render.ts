import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { factsFrom } from "../../policies/facts";
import { runTool } from "../process/exec";
import { wholeStackConfig } from "../stack/config";
import type { Rendering } from "./declared";
import type { Order } from "./record";

/** Longest time that a program may take to declare a stack, in milliseconds: it may have a chart to fetch. */
const timeoutMs = 6 * 60_000;

/** Says to the program that it is only to declare: there is no machine, account or cluster to look at. */
export const renderingVariable = "WORKSHOP_RENDERING";

/** Names of the stacks that a checkout has files for, sorted. */
export function stacksOf(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.([A-Za-z0-9_-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * What a checkout's program declares for a stack. Needs no engine, plugin, cluster or credential, and is the same on every
 * machine. A program that refuses is an answer too: it is in `error`.
 *
 * @param root of the checkout, with its packages installed.
 */
export async function render(root: string, stack: string): Promise<Rendering> {
  const folder = mkdtempSync(join(tmpdir(), "workshop-rendering-"));
  try {
    const { project, config } = wholeStackConfig(root, stack);
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
      [
        "--import",
        pathToFileURL(require.resolve("tsx")).href,
        join(__dirname, "record.ts"),
        join(folder, "order.json"),
      ],
      { cwd: order.root, env: plainEnvironment(), timeout: timeoutMs },
    );
    if (existsSync(order.result)) return JSON.parse(readFileSync(order.result, "utf8")) as Rendering;
    const reason =
      code === 124
        ? `it took longer than ${timeoutMs / 60_000} minutes`
        : stderr.trim() || `exit code ${code}`;
    return {
      stack,
      ...factsFrom((key) => config[`${project}:${key}`]),
      target: config[`${project}:target`] ?? "",
      resources: [],
      warnings: [],
      error: `The program did not end as it should: ${reason}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The environment without what could make two machines declare different things, or let a program reach an account. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|PULUMI_|KUBECONFIG$|NODE_OPTIONS$|LANG$|LC_|TZ$)/.test(name),
  );
  return { ...Object.fromEntries(kept), [renderingVariable]: "true", LC_ALL: "C", TZ: "UTC" };
}
