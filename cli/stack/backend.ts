import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readProjectFile } from "./project-file";

/** Where Pulumi keeps the stacks' state. */
export interface Backend {
  /** `clone`: a folder of this clone, ours to unlock and to remove. `chosen`: someone's own, used as it is. */
  readonly kind: "clone" | "chosen";
  /** URL as in `PULUMI_BACKEND_URL`. */
  readonly url: string;
  /** What decided it, for a person: "PULUMI_BACKEND_URL", "Pulumi.yaml", "pulumi login". */
  readonly chosenBy: string;
}

/** A backend's URL as it may be printed and kept in a log: without the login, and without what a query may carry. */
export function shownUrl(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, "//…@").replace(/\?.*$/s, "?…");
}

/** What the choice depends on. */
export interface BackendHints {
  /** The environment of the command. */
  readonly env: NodeJS.ProcessEnv;
  /** `backend.url` of `Pulumi.yaml`, if it names one. */
  readonly project?: string;
  /** The backend that `pulumi login` chose last, if any. */
  readonly login?: string;
  /** The state folder of this clone. */
  readonly state: string;
}

/**
 * A backend that the environment, the project or a login has chosen is respected, in Pulumi's own order; else state
 * goes into the clone, and no account is needed.
 */
export function chooseBackend({ env, project, login, state }: BackendHints): Backend {
  const clone = pathToFileURL(state).href;
  if (env.PULUMI_BACKEND_URL && env.PULUMI_BACKEND_URL !== clone) {
    return { kind: "chosen", url: env.PULUMI_BACKEND_URL, chosenBy: "PULUMI_BACKEND_URL" };
  }
  if (env.PULUMI_BACKEND_URL === clone) return { kind: "clone", url: clone, chosenBy: "./workshop env" };
  if (project) return { kind: "chosen", url: project, chosenBy: "Pulumi.yaml" };
  if (login) return { kind: "chosen", url: login, chosenBy: "pulumi login" };
  if (env.PULUMI_ACCESS_TOKEN) {
    return {
      kind: "chosen",
      url: env.PULUMI_API || "https://api.pulumi.com",
      chosenBy: "PULUMI_ACCESS_TOKEN",
    };
  }
  return { kind: "clone", url: clone, chosenBy: "default" };
}

/** Reads what {@link chooseBackend} needs from the machine. */
export function backendHints(
  root: string,
  state: string,
  env: NodeJS.ProcessEnv = process.env,
): BackendHints {
  return { env, project: projectBackend(root), login: loggedInto(env), state };
}

/** `backend.url` in `Pulumi.yaml`. */
function projectBackend(root: string): string | undefined {
  return existsSync(join(root, "Pulumi.yaml")) ? readProjectFile(root).backend : undefined;
}

/** `current` in Pulumi's `credentials.json`. */
function loggedInto(env: NodeJS.ProcessEnv): string | undefined {
  const file = join(pulumiHomeOf(env), "credentials.json");
  if (!existsSync(file)) return undefined;
  try {
    return text(member(JSON.parse(readFileSync(file, "utf8")), "current"));
  } catch {
    // Not ours to judge; Pulumi itself will say what is wrong with it when it is asked to use it.
    return undefined;
  }
}

/** The home of a person's own Pulumi. */
export function pulumiHomeOf(env: NodeJS.ProcessEnv): string {
  return env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
