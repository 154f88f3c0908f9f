import { join } from "node:path";

/** Name of the package that the compiled components are published as. */
export const packageName = "spark-workshop-components";

/**
 * The line of shell by which Pulumi's command provider runs one of our commands.
 *
 * Something follows `node`, or the shell would become it: the provider interrupts with SIGKILL, and what that may hit is
 * the shell, whose death tells `node` to clean up.
 *
 * @param path of the command below `components/`, without its ending: `cluster/commands/create`.
 * @param words its arguments.
 */
export function script(path: string, ...words: readonly string[]): string {
  const run = __filename.endsWith(".ts") ? `node --import tsx components/${path}.ts` : compiled(path);
  return `${[run, ...words].join(" ")}; exit $?`;
}

/**
 * A compiled command, run by the Node that runs the program. A machine that takes the stack down without the program, by what its state
 * says, may have both elsewhere: there it is any Node, and the package of the project.
 */
export function compiled(
  path: string,
  folder = join(__dirname, ".."),
  node: string = process.execPath,
): string {
  const file = `components/${path}.js`;
  return [
    `node=${quoted(node)}; [ -x "$node" ] || node=node`,
    `file=${quoted(join(folder, `${path}.js`))}; [ -e "$file" ] || file=node_modules/${packageName}/${file}`,
    '"$node" "$file"',
  ].join("; ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
