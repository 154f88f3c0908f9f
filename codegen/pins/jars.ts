import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSecrets } from "../../components/images/build-secrets";
import { sparkImage } from "../../components/images/catalog";
import { buildingDocker } from "../../components/images/docker";
import { versions } from "../../components/versions/versions";

/** Writes down the jars that Maven brings for the Spark image, by a build that stops there. Returns the lines that are others now. */
export async function renewJars(root: string): Promise<string[]> {
  const image = sparkImage(versions);
  const file = join(root, image.context, "build", "jars.sha256");
  const into = mkdtempSync(join(tmpdir(), "workshop-jars-"));
  try {
    const args = Object.entries(image.buildArgs).map(([name, value]) => `--build-arg=${name}=${value}`);
    const secrets = Object.entries(buildSecrets()).map(([id, path]) => `--secret=id=${id},src=${path}`);
    const stage = ["--target=jar-sums", `--output=type=local,dest=${into}`];
    execFileSync(
      await buildingDocker(),
      ["build", "--network=host", ...stage, ...args, ...secrets, image.context],
      {
        cwd: root,
        stdio: "inherit",
        env: { ...process.env, DOCKER_BUILDKIT: "1" },
      },
    );
    const [before, after] = [file, join(into, "jars.sha256")].map((path) => readFileSync(path, "utf8"));
    writeFileSync(file, after ?? "");
    return changesOf(before ?? "", after ?? "");
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** What went (`-`) and what came (`+`). */
export function changesOf(before: string, after: string): string[] {
  const [had, has] = [before, after].map((text) => text.split("\n").filter(Boolean));
  return [
    ...(had ?? []).filter((line) => !has?.includes(line)).map((line) => `- ${line}`),
    ...(has ?? []).filter((line) => !had?.includes(line)).map((line) => `+ ${line}`),
  ];
}
