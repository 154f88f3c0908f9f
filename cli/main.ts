import { Command, InvalidArgumentError, Option } from "commander";
import { plainText } from "../components/plain-text";
import { version } from "../package.json";
import { addIncidentCommands } from "./incident/commands";
import { addLabCommands, languageOption } from "./lab/commands";
import { addManifestCommands } from "./manifest/commands";
import { judgeable, usageCode } from "./process/command-line";
import { defaultStack } from "./process/paths";
import { interruptedCode, wasInterrupted, watchInterruption } from "./process/signals";
import { type SuiteName, suiteNames } from "./testing/suite-names";

const program = new Command("./workshop")
  .version(version, "-V, --version", "print the version")
  .description("Spark on Kubernetes with Pulumi: sets this machine up and runs the program.")
  .showHelpAfterError("(./workshop --help lists the commands)")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : usageCode))
  .configureHelp({ showGlobalOptions: true });

/** Loads a command when it is called for: each brings libraries that the others do without. */
function load<Module>(name: string): Module {
  return require(`./commands/${name}`) as Module;
}

const stack = () =>
  new Option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml").default(defaultStack);

program
  .command("up")
  .description("install missing tools and images, then create the stack: cluster, operator, storage, jobs")
  .addOption(stack())
  .option("-y, --yes", "do not ask before a stack that costs money is created; a local stack never asks")
  .addOption(languageOption())
  .option("--small", "for 8 GiB and two cores: write instanceTypes and limits into the stack file")
  .addOption(
    new Option(
      "--bundle <file>",
      "file of ./workshop bundle, or its URL, from which everything is taken: nothing is downloaded or built",
    ).env("WORKSHOP_BUNDLE"),
  )
  .action(async (options) => {
    // The script has found or downloaded it already, and says where it lies.
    const bundle = process.env.WORKSHOP_BUNDLE || options.bundle;
    return end(() => load<typeof import("./commands/up")>("up").up({ ...options, bundle }));
  });

program
  .command("bundle")
  .description(
    "write one file with all that ./workshop up downloads or builds: tools, packages, images, charts, data",
  )
  .option(
    "-o, --output <file>",
    "the file; by default a name with operating system and architecture, in .workshop/bundle",
  )
  .action(async (options) => end(() => load<typeof import("./commands/bundle")>("bundle").bundle(options)));

program
  .command("serve-bundle")
  .description(
    "serve a bundle to a room: downloads, a registry of its images, a page with the command to type",
  )
  .argument("[file]", "file of ./workshop bundle; by default the one that it writes on this machine")
  .option("-p, --port <number>", "port to listen on", port, 8000)
  .option("--address <address>", "address to listen on; by default every network of this machine", "0.0.0.0")
  .addOption(languageOption())
  .action(async (file, options) =>
    end(() => load<typeof import("./commands/serve-bundle")>("serve-bundle").serveBundle(file, options)),
  );

program
  .command("new")
  .description("create files for a new job")
  .command("job")
  .description("create jobs/NAME.ts, its code in apps/NAME/ and a unit test beside it; PySpark by default")
  .argument("<name>", "name of the job: lower-case letters, digits and hyphens")
  .option("--sql", "SQL statements in a file of their own")
  .option("--scala", "a Scala program, built with scala-cli")
  .option("--streaming", "a Structured Streaming job, which has no end")
  .action(async (name, options) =>
    end(() => load<typeof import("./commands/new")>("new").newJob(name, options)),
  );

program
  .command("preview")
  .description("show what this checkout would change in each stack, compared with a base branch")
  .option("-s, --stack <name>", "one stack only, as in Pulumi.<name>.yaml")
  .option(
    "--offline",
    "without engine, cluster or credentials, from what the program declares; the only mode so far",
  )
  .option("--base <ref>", "branch, tag or commit to compare with", "main")
  .option("--markdown <folder>", "also write <stack>.md into this folder: the comment for a pull request")
  .option("--no-diffs", "leave out the differences of each resource")
  .action(async (options) =>
    end(() => load<typeof import("./commands/preview")>("preview").preview(options)),
  );

program
  .command("down")
  .description("delete the stack, then check that nothing of it is left")
  .addOption(stack())
  .option("-y, --yes", "do not ask; the default for a local stack without a terminal")
  .option("--force", "remove finalizers from objects whose controller is gone")
  .option(
    "--cluster-gone",
    "the cluster no longer exists: drop its objects from the state, and delete the rest",
  )
  .option("--purge", "also remove the images that this clone built and the cache of tools")
  .addOption(languageOption())
  .action(async (options) => end(() => load<typeof import("./commands/down")>("down").down(options)));

