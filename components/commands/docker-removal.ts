import { setTimeout as sleep } from "node:timers/promises";
import { docker } from "./docker";
import { CommandFailed } from "./process";

/**
 * What Docker says of a thing that is gone, or on its way: an earlier run asked for that, or another does at the same
 * time. A network keeps its endpoints for a moment after the containers, and a container that is asked to end may do so
 * later than Docker waits (moby, daemon/delete.go, daemon/kill.go, daemon/network.go).
 */
const goingOrGone =
  /removal of container .* is already in progress|No such (container|volume|network|image|object)|network .* not found|has active endpoints|volume is in use|did not receive an exit event/i;

/** The last line of `docker network rm` once it has said why. */
const ending = /^exit status \d+$/;

/** Whether Docker refused only because something is gone or going: each line that it said tells so. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof CommandFailed) || error.missing) return false;
  const lines = error.stderr.split("\n").filter((line) => line.trim() !== "" && !ending.test(line.trim()));
  return lines.length > 0 && lines.every((line) => goingOrGone.test(line));
}

/** How Docker is asked, and for how long. */
export interface DockerLimits {
  /** Runs `docker`. @default the real one */
  readonly ask?: (args: readonly string[]) => Promise<string>;
  /** How long what is being removed may take to go, in milliseconds. @default 60000 */
  readonly timeoutMs?: number;
  /** Pause between two looks, in milliseconds. @default 500 */
  readonly pauseMs?: number;
}

const limits = { ask: docker as NonNullable<DockerLimits["ask"]>, timeoutMs: 60_000, pauseMs: 500 };

/**
 * Asks Docker what there is. A listing can fail on something that goes while it is made, and is then asked for again.
 *
 * @throws {CommandFailed} when Docker refuses for another reason, or for this one until the time is up.
 */
export async function look(args: readonly string[], options: DockerLimits = {}): Promise<string> {
  const { ask, timeoutMs, pauseMs } = { ...limits, ...options };
  for (const end = Date.now() + timeoutMs; ; await sleep(pauseMs)) {
    try {
      return await ask(args);
    } catch (error) {
      if (!isPassing(error) || Date.now() > end) throw error;
    }
  }
}

/** Things of one kind that are to go. */
export interface Removal {
  /** The names of those that are there. */
  readonly list: () => Promise<readonly string[]>;
  /** Words of `docker` that remove, before the names: `rm --force`. */
  readonly words: readonly string[];
}

/**
 * Removes things of Docker's and waits until they are gone. That one is gone already, or being removed by somebody else,
 * is no failure. Each round looks at all kinds again, in their order: what a killed run had asked for may still appear.
 *
 * @throws {CommandFailed} when Docker refuses for another reason, or still has them when the time is up.
 */
export async function removeUntilGone(
  removals: readonly Removal[],
  options: DockerLimits = {},
): Promise<void> {
  const { ask, timeoutMs, pauseMs } = { ...limits, ...options };
  const end = Date.now() + timeoutMs;
  for (let round = 1; ; round++) {
    let still: CommandFailed | undefined;
    let refused = false;
    for (const { list, words } of removals) {
      const names = await list();
      if (names.length === 0) continue;
      const refusal: unknown = await ask([...words, ...names]).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal !== undefined && !isPassing(refusal)) throw refusal;
      refused ||= refusal !== undefined;
      const command = ["docker", ...words, ...names].join(" ");
      still =
        refusal instanceof CommandFailed
          ? refusal
          : new CommandFailed(command, 0, false, "Docker still has them");
    }
    if (!still) return;
    if (Date.now() > end) throw still;
    if (refused || round > 1) await sleep(pauseMs);
  }
}
