import { type Command, InvalidArgumentError } from "commander";
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
    .description("let something happen to the local platform, for you to find out; `incident end` undoes it")
    .option("--seed <number>", "the same number is the same incident; otherwise a random one", wholeNumber)
    .addOption(languageOption())
    .action((options) => end(() => actions().beginIncident(options)));
  /** Options after a subcommand's name are read by `incident` as well, which has one of the same name. */
  const merged = <T extends object>(options: T): T & { lang?: "en" | "pt-BR" } => ({
    ...incident.opts(),
    ...options,
  });
  incident
    .command("answer")
    .description("say what it is; exit code 1 where it is something else")
    .argument("<cause>", "one of those that the beginning listed")
    .addOption(languageOption())
    .action((cause, options) => end(() => actions().answerIncident(cause, merged(options))));
  incident
    .command("end")
    .description("undo it; can be run again")
    .addOption(languageOption())
    .action((options) => end(() => actions().endIncident(merged(options))));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Use a whole number.");
  return Number(text);
}