program
  .command("test")
  .description("set this machine up and run every test; the last line is “N passed, N failed”")
  .option("--only <suites>", `some of them: ${suiteNames.join(", ")}`, suiteList)
  .action(async (options) => end(() => load<typeof import("./commands/test")>("test").test(options)));

program
  .command("policy")
  .description("check every stack, as the program declares it, against the platform's rules")
  .option("-s, --stack <name>", "one stack only, as in Pulumi.<name>.yaml")
  .action(async (options) => end(() => load<typeof import("./commands/policy")>("policy").policy(options)));

program
  .command("stacks")
  .description("list the stacks of this checkout with target and expiry")
  .option("--shared", "only those outside the machine that runs them")
  .option("--deployed", "only those that a merge to main deploys: `deploy: true`")
  .option("--expired", "only those whose `expires` is past")
  .option("--living", "only those whose `expires` is not past")
  .option("--only <name>", "only this one; an unknown name is an error")
  .option("--json", "print the names as JSON on one line")
  .action(async (options) => end(() => load<typeof import("./commands/stacks")>("stacks").stacks(options)));

program
  .command("status")
  .description(
    "show stack, nodes, applications and addresses; with a job, its state and what keeps it from running",
  )
  .argument("[job]", "name of a SparkApplication")
  .addOption(stack())
  .addOption(languageOption())
  .action(async (job, options) =>
    end(() => load<typeof import("./commands/status")>("status").status(job, options)),
  );

program
  .command("interrupt")
  .description("interrupt the busiest spot node, as EC2 does, and report what it cost")
  .addOption(stack())
  .option("--notice <seconds>", "seconds between notice and termination; EC2 gives 120", seconds, 120)
  .action(async (options) =>
    end(() => load<typeof import("./commands/interrupt")>("interrupt").interrupt(options)),
  );

program
  .command("doctor")
  .description(
    "check that this machine, or the AWS account, has what the stack needs, with the cure for what is missing",
  )
  .addOption(stack())
  .addOption(languageOption())
  .action(async (options) => end(() => load<typeof import("./commands/doctor")>("doctor").doctor(options)));

program
  .command("ready")
  .description("check whether this laptop is fit for a day of workshop, with the cure for what is not")
  .addOption(stack())
  .addOption(languageOption())
  .addOption(new Option("--json", "print the findings as JSON").conflicts("line"))
  .option("--trial", "also create a cluster of one node and delete it: about a minute")
  .option("--line", "print one line without names, for the room's page")
  .action(async (options) => end(() => load<typeof import("./commands/ready")>("ready").ready(options)));

program
  .command("audit")
  .description(
    "list what a stack has left in the AWS account, with its price and the command that deletes it",
  )
  .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "aws")
  .action(async (options) => end(() => load<typeof import("./commands/audit")>("audit").audit(options)));

program
  .command("tunnel")
  .description("forward a port of this machine to the API server of a private EKS cluster, until Ctrl-C")
  .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "aws")
  .action(async (options) => end(() => load<typeof import("./commands/tunnel")>("tunnel").tunnel(options)));

program
  .command("env")
  .description(
    'print shell lines for working by hand: eval "$(./workshop env)"; pulumi preview -s dev; kubectl get pods',
  )
  .addOption(stack())
  .action(async (options) => end(() => load<typeof import("./commands/env")>("env").env(options)));

addManifestCommands(program, (code) => end(() => code));
addLabCommands(program, end);
addIncidentCommands(program, end);

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 3600) {
    throw new InvalidArgumentError("Use whole seconds, 3600 at most.");
  }
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    throw new InvalidArgumentError("Use a number from 1 to 65535.");
  }
  return value;
}

function suiteList(text: string): SuiteName[] {
  return text.split(",").map((name) => {
    const known = suiteNames.find((suite) => suite === name.trim());
    if (!known) throw new InvalidArgumentError(`"${name}" is not a suite. Known: ${suiteNames.join(", ")}.`);
    return known;
  });
}

/** Exit code and last words of a command. */
async function end(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (wasInterrupted()) {
      process.stderr.write("Interrupted. Run the same command again to go on.\n");
      process.exitCode = interruptedCode;
      return;
    }
    process.stderr.write(`\n${plainText(error instanceof Error ? error.message : String(error))}\n`);
    const cure = (error as { cure?: unknown }).cure;
    if (typeof cure === "string") process.stderr.write(`${plainText(cure)}\n`);
    // What was typed or written is not the machine's fault.
    const typed = error instanceof Error && ["UsageError", "InvalidInput"].includes(error.name);
    if (!typed) process.stderr.write("./workshop doctor tells what else is missing.\n");
    process.exitCode = error instanceof Error && error.name === "UsageError" ? usageCode : 1;
  }
}

watchInterruption();
void program.parseAsync(judgeable(program, process.argv.slice(2)), { from: "user" });
