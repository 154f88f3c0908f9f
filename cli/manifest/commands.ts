import { type Command, Option } from "commander";

/** Loads a subcommand when it is called for. */
function load<Module>(name: string): Module {
  return require(`./${name}`) as Module;
}

/**
 * Adds `./workshop manifest`: for people who write plain YAML.
 *
 * @param end takes the exit code of a subcommand.
 */
export function addManifestCommands(program: Command, end: (code: Promise<number>) => Promise<void>): void {
  const manifest = program
    .command("manifest")
    .description("look at plain SparkApplication YAML, without engine, cluster and credentials");

  manifest
    .command("check")
    .description(
      "ask every rule about SparkApplication, ScheduledSparkApplication and SparkConnect YAML; exit code 1 when it would be refused, 2 when a path cannot be read",
    )
    .argument("<path...>", "files, folders, patterns, or - for the standard input")
    .addOption(new Option("--json", "everything that was found as JSON").conflicts("sarif"))
    .addOption(new Option("--sarif", "findings as SARIF, for code hosts and editors"))
    .action((paths, options) =>
      end((async () => load<typeof import("./check")>("check").check(paths, options))()),
    );
}
