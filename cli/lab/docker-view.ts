import type { Outcome } from "../process/exec";

/** Runs a program that only looks. */
export type Look = (program: string, args: readonly string[]) => Promise<Outcome>;

/** Docker did not answer, or not in time. */
export class NoAnswer extends Error {
  constructor(
    /** Who did not: `docker`, `kubectl`. */
    readonly who: string,
    /** Its own last words. */
    readonly words: string,
  ) {
    super(`${who}: ${words}`);
    this.name = "NoAnswer";
  }
}

/** A container, as `docker container inspect` tells it; the parts that labs look at. */
export interface Container {
  readonly Id: string;
  readonly Created: string;
  readonly Name: string;
  /** Id of its image. */
  readonly Image: string;
  readonly Config: {
    readonly Image: string;
    readonly Cmd: readonly string[] | null;
    readonly Env: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>> | null;
  };
  readonly State: {
    readonly Status: string;
    readonly Running: boolean;
    readonly OOMKilled: boolean;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly FinishedAt: string;
  };
  readonly HostConfig: {
    readonly Memory: number;
    readonly NetworkMode: string;
    readonly Tmpfs?: Readonly<Record<string, string>> | null;
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
}

/** An image, as `docker image inspect` tells it. */
export interface Image {
  readonly Id: string;
  readonly Created: string;
  readonly RepoTags: readonly string[] | null;
  readonly Size: number;
  readonly Architecture: string;
  readonly RootFS: { readonly Layers?: readonly string[] };
  readonly Metadata?: { readonly LastTagTime?: string };
}

/** A volume, as `docker volume inspect` tells it. */
export interface Volume {
  readonly Name: string;
  readonly Driver: string;
  readonly CreatedAt: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

/** The parts of `docker info` that labs look at. */
export interface DockerInfo {
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly NCPU: number;
  readonly MemTotal: number;
}

/** Docker, looked at once: the same question has the same answer, and is asked once. */
export interface DockerView {
  container(name: string): Promise<Container | undefined>;
  image(reference: string): Promise<Image | undefined>;
  volume(name: string): Promise<Volume | undefined>;
  info(): Promise<DockerInfo>;
  /**
   * Lines of what `docker ARGS` prints; nothing where it says that there is no such thing.
   *
   * @throws {NoAnswer} when the engine does not answer.
   */
  ask(...args: string[]): Promise<string[] | undefined>;
}

/** Docker's own ways to say that the engine cannot be asked. */
const silent =
  /cannot connect to the docker daemon|is the docker daemon running|permission denied|error during connect|context deadline/i;

export function dockerView(look: Look): DockerView {
  const asked = new Map<string, Promise<Outcome>>();
  const once = async (args: readonly string[]) => {
    const key = JSON.stringify(args);
    const answer = asked.get(key) ?? look("docker", args);
    asked.set(key, answer);
    const { code, stdout, stderr } = await answer;
    if (code === 0) return stdout;
    if (code === 124 || code === 127 || silent.test(stderr)) {
      throw new NoAnswer(
        "docker",
        code === 124 ? "no answer in time" : stderr.trim().split("\n").at(-1) || "?",
      );
    }
    return undefined;
  };
  const inspect = async <T>(kind: string, name: string) => {
    const text = await once([kind, "inspect", name]);
    return text === undefined ? undefined : (JSON.parse(text) as T[])[0];
  };
  return {
    container: (name) => inspect<Container>("container", name),
    image: (reference) => inspect<Image>("image", reference),
    volume: (name) => inspect<Volume>("volume", name),
    info: async () => {
      const text = await once(["info", "--format", "{{json .}}"]);
      if (text === undefined) throw new NoAnswer("docker", "docker info failed");
      return JSON.parse(text) as DockerInfo;
    },
    ask: async (...args) => (await once(args))?.split("\n").filter((line) => line !== ""),
  };
}
