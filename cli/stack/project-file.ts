import { existsSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "../../components/crds/shape";
import { InvalidInput } from "../../components/errors";
import { readYamlFile } from "./yaml-file";

/** What is read of `Pulumi.yaml`. */
export interface ProjectFile {
  /** Name of the project, the namespace of its keys. */
  readonly name: string;
  /** Keys that it declares or sets, as they stand there. */
  readonly config: Readonly<Record<string, unknown>>;
  /** URL of the backend that it names. @default none */
  readonly backend?: string;
}

/**
 * Reads a project's `Pulumi.yaml`.
 *
 * @throws {InvalidInput} where it is absent, cannot be read, or has no name.
 */
export function readProjectFile(root: string): ProjectFile {
  const path = join(root, "Pulumi.yaml");
  if (!existsSync(path)) {
    throw new InvalidInput("Pulumi.yaml", [
      { path: "file", reason: `is missing in ${root}`, cure: "Bring it back: git checkout -- Pulumi.yaml." },
    ]);
  }
  const { name, config, backend } = readYamlFile(path);
  if (typeof name !== "string" || name === "") {
    const reason = name === undefined ? "is missing" : "is not a valid name of a project";
    throw new InvalidInput("Pulumi.yaml", [
      { path: "name", value: name, reason, cure: "Write name: spark-workshop." },
    ]);
  }
  const url = isMap(backend) ? backend.url : undefined;
  return {
    name,
    config: isMap(config) ? config : {},
    ...(typeof url === "string" && url !== "" ? { backend: url } : {}),
  };
}

/** The value of a key that `Pulumi.yaml` sets for all stacks, or its default for those that do not set it. */
export function projectValue({ config }: ProjectFile, key: string): unknown {
  const declared = Object.hasOwn(config, key) ? config[key] : undefined;
  if (!isMap(declared)) return declared ?? undefined;
  return declared.value ?? declared.default ?? undefined;
}
