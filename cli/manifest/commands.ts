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
  new Option(
    "--placement <who>",
    "with a stack: whether what the manifest is silent about counts as the workshop's own",
  )
    .choices(["manifest", "workshop"])
    .default("manifest");

const account = () =>
  new Option("--account <number>", "number of the AWS account, which buckets and images are named after");

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
    .option("-s, --stack <name>", "ask about its nodes, zones, buckets and namespaces too")
    .addOption(placement())
    .addOption(account())
    .addOption(new Option("--json", "everything that was found as JSON").conflicts("sarif"))
    .addOption(new Option("--sarif", "findings as SARIF, for code hosts and editors"))
    .action((paths, options) =>
      end(usage(() => load<typeof import("./check")>("check").check(paths, options))),
    );

  manifest
    .command("render")
    .description(
      "write what a stack would run: image, placement, sizes, S3A, committer, log levels and ConfigMaps with code filled in, as kubectl apply takes it",
    )
    .argument("<file>", "a file, or - for the standard input")
    .requiredOption("-s, --stack <name>", "the stack that it is for")
    .addOption(account())
    .addOption(
      new Option("--log-level <level>", "of applications, where it differs from their namespace's").choices([
        ...everyLogLevel,
      ]),
    )
    .action((file, options) =>
      end(usage(() => load<typeof import("./render")>("render").render(file, options))),
    );

  manifest
    .command("explain")
    .description(
      "say what a field is, what the file says there, its default and who reads it; exit code 1 for a field that there is not, or a value that would be refused",
    )
    .argument("<file>", "a file, or - for the standard input")
    .argument("<path>", "of the field: spec.driver.memory")
    .option("-s, --stack <name>", "say also what the stack would put there")
    .addOption(account())
    .addOption(new Option("--json", "the same as JSON"))
    .action((file, path, options) =>
      end(usage(() => load<typeof import("./explain")>("explain").explain(file, path, options))),
    );

  manifest
    .command("diff")
    .description(
      "say which changes would restart a run; exit code 1 when one would, 2 when a file cannot be read",
    )
    .argument("<old>", "the file as it is applied; - for the standard input")
    .argument("<new>", "the file as it is to be; - for the standard input")
    .addOption(new Option("--json", "the same as JSON").conflicts("sarif"))
    .addOption(new Option("--sarif", "the same as SARIF, for code hosts and editors"))
    .action((before, after, options) =>
      end(usage(() => load<typeof import("./diff")>("diff").diff(before, after, options))),
    );
}
