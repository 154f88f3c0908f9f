import { type Command, Option } from "commander";
import { everyLogLevel } from "../../components/spark/conf/environment";

/** Loads a subcommand when it is called for. */
function load<Module>(name: string): Module {
  return require(`./${name}`) as Module;
}

/** Runs a subcommand. What it was given in vain is no finding: exit code 2. */
async function usage(subcommand: () => number): Promise<number> {
  try {
    return subcommand();
  } catch (error) {
    const { message, cure } = error as Error & { cure?: string };
    if (!/^(InvalidInput|CannotGoOn)$/.test((error as Error).name)) throw error;
    process.stderr.write(`${[message, cure].filter(Boolean).join("\n")}\n`);
    return 2;
  }
}

const placement = () =>
  new Option("--placement <who>", "with a stack: who decides what the manifest leaves out")
    .choices(["manifest", "workshop"])
    .default("manifest");

const account = () =>
  new Option(
    "--account <number>",
    "number of the AWS account, which is part of the names of buckets and images",
  );

/**
 * Adds `./workshop manifest`: for people who write plain YAML.
 *
 * @param end takes the exit code of a subcommand.
 */
export function addManifestCommands(program: Command, end: (code: Promise<number>) => Promise<void>): void {
  const manifest = program
    .command("manifest")
    .showHelpAfterError("(./workshop manifest --help lists its commands)")
    .description(
      "check, render and explain plain SparkApplication YAML, without engine, cluster or credentials",
    );

  manifest
    .command("check")
    .description(
      "check SparkApplication, ScheduledSparkApplication and SparkConnect YAML against every rule; exit code 1 when it would be refused, 2 when a path cannot be read",
    )
    .argument("<path...>", "files, folders, patterns, or - for the standard input")
    .option("-s, --stack <name>", "also check against its nodes, zones, buckets and namespaces")
    .addOption(placement())
    .addOption(account())
    .addOption(new Option("--json", "print the findings as JSON").conflicts("sarif"))
    .addOption(new Option("--sarif", "print the findings as SARIF, for code hosts and editors"))
    .action((paths, options) =>
      end(usage(() => load<typeof import("./check")>("check").check(paths, options))),
    );

  manifest
    .command("render")
    .description(
      "print the YAML that a stack would run, for kubectl apply: image, placement, sizes, S3A, committer, log levels and ConfigMaps with code filled in",
    )
    .argument("<file>", "a file, or - for the standard input")
    .requiredOption("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml")
    .addOption(account())
    .addOption(
      new Option(
        "--log-level <level>",
        "log level of the applications; by default their namespace's",
      ).choices([...everyLogLevel]),
    )
    .action((file, options) =>
      end(usage(() => load<typeof import("./render")>("render").render(file, options))),
    );

  manifest
    .command("explain")
    .description(
      "print what a field means, its value in the file, its default and who reads it; exit code 1 for an unknown field or a value that would be refused",
    )
    .argument("<file>", "a file, or - for the standard input")
    .argument("<path>", "path of the field: spec.driver.memory")
    .option("-s, --stack <name>", "also print the value that the stack would set")
    .addOption(account())
    .addOption(new Option("--json", "print it as JSON"))
    .action((file, path, options) =>
      end(usage(() => load<typeof import("./explain")>("explain").explain(file, path, options))),
    );

  manifest
    .command("diff")
    .description(
      "list the changes that would restart a run; exit code 1 when one would, 2 when a file cannot be read",
    )
    .argument("<old>", "the file as it is applied; - for the standard input")
    .argument("<new>", "the file as it will be applied; - for the standard input")
    .addOption(new Option("--json", "print it as JSON").conflicts("sarif"))
    .addOption(new Option("--sarif", "print it as SARIF, for code hosts and editors"))
    .action((before, after, options) =>
      end(usage(() => load<typeof import("./diff")>("diff").diff(before, after, options))),
    );
}
