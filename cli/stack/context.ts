import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Outcome, runTool } from "../process/exec";
import type { WorkshopPaths } from "../process/paths";
import { UserError } from "../process/user-errors";
import { shownUrl } from "./backend";
import { keepingStackFile, stackFile } from "./file";
import { readProjectFile } from "./project-file";
import type { PulumiSettings } from "./pulumi-env";

/** A stack of this clone, and everything that is needed to work on it. */
export interface StackContext {
  readonly stack: string;
  /** The clone. */
  readonly root: string;
  readonly paths: WorkshopPaths;
  readonly settings: PulumiSettings;
  /** Path of the Pulumi CLI. */
  readonly pulumi: string;
  /** The environment in which tools are run: their folders on PATH, Pulumi's settings. */
  readonly env: NodeJS.ProcessEnv;
}

/** Longest time for a command that reads or writes state only, in milliseconds. */
const stateCommand = 120_000;

/** Runs a Pulumi command that needs no display, on the stack of the workbench. */
export function pulumi(bench: StackContext, args: readonly string[], input?: string): Promise<Outcome> {
  return keepingStackFile(stackFile(bench.root, bench.stack), () =>
    runTool(bench.pulumi, [...args, "--stack", bench.stack, "--non-interactive", "--color", "never"], {
      env: bench.env,
      cwd: bench.root,
      timeout: stateCommand,
      input,
    }),
  );
}

/** Name of the project, as `Pulumi.yaml` says it. */
export function projectName(root: string): string {
  return readProjectFile(root).name;
}

/** Names of the stacks in the clone's own backend. */
export function cloneStacks(root: string, paths: WorkshopPaths): string[] {
  const folder = join(paths.state, ".pulumi", "stacks", projectName(root));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /\.json(\.gz|\.zst)?$/.test(file))
    .map((file) => file.replace(/\.json(\.gz|\.zst)?$/, ""));
}

/** Removes a stack's files from the clone's own backend. Returns whether there were any. */
export function removeCloneStack({ root, paths, stack }: StackContext): boolean {
  const project = projectName(root);
  const folder = join(paths.state, ".pulumi");
  const files = existsSync(join(folder, "stacks", project))
    ? readdirSync(join(folder, "stacks", project)).filter(
        (file) => file === `${stack}.json` || file.startsWith(`${stack}.json.`),
      )
    : [];
  for (const file of files) rmSync(join(folder, "stacks", project, file), { force: true });
  for (const kind of ["locks", "history", "backups"])
    for (const inside of [
      join(folder, kind, project, stack),
      join(folder, kind, "organization", project, stack),
    ])
      rmSync(inside, { recursive: true, force: true });
  return files.length > 0;
}

/** Whether the stack exists in the backend. */
export async function stackExists(bench: StackContext): Promise<boolean> {
  if (bench.settings.backend.kind === "clone")
    return cloneStacks(bench.root, bench.paths).includes(bench.stack);
  return (await pulumi(bench, ["stack"])).code === 0;
}

/**
 * Makes the stack if there is none.
 *
 * @throws {UserError} when Pulumi refuses.
 */
export async function ensureStack(bench: StackContext): Promise<void> {
  if (await stackExists(bench)) return;
  const { stack, env, root } = bench;
  const made = await keepingStackFile(stackFile(root, stack), () =>
    runTool(bench.pulumi, ["stack", "init", stack, "--no-select", "--non-interactive", "--color", "never"], {
      env,
      cwd: root,
      timeout: stateCommand,
    }),
  );
  if (made.code === 0 || made.stderr.includes("already exists")) return;
  const { url } = bench.settings.backend;
  const said = made.stderr.replaceAll(url, shownUrl(url));
  throw new UserError(
    `Pulumi could not make the stack ${stack}:\n${said.trim()}`,
    stackCure(made.stderr, bench),
  );
}

function stackCure(stderr: string, { settings, stack }: StackContext): string {
  if (/passphrase/i.test(stderr)) {
    return `Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the passphrase of Pulumi.${stack}.yaml's encryptionsalt, or remove that line if no stack needs it.`;
  }
  return `Check that the backend ${shownUrl(settings.backend.url)} (chosen by ${settings.backend.chosenBy}) can be reached.`;
}

const outputsShape = z.looseObject({
  cluster: z.string().optional(),
  clusterUid: z.string().optional(),
  s3Endpoint: z.string().optional(),
  historyServer: z.string().optional(),
  historyServerForward: z.string().optional(),
  cost: z
    .object({ fixed: z.string(), most: z.string(), source: z.string(), storage: z.string().optional() })
    .optional(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).optional(),
  applications: z
    .array(
      z.object({
        name: z.string(),
        namespace: z.string(),
        zone: z.string().optional(),
        report: z.string().optional(),
        commands: z.record(z.string(), z.string()).optional(),
      }),
    )
    .default([]),
  leftOut: z.array(z.string()).optional(),
});

/** What the stack says of itself, as far as the workshop uses it. */
export type StackOutputs = z.infer<typeof outputsShape>;

/** Outputs of the stack, secrets included; empty when there is none. */
export async function stackOutputs(bench: StackContext): Promise<StackOutputs> {
  const { code, stdout } = await pulumi(bench, ["stack", "output", "--json", "--show-secrets"]);
  const nothing: StackOutputs = { applications: [] };
  if (code !== 0) return nothing;
  try {
    return outputsShape.safeParse(JSON.parse(stdout)).data ?? nothing;
  } catch {
    return nothing;
  }
}
