import { existsSync } from "node:fs";
import { isMap } from "../../components/crds/shape";
import { InvalidInput, type Problem, refuse } from "../../components/errors";
import type { Mirrors } from "../../components/images/mirrors";
import { defaultEnvironment } from "../../components/spark/conf/environment";
import { meantName } from "../../components/units/similar";
import { encryptedMark, encryptedProblem } from "../../stacks/encrypted";
import { namespaceProblems } from "../../stacks/namespaces";
import { factsOf } from "../../stacks/targets";
import { stackFile } from "./file";
import { type ProjectFile, projectValue, readProjectFile } from "./project-file";
import { readYamlFile } from "./yaml-file";

/** Keys that a stack file has beside `config`, all of them Pulumi's. @see ProjectStack in Pulumi's sdk/go/common/workspace */
export const fileKeys = ["config", "secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

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
  /** Registry that is asked for images before they are built; empty: none. */
  readonly imageRegistry: string;
  /** Mirrors that are asked before the registries that they stand for. */
  readonly mirrors: Mirrors;
  /** File of certificate authorities that hold beside the machine's own, from the project's folder; empty: none. */
  readonly caBundle: string;
  /** Number of people with a namespace each. */
  readonly attendees: number;
  /** Ports of this machine that the stack opens, by what they are for. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Reads a stack file with the defaults of `Pulumi.yaml`. A stack without a file is a local one. */
export function stackSettings(root: string, stack: string): StackSettings {
  const { value, refuseEncrypted } = readStackConfig(root, stack);
  refuseEncrypted("target", "environment", "clusterName", "karpenter", "ports", "attendees");
  refuseEncrypted("imageRegistry", "mirrors", "caBundle");
  const target = hasStackFile(root, stack) ? String(value("target") ?? "") : "kind";
  const ports = value("ports");
  const mirrors = value("mirrors");
  return {
    local: factsOf(target).onThisMachine,
    target,
    environment: String(value("environment") ?? defaultEnvironment),
    cluster: String(value("clusterName")),
    karpenter: value("karpenter") === true,
    imageRegistry: String(value("imageRegistry") ?? ""),
    mirrors: isTexts(mirrors) ? mirrors : {},
    caBundle: String(value("caBundle") ?? ""),
    attendees: Number(value("attendees") ?? 0),
    ports: isNumbers(ports) ? ports : {},
  };
}

function isNumbers(value: unknown): value is Record<string, number> {
  return isMap(value) && Object.values(value).every((one) => typeof one === "number");
}

function isTexts(value: unknown): value is Record<string, string> {
  return isMap(value) && Object.values(value).every((one) => typeof one === "string");
}

/** A stack's configuration as Pulumi would hand it to the program. */
export interface StackConfigText {
  /** Keys of this project that the stack file sets. */
  readonly given: readonly string[];
  /** Keys of `aws:*`, without the namespace, as text. */
  readonly aws: Readonly<Record<string, string>>;
  /** A key's value, from the stack file or else from `Pulumi.yaml`; an encrypted one by its mark. */
  value(key: string): unknown;
  /** The same as text: strings as they are, everything else as JSON. */
  get(key: string): string | undefined;
  /**
   * Says that the caller must know these keys.
   *
   * @throws {InvalidInput} for those that are encrypted.
   */
  refuseEncrypted(...keys: string[]): void;
}

/**
 * Reads a stack's configuration without Pulumi.
 *
 * @throws {InvalidInput} for a file that cannot be read, or that has keys that nobody would.
 */
export function readStackConfig(root: string, stack: string): StackConfigText {
  const file = readProjectFile(root);
  const own = ownConfig(root, stack, file);
  const texts = textsOf(file, own);
  const full = (key: string) => `${file.name}:${key}`;
  const value = (key: string) =>
    own.get(full(key)) ?? projectValue(file, full(key)) ?? projectValue(file, key);
  return {
    given: namesIn(own.keys(), file.name),
    aws: Object.fromEntries(namesIn(texts.keys(), "aws").map((key) => [key, texts.get(`aws:${key}`) ?? ""])),
    value,
    get: (key) => texts.get(full(key)),
    refuseEncrypted: (...keys) =>
      refuse(
        `Pulumi.${stack}.yaml`,
        keys.flatMap((key) => encryptedProblem(key, value(key))),
      ),
  };
}

/**
 * A stack's whole configuration by full key, as the CLI gives it to the engine: the defaults and values of `Pulumi.yaml`
 * below those of the stack file. An encrypted value is only a mark that there is one: nobody but its stack can read it.
 *
 * @throws {InvalidInput} for a file that cannot be read, or that has keys that nobody would.
 */
export function wholeStackConfig(
  root: string,
  stack: string,
): { project: string; config: Record<string, string> } {
  const file = readProjectFile(root);
  return { project: file.name, config: Object.fromEntries(textsOf(file, ownConfig(root, stack, file))) };
}

/** Names of the keys of a namespace. */
function namesIn(keys: Iterable<string>, namespace: string): string[] {
  return [...keys].flatMap((key) =>
    key.startsWith(`${namespace}:`) ? [key.slice(namespace.length + 1)] : [],
  );
}

/** All values as text, by full key. */
function textsOf(file: ProjectFile, own: ReadonlyMap<string, unknown>): Map<string, string> {
  const all = new Map<string, unknown>();
  for (const key of Object.keys(file.config))
    all.set(fullKey(key, file.name) ?? key, projectValue(file, key));
  for (const [key, value] of own) if (value !== null) all.set(key, value);
  const texts = new Map<string, string>();
  for (const [key, value] of all) {
    if (value === undefined || value === null) continue;
    texts.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  return texts;
}

/** What a stack file sets, by full key; nothing where there is no file. */
function ownConfig(root: string, stack: string, project: ProjectFile): Map<string, unknown> {
  const path = stackFile(root, stack);
  const own = new Map<string, unknown>();
  if (!existsSync(path)) return own;
  const document = readYamlFile(path);
  const problems: Problem[] = Object.keys(document)
    .filter((key) => !fileKeys.includes(key))
    .map((key) => ({ path: key, reason: "is not a key of a stack file", cure: belowConfig(key) }));
  const { config } = document;
  if (isMap(config)) {
    for (const [key, value] of Object.entries(config)) {
      const full = fullKey(key, project.name);
      if (full === undefined) {
        problems.push({
          path: key,
          reason: "is not a valid key: Pulumi reads one colon, between namespace and name",
          cure: `Write ${project.name}:${key.split(":").at(-1)}.`,
        });
      } else if (own.has(full)) {
        problems.push({ path: key, reason: "is there twice, once without its namespace", cure: "Keep one." });
      } else if (hasEndless(value)) {
        problems.push({
          path: full,
          reason: "has a number that is not finite",
          cure: "Write what is meant.",
        });
      } else own.set(full, readable(value));
    }
  } else if (config !== null && config !== undefined) {
    problems.push({
      path: "config",
      value: typeof config === "object" ? config : undefined,
      reason: "is not a map of keys and values",
      cure: `Write the keys below it, such as ${project.name}:target: kind.`,
    });
  }
  const keys = Object.keys(project.config).filter((key) => !key.includes(":"));
  problems.push(...namespaceProblems([...own.keys()], { name: project.name, keys }));
  if (problems.length > 0) throw new InvalidInput(`Pulumi.${stack}.yaml`, problems);
  return own;
}

function belowConfig(key: string): string {
  const meant = meantName(key, fileKeys);
  return meant ? `Is ${meant} meant?` : "Write it below config, two spaces to the right.";
}

/**
 * A key with its namespace, which Pulumi takes for the project's where there is none. `namespace:config:name` is an older way
 * to write it.
 *
 * @see ParseKey in Pulumi's sdk/go/common/resource/config
 */
function fullKey(key: string, project: string): string | undefined {
  const parts = key.split(":");
  if (parts.length === 1) return `${project}:${key}`;
  if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
  return parts.length === 2 ? key : undefined;
}

/** A value with marks in the place of what is encrypted, at any depth. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (!isMap(value)) return value;
  if (Object.keys(value).length === 1 && typeof value.secure === "string") return encryptedMark;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readable(part)]));
}

/** Whether a value has `.inf` or `.nan` in it, which JSON cannot say. */
function hasEndless(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasEndless);
}

/** Whether the project has a stack file of that name. */
export function hasStackFile(root: string, stack: string): boolean {
  return existsSync(stackFile(root, stack));
}
