import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder, projectRoot, type WorkshopPaths, workshopPaths } from "../process/paths";
import { privateFolder } from "../process/private-folder";
import { type Backend, backendHints, chooseBackend, pulumiHomeOf, shownUrl } from "./backend";

/** How Pulumi is to be called for this clone. */
export interface PulumiSettings {
  readonly backend: Backend;
  /** Variables to add to the environment of every Pulumi command. */
  readonly env: Readonly<Record<string, string>>;
  /** Where Pulumi looks for plugins. */
  readonly home: string;
}

/**
 * Decides on backend, secrets and home, and makes the folders that the clone's own backend needs.
 *
 * With the backend in the clone, `PULUMI_HOME` moves into the workshop's cache unless a person uses Pulumi already (has
 * plugins or a login in `~/.pulumi`) or has set it: an account's home stays as it was, and a second clone finds the
 * plugins that the first one downloaded. A chosen backend needs its own home, where its login is.
 */
export function pulumiSettings(
  env: NodeJS.ProcessEnv = process.env,
  root: string = projectRoot,
): PulumiSettings {
  const paths = workshopPaths(root);
  const backend = chooseBackend(backendHints(root, paths.state, env));
  const common = {
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Whatever a run starts carries the clone's name, so that `down` can tell what an interrupted one left behind.
    WORKSHOP_CLONE: root,
  };
  // What an earlier version made may be open to others.
  if (existsSync(paths.home)) privateFolder(paths.home);
  if (backend.kind === "chosen") return { backend, env: common, home: pulumiHomeOf(env) };
  privateFolder(paths.home);
  mkdirSync(paths.state, { recursive: true });
  const home = homeFor(env);
  return {
    backend,
    home,
    env: {
      ...common,
      ...secrets(env, paths),
      PULUMI_BACKEND_URL: backend.url,
      PULUMI_HOME: home,
      // The stack's secrets manager is read from its state, since its salt is kept out of the committed stack file.
      PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    },
  };
}

function homeFor(env: NodeJS.ProcessEnv): string {
  const own = pulumiHomeOf(env);
  const inUse =
    env.PULUMI_HOME || existsSync(join(own, "plugins")) || existsSync(join(own, "credentials.json"));
  return inUse ? own : join(cacheFolder(env), "pulumi");
}

function secrets(env: NodeJS.ProcessEnv, paths: WorkshopPaths): Record<string, string> {
  const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  // A shell of `./workshop env` names the clone's own file, which `down` has removed since and `up` makes anew.
  const chosen = file !== undefined && file !== "" && resolve(file) !== paths.passphrase;
  if (env.PULUMI_CONFIG_PASSPHRASE !== undefined || chosen) return {};
  if (!existsSync(paths.passphrase) || readFileSync(paths.passphrase, "utf8").trim() === "") {
    mkdirSync(paths.home, { recursive: true });
    writeFileSync(paths.passphrase, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    // A file that was there, empty, has kept its mode.
    chmodSync(paths.passphrase, 0o600);
  }
  return { PULUMI_CONFIG_PASSPHRASE_FILE: paths.passphrase };
}

/** How a person is told where state is. */
export interface StateWords {
  readonly stateHere: string;
  readonly stateAt: (url: string, chosenBy: string) => string;
}

/** Says where state goes, as a line for a person. */
export function backendLine(backend: Backend, { stateHere, stateAt }: StateWords): string {
  return backend.kind === "clone" ? stateHere : stateAt(shownUrl(backend.url), backend.chosenBy);
}
