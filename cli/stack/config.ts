import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { defaultEnvironment } from "../../components/spark/conf/environment";
import { factsOf } from "../../stacks/targets";
import { stackFile } from "./file";

const projectShape = z.looseObject({
  name: z.string(),
  config: z.record(z.string(), z.unknown()).default({}),
});
const stackShape = z.looseObject({ config: z.record(z.string(), z.unknown()).default({}) });

/** The few keys of a stack's configuration that the workshop itself must know; the program checks them all. */
export interface StackSettings {
  /** Whether the stack is a kind cluster on this machine. */
  readonly local: boolean;
  /** Where the platform runs, as the stack file says it. */
  readonly target: string;
  /** What the installation is for. */
  readonly environment: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Whether Karpenter launches its nodes. */
  readonly karpenter: boolean;
  /** Ports of this machine that the stack opens, by what they are for. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Reads a stack file with the defaults of `Pulumi.yaml`. A stack without a file is a local one. */
export function stackSettings(root: string, stack: string): StackSettings {
  const { value } = readStackConfig(root, stack);
  const target = hasStackFile(root, stack) ? String(value("target") ?? "") : "kind";
  return {
    local: factsOf(target).onThisMachine,
    target,
    environment: String(value("environment") ?? defaultEnvironment),
    cluster: String(value("clusterName")),
    karpenter: value("karpenter") === true,
    ports: z.record(z.string(), z.number()).safeParse(value("ports")).data ?? {},
  };
}

/** A stack's configuration as Pulumi would hand it to the program. */
export interface StackConfigText {
  /** Keys of this project that the stack file sets. */
  readonly given: readonly string[];
  /** A key's value, from the stack file or else the default of `Pulumi.yaml`. */
  value(key: string): unknown;
  /** The same as text: strings as they are, everything else as JSON. */
  get(key: string): string | undefined;
}

/** Reads a stack's configuration without Pulumi. */
export function readStackConfig(root: string, stack: string): StackConfigText {
  const project = projectShape.parse(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")));
  const file = stackFile(root, stack);
  const own = existsSync(file)
    ? (stackShape.safeParse(parse(readFileSync(file, "utf8"))).data?.config ?? {})
    : {};
  const prefix = `${project.name}:`;
  const value = (key: string): unknown => {
    const declared = project.config[key];
    const fallback = typeof declared === "object" && declared !== null && "default" in declared;
    return own[`${prefix}${key}`] ?? (fallback ? declared.default : undefined);
  };
  return {
    given: Object.keys(own).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])),
    value,
    get(key) {
      const found = value(key);
      if (found === undefined) return undefined;
      return typeof found === "string" ? found : JSON.stringify(found);
    },
  };
}

/**
 * A stack's whole configuration by full key, as the CLI gives it to the engine: the defaults and values of `Pulumi.yaml`
 * below those of the stack file. An encrypted value is only a mark that there is one: nobody but its stack can read it.
 */
export function wholeStackConfig(
  root: string,
  stack: string,
): { project: string; config: Record<string, string> } {
  const project = projectShape.parse(parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")));
  const file = stackFile(root, stack);
  const own = existsSync(file)
    ? (stackShape.safeParse(parse(readFileSync(file, "utf8"))).data?.config ?? {})
    : {};
  const config: Record<string, string> = {};
  const set = (key: string, value: unknown) => {
    if (value === undefined || value === null) return;
    const full = key.includes(":") ? key : `${project.name}:${key}`;
    if (isEncrypted(value)) config[full] = encryptedMark;
    else config[full] = typeof value === "string" ? value : JSON.stringify(value);
  };
  for (const [key, declared] of Object.entries(project.config)) {
    const { value, default: fallback } = z
      .looseObject({ value: z.unknown(), default: z.unknown() })
      .partial()
      .catch({})
      .parse(declared);
    set(key, value ?? fallback);
  }
  for (const [key, value] of Object.entries(own)) set(key, value);
  return { project: project.name, config };
}

/** Stands for a value that only its stack can read. */
const encryptedMark = "[secret]";

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

/** Whether the project has a stack file of that name. */
export function hasStackFile(root: string, stack: string): boolean {
  return existsSync(stackFile(root, stack));
}
