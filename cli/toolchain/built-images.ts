import { nameIn } from "../../components/images/built-name";
import { ensureImage, imageId } from "../../components/images/docker";
import type { BuiltImage } from "../../components/images/image";
import { endingSignal, runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { usualTime } from "../time-left/say";
import type { TaskName } from "../time-left/tasks";
import type { Engine } from "./docker";
import { pullImage } from "./pull";

/** What images of this repository are brought with; tests give their own. */
export interface BuiltImageWorld {
  readonly engine: Engine;
  /** Where an image may be found under its content tag, such as `ghcr.io/your-name`. @default nowhere: it is built */
  readonly registry?: string;
  readonly run: typeof runTool;
  readonly present: (reference: string) => Promise<boolean>;
  readonly build: (image: BuiltImage, log: (line: string) => void) => Promise<void>;
}

/** This machine's Docker. @param registry of the stack file. */
export function thisBuiltImageWorld(engine: Engine, registry?: string): BuiltImageWorld {
  return {
    engine,
    registry: registry || undefined,
    run: runTool,
    present: async (reference) => (await imageId(reference)) !== undefined,
    build: (image, log) => ensureImage(image, log, { signal: endingSignal() }),
  };
}

/** An image of this repository that `up` sees to. */
export type OwnImage = "spark" | "flightsData" | "karpenter";

/** How an image is built. */
export interface ImageBuild {
  readonly build: BuiltImageWorld["build"];
  /** The task before it that left most of the work done. @default none */
  readonly after?: TaskName;
}

/** Images of this repository: what Docker has is used, else what the registry has, else it is built. */
export class BuiltImages {
  /** Whether the registry did not answer: it is not waited for again. */
  private silent = false;

  constructor(private readonly world: BuiltImageWorld) {}

  /**
   * Sees to it that Docker has an image under its name. That is the hash of what goes into it, so what a registry has under the
   * same name is the same image, as far as the registry is trusted.
   *
   * @param task what it is for who waits.
   * @param report told of it.
   * @param how asked when it must be built, and given what builds as a Dockerfile says. @default so
   * @returns its name.
   */
  async ensure(
    image: BuiltImage,
    task: OwnImage,
    report: Reporter,
    how?: (build: BuiltImageWorld["build"]) => Promise<ImageBuild>,
  ): Promise<string> {
    const { reference } = image;
    const { present, build: asDockerfile } = this.world;
    if ((await present(reference)) || (await this.pulled(reference, task, report))) return reference;
    const { build, after } = (await how?.(asDockerfile)) ?? { build: asDockerfile };
    const time = usualTime(task, after);
    report.step(`Building ${reference} (about ${time} on two cores, once)`, { task, by: "cores" });
    await build(image, (line) => report.progress(line.replace(`building ${reference}: `, "")));
    return reference;
  }

  private async pulled(reference: string, task: OwnImage, report: Reporter): Promise<boolean> {
    const { registry, engine, run } = this.world;
    if (registry === undefined || this.silent) return false;
    const name = nameIn(registry, reference);
    report.step(`Pulling ${name}`, { task, by: "network" });
    const answer = await pullImage({ cli: engine.cli, reference: name, run, report });
    if (!answer.ok) {
      this.silent = answer.unreachable;
      report.note(`${name} cannot be pulled (${answer.reason}): building it here instead.`);
      return false;
    }
    // A registry hands out the one image that it has, whatever processor it is for.
    const { stdout } = await run(engine.cli, ["image", "inspect", "--format", "{{.Architecture}}", name]);
    const fits = stdout.trim() === engine.platform.arch;
    const tagged = fits && (await run(engine.cli, ["tag", name, reference])).code === 0;
    // Its own name served for the pull alone.
    await run(engine.cli, ["image", "rm", name]);
    if (!fits) {
      report.note(
        `${name} is made for ${stdout.trim()}, and Docker runs ${engine.platform.arch}: building it here instead.`,
      );
    }
    return tagged;
  }
}
