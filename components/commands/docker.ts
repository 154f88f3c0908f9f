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

/**
 * Runs `docker`, with its two ways of not being there told apart from a command that fails.
 *
 * @param env variables beside this process' own.
 */
export async function docker(
  args: readonly string[],
  signal?: AbortSignal,
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    return await run("docker", args, { signal, env });
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
