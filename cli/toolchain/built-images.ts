import { nameIn } from "../../components/images/built-name";
import { ensureImage, imageId } from "../../components/images/docker";
import type { BuiltImage } from "../../components/images/image";
import { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { usualTime } from "../time-left/say";
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
    build: ensureImage,
  };
}

/** An image of this repository that `up` sees to. */
export type OwnImage = "spark" | "flightsData" | "karpenter";

/** Images of this repository, one after the other: what Docker has is used, else what the registry has, else it is built. */
export class BuiltImages {
  /** Whether the registry did not answer: it is not waited for again. */
  private silent = false;

  constructor(
    private readonly world: BuiltImageWorld,
    private readonly report: Reporter,
  ) {}

  /**
   * Sees to it that Docker has an image under its name. That is the hash of what goes into it, so what a registry has under the
   * same name is the same image, as far as the registry is trusted.
   *
   * @param task what it is for who waits.
   * @returns its name.
   */
  async ensure(image: BuiltImage, task: OwnImage): Promise<string> {
    const { reference } = image;
    const { present, build } = this.world;
    if ((await present(reference)) || (await this.pulled(reference, task))) return reference;
    const time = usualTime(task);
    this.report.step(`Building ${reference} (about ${time} on two cores, once)`, { task, by: "cores" });
    await build(image, (line) => this.report.progress(line.replace(`building ${reference}: `, "")));
    return reference;
  }

  private async pulled(reference: string, task: OwnImage): Promise<boolean> {
    const { registry, engine, run } = this.world;
    if (registry === undefined || this.silent) return false;
    const name = nameIn(registry, reference);
    this.report.step(`Pulling ${name}`, { task, by: "network" });
    const answer = await pullImage({ cli: engine.cli, reference: name, run, report: this.report });
    if (!answer.ok) {
      this.silent = answer.unreachable;
      this.report.note(`${name} cannot be pulled (${answer.reason}): building it here instead.`);
      return false;
    }
    // A registry hands out the one image that it has, whatever processor it is for.
    const { stdout } = await run(engine.cli, ["image", "inspect", "--format", "{{.Architecture}}", name]);
    const fits = stdout.trim() === engine.platform.arch;
    const tagged = fits && (await run(engine.cli, ["tag", name, reference])).code === 0;
    // Its own name served for the pull alone.
    await run(engine.cli, ["image", "rm", name]);
    if (!fits) {
      this.report.note(
        `${name} is made for ${stdout.trim()}, and Docker runs ${engine.platform.arch}: building it here instead.`,
      );
    }
    return tagged;
  }
}
