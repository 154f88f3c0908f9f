import { type Command, InvalidArgumentError } from "commander";
import { meantName } from "../../components/units/similar";
import { languageOption } from "../lab/commands";

type Actions = typeof import("./actions");

/** Loaded when a subcommand is called for. */
const actions = () => require("./actions") as Actions;

/**
 * Adds `./workshop incident`: something happens to the platform, and the learner finds out what.
 *
 * @param end takes the exit code of a subcommand.
 */
export function addIncidentCommands(
  program: Command,
  end: (command: () => Promise<number>) => Promise<void>,
): void {
  const incident = program
    .command("incident")
    .showHelpAfterError("(./workshop incident --help lists its commands)")
    .description("break something in the local platform, for you to diagnose; `incident end` undoes it")
    .option("--seed <number>", "number that chooses the incident; by default a random one", wholeNumber)
    .addOption(languageOption())
    // Commander counts words where a command does something by itself, and has no word for what it does not know.
    .allowExcessArguments()
    .action((options) => {
      const [word] = incident.args;
      if (word !== undefined) incident.error(unknown(word, incident));
      return end(() => actions().beginIncident(options));
    });
  /** Options after a subcommand's name are read by `incident` as well, which has one of the same name. */
  const merged = <T extends object>(options: T): T & { lang?: "en" | "pt-BR" } => ({
    ...incident.opts(),
    ...options,
  });
  incident
    .command("answer")
    .description("answer with the cause; exit code 1 when it is another")
    .argument("<cause>", "one of the causes that `incident` lists")
    .addOption(languageOption())
    .action((cause, options) => end(() => actions().answerIncident(cause, merged(options))));
  incident
    .command("end")
    .description("undo the incident; can be run again")
    .addOption(languageOption())
    .action((options) => end(() => actions().endIncident(merged(options))));
}

function unknown(word: string, { commands }: Command): string {
  const names = commands.map((command) => command.name());
  const meant = meantName(word, names);
  return `error: unknown command '${word}'\n(${meant ? `Did you mean ${meant}?` : `Commands: ${names.join(", ")}.`})`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Use a whole number.");
  return Number(text);
}
