import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandFailed, run } from "../../commands/process";
import { command, progress } from "../../commands/runtime";
import { type Push, pushSteps } from "../push";

/** Pushes an image to ECR, with a password of ECR's that lives twelve hours and is kept nowhere. */
void command<Push>(async (image, signal) => {
  const { target, registry } = image;
  if (await pushed(target, registry, signal)) return target;
  // Where Docker is, the person's configuration says; who may push, this one.
  const host = await run("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], {
    signal,
  });
  // A Docker configuration of its own: the person's keeps its logins, and this password is gone with the folder.
  const config = await mkdtemp(join(tmpdir(), "ecr-"));
  const env = { DOCKER_CONFIG: config, DOCKER_HOST: host.trim() };
  try {
    const password = await run("aws", ["ecr", "get-login-password"], { signal });
    await run("docker", ["login", "--username", "AWS", "--password-stdin", registry], {
      input: password,
      env,
      signal,
    });
    progress(`pushing ${target}`);
    for (const step of await pushSteps(image, (name) => pushed(name, registry, signal)))
      await run("docker", step, { env, signal });
    return target;
  } finally {
    await rm(config, { recursive: true, force: true });
  }
});

/** Whether the tag is there: tags are immutable, so a second push would be refused. */
async function pushed(target: string, registry: string, signal: AbortSignal): Promise<boolean> {
  const [repository = "", tag = ""] = target.slice(registry.length + 1).split(":");
  const ids = ["--repository-name", repository, "--image-ids", `imageTag=${tag}`];
  try {
    await run("aws", ["ecr", "describe-images", ...ids], { signal });
    return true;
  } catch (error) {
    if (error instanceof CommandFailed && error.stderr.includes("ImageNotFoundException")) return false;
    throw error;
  }
}
