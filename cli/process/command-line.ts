import type { Argument, Command } from "commander";

/** Exit code of a command line that is wrong: an unknown command, option, stack, or a value that cannot be. */
export const usageCode = 2;

/**
 * The command line as commander can judge it. By itself it shows the whole help, and is content, when help is asked for of a
 * command that does not exist; without the wish for help it says that there is none, and which may be meant.
 *
 * @param args without node and script.
 */
export function judgeable(program: Command, args: readonly string[]): string[] {
  const [first, ...rest] = args;
  if (first === "help") {
    const path = rest.filter((arg) => !arg.startsWith("-"));
    // `help new job` is `new job --help`: commander's own looks at one word.
    return knownPath(program, path) ?? [...path, ...(path.length > 0 ? ["--help"] : args)];
  }
  return (
    knownPath(program, args) ?? (asksForHelp(args) ? refusedPath(program, args) : undefined) ?? [...args]
  );
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes("--help") || args.includes("-h");
}

/** A command with words that it does not take, in front of its options; nothing where it takes them all. */
function refusedPath(program: Command, words: readonly string[]): string[] | undefined {
  let command = program;
  let path = 0;
  for (let found: Command | undefined = program; found; path++) {
    command = found;
    found = command.commands.find((one) => one.name() === words[path]);
  }
  path--;
  const end = words.findIndex((word) => word.startsWith("-"));
  const given = words.slice(path, end);
  const { registeredArguments: takes } = command;
  const refused = given.some((word, i) => {
    const argument = takes[Math.min(i, takes.length - 1)];
    return argument === undefined || (i >= takes.length && !argument.variadic) || !isTaken(word, argument);
  });
  return refused ? words.slice(0, end) : undefined;
}

function isTaken(word: string, { parseArg }: Argument): boolean {
  try {
    parseArg?.(word, undefined);
    return true;
  } catch {
    return false;
  }
}

/** The words up to the first that is no command, where a command is wanted; nothing where all are known. */
function knownPath(program: Command, words: readonly string[]): string[] | undefined {
  let command = program;
  for (const [i, word] of words.entries()) {
    if (word.startsWith("-") || command.commands.length === 0) return undefined;
    const found = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
    // A command with arguments of its own beside its subcommands judges the word itself.
    if (!found && command.registeredArguments.length > 0) return undefined;
    if (!found) return word === "help" ? undefined : words.slice(0, i + 1);
    command = found;
  }
  return undefined;
}
