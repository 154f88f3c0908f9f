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
  .version(version, "-V, --version", "say which version this is")
  .description(
    "Spark on Kubernetes with Pulumi: prepares this machine, calls the program, tells what happened.",
  )
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
  .description("bring everything up: tools, images, cluster, operator, storage, job")
  .addOption(stack())
  .option(
    "-y, --yes",
    "create a stack that costs money without asking; there is nothing to confirm on this machine",
  )
  .addOption(languageOption())
  .option("--small", "for 8 GiB and two cores: writes instanceTypes and limits into the stack file")
  .addOption(
    new Option(
      "--bundle <file>",
      "a file of ./workshop bundle, or its address: nothing is downloaded or built then",
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
    "write one file with which ./workshop up needs no network: tools, packages, images, charts, data",
  )
  .option(
    "-o, --output <file>",
    "where to; otherwise a name that says for which machines, in .workshop/bundle",
  )
  .action(async (options) => end(() => load<typeof import("./commands/bundle")>("bundle").bundle(options)));

program
  .command("serve-bundle")
  .description("hand a bundle to a room: downloads, a registry of its images, a page with the line to type")
  .argument("[file]", "of ./workshop bundle; otherwise the one that it writes on this machine")
  .option("-p, --port <number>", "to listen on", port, 8000)
  .option("--address <address>", "to listen on; otherwise every network that this machine is in", "0.0.0.0")
  .addOption(languageOption())
  .action(async (file, options) =>
    end(() => load<typeof import("./commands/serve-bundle")>("serve-bundle").serveBundle(file, options)),
  );

program
  .command("new")
  .description("write the files of something new")
  .command("job")
  .description("write jobs/NAME.ts, its code in apps/NAME/ and a unit test beside it: PySpark, or as chosen")
  .argument("<name>", "of the job: lower-case letters, digits and hyphens")
  .option("--sql", "SQL statements in a file of their own")
  .option("--scala", "a Scala program, built with scala-cli")
  .option("--streaming", "a Structured Streaming job that goes on for ever")
  .action(async (name, options) =>
    end(() => load<typeof import("./commands/new")>("new").newJob(name, options)),
  );

program
  .command("preview")
  .description("what this checkout would change, by stack, compared with the branch it grew from")
  .option("-s, --stack <name>", "one stack only, as in Pulumi.<name>.yaml")
  .option(
    "--offline",
    "without engine, cluster or credentials, from what the program declares; implied for now",
  )
  .option("--base <ref>", "branch, tag or commit to compare with", "main")
  .option("--markdown <folder>", "write <stack>.md there as well: the comment for a pull request")
  .option("--no-diffs", "leave out what differs in each resource")
  .action(async (options) =>
    end(() => load<typeof import("./commands/preview")>("preview").preview(options)),
  );

program
  .command("down")
  .description("remove the stack and make sure that nothing of it is left")
  .addOption(stack())
  .option("-y, --yes", "do not ask; implied for a local stack where there is no terminal")
  .option("--force", "take finalizers away from what waits for them in vain")
  .option("--cluster-gone", "the cluster is no more: forget what was in it, and delete the rest")
  .option("--purge", "remove the images that this clone built and the workshop's cache of tools as well")
  .addOption(languageOption())
  .action(async (options) => end(() => load<typeof import("./commands/down")>("down").down(options)));

program
  .command("test")
  .description("set up and run every test; ends with “N passed, N failed”")
  .option("--only <suites>", `some of them: ${suiteNames.join(", ")}`, suiteList)
  .action(async (options) => end(() => load<typeof import("./commands/test")>("test").test(options)));

program
  .command("policy")
  .description("ask the rules of the platform about every stack, as its program declares it")
  .option("-s, --stack <name>", "one stack only, as in Pulumi.<name>.yaml")
  .action(async (options) => end(() => load<typeof import("./commands/policy")>("policy").policy(options)));

program
  .command("stacks")
  .description("the stacks of this checkout, with their targets and when they end")
  .option("--shared", "only those that do not live on the machine of the one who runs them")
  .option("--deployed", "only those that a merge to main brings up: `deploy: true`")
  .option("--expired", "only those whose `expires` has come")
  .option("--living", "only those whose `expires` has not come")
  .option("--only <name>", "only this one; refused if it is none of them")
  .option("--json", "names as JSON on one line")
  .action(async (options) => end(() => load<typeof import("./commands/stacks")>("stacks").stacks(options)));

program
  .command("status")
  .description("stack, nodes, applications and addresses on one screen; with a job, what it is at and why")
  .argument("[job]", "name of a SparkApplication")
  .addOption(stack())
  .addOption(languageOption())
  .action(async (job, options) =>
    end(() => load<typeof import("./commands/status")>("status").status(job, options)),
  );

program
  .command("interrupt")
  .description("take the busiest spot node away, as EC2 would, and tell what it cost")
  .addOption(stack())
  .option("--notice <seconds>", "from the notice to the end of the machine; EC2 gives 120", seconds, 120)
  .action(async (options) =>
    end(() => load<typeof import("./commands/interrupt")>("interrupt").interrupt(options)),
  );

program
  .command("doctor")
  .description("check what the workshop needs of this machine, with the cure for what is missing")
  .addOption(stack())
  .addOption(languageOption())
  .action(async (options) => end(() => load<typeof import("./commands/doctor")>("doctor").doctor(options)));

program
  .command("ready")
  .description(
    "say whether this laptop gets through a day with the workshop, with the cure for what will not do",
  )
  .addOption(stack())
  .addOption(languageOption())
  .addOption(new Option("--json", "findings as JSON").conflicts("line"))
  .option("--trial", "make a cluster of one node as well, and remove it again: about a minute")
  .option("--line", "one line without names, for a page of the whole room")
  .action(async (options) => end(() => load<typeof import("./commands/ready")>("ready").ready(options)));

program
  .command("audit")
  .description(
    "look through the AWS account for what a stack has left, with its price and the command that removes it",
  )
  .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "aws")
  .action(async (options) => end(() => load<typeof import("./commands/audit")>("audit").audit(options)));

program
  .command("tunnel")
  .description(
    "bring the API server of an EKS stack that is closed to the outside to this machine, until Ctrl-C",
  )
  .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "aws")
  .action(async (options) => end(() => load<typeof import("./commands/tunnel")>("tunnel").tunnel(options)));

program
  .command("env")
  .description(
    'shell lines for working by hand: eval "$(./workshop env)"; pulumi preview -s dev; kubectl get pods',
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
