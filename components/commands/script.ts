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
  return `${["node --import tsx", `components/${path}.ts`, ...words].join(" ")}; exit $?`;
}
