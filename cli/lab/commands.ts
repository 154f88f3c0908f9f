import { type Command, InvalidArgumentError, Option } from "commander";
import { languages } from "./language";

type Actions = typeof import("./actions");

/** Loaded when a subcommand is called for. */
const actions = () => require("./actions") as Actions;

/** The language that a command speaks to a learner. */
export const languageOption = () =>
  new Option("--lang <language>", "language of pages and messages; by default that of the locale").choices([
    ...languages,
  ]);

/**
 * Adds `./workshop lab`: what the workshop teaches, done by the learner and checked by the machine.
 *
 * @param end takes the exit code of a subcommand.
 */
export function addLabCommands(
  program: Command,
  end: (command: () => Promise<number>) => Promise<void>,
): void {
  const lab = program
    .command("lab")
    .showHelpAfterError("(./workshop lab --help lists its commands)")
    .description("list the labs; with a number, start or continue that lab and show its page")
    .argument("[number]", "number of a lab", labNumber)
    .addOption(languageOption())
    .action((number, options) =>
      end(() => (number === undefined ? actions().list(options) : actions().show(number, options))),
    );
  /** Options after a subcommand's name are read by `lab` as well, which has one of the same name. */
  const merged = <T extends object>(options: T): T & { lang?: "en" | "pt-BR" } => ({
    ...lab.opts(),
    ...options,
  });

  lab
    .command("check")
    .description(
      "check every task: done, not yet and why, or not possible any more; exit code 1 unless all are done",
    )
    .argument("[number]", "number of a lab; by default the one shown last", labNumber)
    .option("-w, --watch", "repeat until all are done")
    .addOption(languageOption())
    .action((number, options) => end(() => actions().check(number, merged(options))));
  lab
    .command("answer")
    .description("answer a question of the lab; the answer is compared with this machine")
    .argument("<key>", "name of the question")
    .argument("<value>", "the answer")
    .addOption(languageOption())
    .action((key, value, options) => end(() => actions().answer(key, value, merged(options))));
  lab
    .command("hint")
    .description("show the next hint for the first open task; the first hint says why its check fails")
    .argument("[number]", "number of a lab; by default the one shown last", labNumber)
    .addOption(languageOption())
    .action((number, options) => end(() => actions().hint(number, merged(options))));
  lab
    .command("solve")
    .description("run the commands of the page, solutions included, and show what each does")
    .argument("[number]", "number of a lab; by default the one shown last", labNumber)
    .addOption(languageOption())
    .action((number, options) => end(() => actions().solve(number, merged(options))));
  lab
    .command("reset")
    .description("undo a lab, as if it had not been started; the learner's files are kept aside")
    .argument("[number]", "number of a lab; by default the one shown last", labNumber)
    .option("--all", "every lab")
    .addOption(languageOption())
    .action((number, options) => end(() => actions().reset(number, merged(options))));
  lab
    .command("report")
    .description("write what was done and when, as Markdown and HTML, for the instructor")
    .option("--name <name>", "name on the report; by default the user's")
    .addOption(languageOption())
    .action((options) => end(() => actions().report(merged(options))));
}

function labNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 99)
    throw new InvalidArgumentError("Use the number of a lab; ./workshop lab lists them.");
  return value;
}
