import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The clone: the folder of `Pulumi.yaml` and `workshop`. */
export const projectRoot = resolve(__dirname, "..", "..");

/** The folder that a person called the command in, which paths are relative to. */
export function calledFrom(): string {
  return process.env.WORKSHOP_CWD || process.cwd();
}

/** The stack that commands are about unless another is named. */
export const defaultStack = "dev";

/** Everything the workshop makes inside a clone; git ignores it. */
export interface WorkshopPaths {
  /** `.workshop` itself. */
  readonly home: string;
  /** Pulumi's file backend, unless another backend was chosen. */
  readonly state: string;
  /** The generated passphrase of that backend's secrets, readable by its owner alone. */
  readonly passphrase: string;
  /** What Pulumi and the tests printed, one file a run. */
  readonly logs: string;
  /** Where an earlier version kept the stand-ins in use: what is there tells with what such a stack was made. */
  readonly plugins: string;
  /** `pulumi` for a person's own shell, see `cli/stack/pulumi-wrapper.ts`. */
  readonly bin: string;
  /** What is known of the labs, and the learner's files of them. A stack that goes leaves it. */
  readonly labs: string;
}

/** The paths below a clone's `.workshop`. */
export function workshopPaths(root: string = projectRoot): WorkshopPaths {
  const home = join(root, ".workshop");
  return {
    home,
    state: join(home, "state"),
    passphrase: join(home, "passphrase"),
    logs: join(home, "logs"),
    plugins: join(home, "plugins"),
    bin: join(home, "bin"),
    labs: join(home, "labs"),
  };
}

/** The workshop's own cache, shared by every clone on the machine: tools, Node.js, Pulumi's plugins. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "spark-workshop");
}
