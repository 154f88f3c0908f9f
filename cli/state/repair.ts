import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pendingId } from "../aws/pending-id";
import { endProcesses, processLeftovers } from "../process/killed-runs";
import { UserError } from "../process/user-errors";
import { projectName, pulumi, type StackContext, stackExists } from "../stack/context";
import type { Reporter } from "../terminal/progress";
import { isStale, machineProcesses, stackLocks } from "./locks";

/** How long an engine may take to end what it has begun when it is asked to end, in milliseconds. */
const engineGraceMs = 60_000;

/** A resource in the state, as far as it matters here. */
interface StateResource {
  readonly urn?: string;
  readonly type?: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** State as `pulumi stack export` gives it, with the part that matters here. */
export interface ExportedState {
  deployment?: {
    resources?: StateResource[];
    pending_operations?: { type?: string; resource?: StateResource }[];
  };
}

/**
 * Fixes what a killed run left in the clone's own state, and says so: an engine that goes on without the run, a lock whose
 * process is gone, and records of resources that were being created. State kept elsewhere is left as it is: there, Pulumi's own warning stands and a
 * person decides.
 *
 * @throws {UserError} when another run holds the lock.
 */
export async function repairState(bench: StackContext, report: Reporter): Promise<void> {
  const { root, paths, stack, settings } = bench;
  if (settings.backend.kind !== "clone" || !(await stackExists(bench))) return;
  const locksNow = () => stackLocks(paths.state, projectName(root), stack, machineProcesses(commandOf));
  const orphans = processLeftovers(root).map(({ pid }) => pid);
  // Nobody waits for what such an engine does, and nothing else would end it.
  if (locksNow().some(({ pid, holder }) => holder === "alive" && orphans.includes(pid)))
    await endProcesses(root, report, engineGraceMs);
  const locks = locksNow();
  if (isStale(locks)) {
    await pulumi(bench, ["cancel", "--yes"]);
    report.note(
      `An earlier run was killed (process ${locks[0]?.pid}); its lock on the stack ${stack} is removed.`,
    );
  } else if (locks[0]) {
    const { pid, host, holder, file } = locks[0];
    throw new UserError(
      `Another Pulumi works on the stack ${stack} (process ${pid}${holder === "elsewhere" ? ` on ${host}` : ""}).`,
      holder === "elsewhere" ? `If it is gone, remove its lock: rm ${file}` : "Wait until it has ended.",
    );
  }
  await repairPending(bench, report);
}

/**
 * Fixes the records of resources that were being created when a run was killed. What AWS knows by a name that the program
 * gave is found again and belongs to the stack: AWS goes on making it, and refuses another of that name. Everything else
 * is forgotten: the program's own resources find or replace a half-made thing of theirs when they are created again, and
 * what AWS gave an id that nobody heard of is found by its tags, by `./workshop audit`.
 */
async function repairPending(bench: StackContext, report: Reporter): Promise<void> {
  // A look at the file spares the engine's slower export when there is nothing to fix, which is nearly always.
  const file = join(bench.paths.state, ".pulumi", "stacks", projectName(bench.root), `${bench.stack}.json`);
  if (existsSync(file) && !readFileSync(file, "utf8").includes('"pending_operations"')) return;
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  if (code !== 0) return;
  const state = JSON.parse(stdout) as ExportedState;
  const { kept, dropped, adopted } = sortPending(state);
  if (dropped.length + adopted.length === 0 || !state.deployment) return;
  state.deployment.pending_operations = kept;
  state.deployment.resources = [...(state.deployment.resources ?? []), ...adopted];
  const imported = await pulumi(bench, ["stack", "import"], JSON.stringify(state));
  if (imported.code !== 0) return;
  if (dropped.length > 0) report.note(`Interrupted earlier, done again now: ${dropped.join(", ")}.`);
  if (adopted.length === 0) return;
  report.note(`Interrupted while AWS made it, looked for now: ${adopted.map(({ id }) => id).join(", ")}.`);
  // Fills in what AWS says of them, and forgets those that it never began.
  const targets = adopted.flatMap(({ urn = "" }) => ["--target", urn]);
  const found = await pulumi(bench, [
    "refresh",
    "--yes",
    "--skip-preview",
    "--suppress-progress",
    ...targets,
  ]);
  if (found.code !== 0) report.note(`AWS could not be asked about them: ${lastLine(found)}`);
}

/**
 * Parts the records of interrupted operations into those that stay, the names of resources whose creation is forgotten, and
 * resources that may be there by now, with their ids.
 */
export function sortPending(state: ExportedState) {
  const { pending_operations: pending = [], resources = [] } = state.deployment ?? {};
  const there = new Set(resources.map(({ urn }) => urn));
  const sorted = { kept: [] as typeof pending, dropped: [] as string[], adopted: [] as StateResource[] };
  for (const operation of pending) {
    const { type, resource = {} } = operation;
    const { urn, inputs = {} } = resource;
    const id = pendingId(resource.type ?? "", inputs);
    if (type !== "creating") sorted.kept.push(operation);
    else if (urn !== undefined && id !== undefined && !there.has(urn))
      sorted.adopted.push({ ...resource, id });
    else sorted.dropped.push(urn === undefined ? "a resource" : nameOf(urn));
  }
  return sorted;
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function lastLine({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return (stderr.trim() || stdout.trim()).split("\n").at(-1) ?? "";
}

/** Program and arguments of a process; nothing when it is gone. */
function commandOf(pid: number): string | undefined {
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
  } catch {
    return undefined;
  }
}
