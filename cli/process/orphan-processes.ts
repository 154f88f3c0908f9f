import { execFileSync } from "node:child_process";

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its program and arguments; where the system shows it, its environment after them. */
  readonly command: string;
}

/** The processes of this machine that the user may see, with their environment where the system shows it. */
export function processes(): Process[] {
  const listing = execFileSync("ps", ["axeww", "-o", "pid=,ppid=,command="], {
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return readProcesses(listing);
}

/** Takes the output of `ps -o pid=,ppid=,command=` apart. */
export function readProcesses(listing: string): Process[] {
  return listing.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && parent && command ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** What `./workshop` of a clone started, whether that is still there or not. */
export function startedBy(all: readonly Process[], root: string): Process[] {
  return all.filter(({ command }) => `${command} `.includes(markOf(root)));
}

function markOf(root: string): string {
  return ` WORKSHOP_CLONE=${root} `;
}

/**
 * Processes that an earlier, killed run of this clone left behind: they carry the clone's name in their environment,
 * as everything does that the workshop starts, and no living `./workshop` is above them.
 *
 * @param root the clone.
 * @param self the process that asks; it and all below and above it are left out.
 */
export function leftBehind(all: readonly Process[], root: string, self: number): Process[] {
  const byPid = new Map(all.map((process) => [process.pid, process]));
  const mark = markOf(root);
  return startedBy(all, root).filter((process) => {
    const line = ancestry(process, byPid);
    return (
      !line.includes(self) &&
      !ancestry(byPid.get(self), byPid).includes(process.pid) &&
      isOrphaned(process, byPid, mark)
    );
  });
}

/** Whether no living workshop is above this process: what it started carries the mark, it itself runs `cli/main.ts`. */
function isOrphaned(process: Process, byPid: ReadonlyMap<number, Process>, mark: string): boolean {
  let at: Process | undefined = process;
  while (at && `${at.command} `.includes(mark)) {
    if (at.command.includes("cli/main.ts")) return false;
    at = byPid.get(at.parent);
  }
  return !at?.command.includes("cli/main.ts");
}

/** A process and all above it. */
function ancestry(process: Process | undefined, byPid: ReadonlyMap<number, Process>): number[] {
  const line: number[] = [];
  for (let at = process; at && !line.includes(at.pid); at = byPid.get(at.parent)) line.push(at.pid);
  return line;
}
