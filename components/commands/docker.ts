import { setTimeout as sleep } from "node:timers/promises";
import { CommandFailed, run } from "./process";

/** Docker is not there to be talked to. */
export class DockerUnavailable extends Error {
  constructor(
    /** Why, as the end of the sentence "docker …". */
    readonly reason: string,
    /** What to do about it. */
    readonly cure: string,
  ) {
    super(`docker ${reason}. ${cure}`);
    this.name = "DockerUnavailable";
  }
}

/** Runs `docker`, with its two ways of not being there told apart from a command that fails. */
export async function docker(args: readonly string[], signal?: AbortSignal): Promise<string> {
  try {
    return await run("docker", args, { signal });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    if (error.missing) {
      throw new DockerUnavailable(
        "is not on PATH",
        "Install Docker Engine or Docker Desktop: https://docs.docker.com/get-started/get-docker.",
      );
    }
    if (/daemon running|connect to the docker|docker daemon|docker\.sock|ECONNREFUSED/i.test(error.stderr)) {
      throw unavailable(error.stderr);
    }
    throw error;
  }
}

/** What an engine that does not answer has said, as an error with its cure. */
export function unavailable(said: string): DockerUnavailable {
  return /permission denied/i.test(said)
    ? new DockerUnavailable(
        "refuses this user",
        "Add yourself to its group (sudo usermod -aG docker $USER) and log in again.",
      )
    : new DockerUnavailable(
        "does not answer",
        "Start it: ./workshop up does, or sudo systemctl start docker, or open Docker Desktop.",
      );
}

/** How long what is being removed may take to go, and the pause between two looks, in milliseconds. */
const removal = { timeoutMs: 60_000, pauseMs: 500 };

/**
 * What Docker says of a thing that is gone, or on its way: an earlier run asked for that, or another does at the same
 * time. A network keeps its endpoints for a moment after the containers (moby, daemon/delete.go, daemon/network.go).
 */
const goingOrGone =
  /removal of container .* is already in progress|No such (container|volume|network)|network .* not found|has active endpoints|volume is in use/i;

/**
 * Removes things of Docker's and waits until they are gone. That one is gone already, or being removed by somebody else,
 * is no failure.
 *
 * @param list the names of those that are there.
 * @param words of `docker` that remove, before the names: `rm --force`.
 * @throws {CommandFailed} when Docker refuses for another reason, or still has them when the time is up.
 */
export async function removeUntilGone(
  list: () => Promise<readonly string[]>,
  words: readonly string[],
  { ask = docker, timeoutMs = removal.timeoutMs, pauseMs = removal.pauseMs }: RemovalOptions = {},
): Promise<void> {
  const end = Date.now() + timeoutMs;
  let names = await list();
  while (names.length > 0) {
    const refusal = await ask([...words, ...names]).then(
      () => undefined,
      (error: unknown) => error,
    );
    const passing = refusal instanceof CommandFailed && goingOrGone.test(refusal.stderr);
    if (refusal !== undefined && !passing) throw refusal;
    names = await list();
    if (names.length === 0) return;
    if (Date.now() > end) {
      const command = ["docker", ...words, ...names].join(" ");
      throw refusal ?? new CommandFailed(command, 0, false, "Docker still has them");
    }
    await sleep(pauseMs);
  }
}

/** For tests, a Docker and times of their own. */
interface RemovalOptions {
  readonly ask?: (args: readonly string[]) => Promise<string>;
  readonly timeoutMs?: number;
  readonly pauseMs?: number;
}
