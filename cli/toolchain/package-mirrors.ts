import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSecrets, thisMachine } from "../../components/images/build-secrets";
import { mirrorFiles, mirrorFolderVariable } from "../../components/images/mirror-files";
import type { PackageMirrors } from "../../components/images/package-mirrors";
import { versions } from "../../components/versions/versions";

/**
 * Has the programs that this process runs ask mirrors for packages: npm, pip and Go by their variables, and image builds by files.
 *
 * @param home folder of what this clone makes.
 * @param env what the programs inherit.
 * @param ownGo file with the user's own settings of Go. @default what image builds would be given without mirrors
 */
export function usePackageMirrors(
  mirrors: PackageMirrors,
  home: string,
  env: NodeJS.ProcessEnv = process.env,
  ownGo: string | undefined = settingsOfGo(),
): void {
  if (Object.keys(mirrors).length === 0) return;
  const folder = join(home, "mirrors");
  const goEnv = ownGo === undefined ? undefined : readFileSync(ownGo, "utf8");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(mirrorFiles(mirrors, versions.debian, goEnv))) {
    writeFileSync(join(folder, name), text);
  }
  env[mirrorFolderVariable] = folder;
  const { go, npm, pypi } = mirrors;
  if (npm !== undefined) env.npm_config_registry = npm;
  if (go !== undefined) env.GOPROXY = go;
  if (pypi === undefined) return;
  env.PIP_INDEX_URL = pypi;
  if (pypi.startsWith("http://")) env.PIP_TRUSTED_HOST = new URL(pypi).host;
}

function settingsOfGo(): string | undefined {
  // A program that this one has started reads the same stack file.
  const { [mirrorFolderVariable]: _, ...env } = process.env;
  return buildSecrets({ ...thisMachine(), env }).go_env;
}
