import { run } from "../../commands/process";
import { command, progress } from "../../commands/runtime";

interface Input {
  /** Image that Docker on this machine has. */
  readonly source: string;
  /** Name to push it under, registry and tag included. */
  readonly target: string;
}

/** Pushes an image to a registry with the login that Docker on this machine has for it. */
void command<Input>(async ({ source, target }, signal) => {
  await run("docker", ["tag", source, target], { signal });
  progress(`pushing ${target}`);
  await run("docker", ["push", "--quiet", target], { signal });
  return target;
});
