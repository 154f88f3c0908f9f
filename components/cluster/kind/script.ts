/**
 * The shell command for one of `components/cluster/commands`.
 *
 * Something follows `node`, or the shell would become it: Pulumi's command provider interrupts with SIGKILL, and what
 * that may hit is the shell, whose death tells `node` to clean up.
 */
export function script(verb: "create" | "delete" | "kubeconfig" | "load" | "ready"): string {
  return `node --import tsx components/cluster/commands/${verb}.ts; exit $?`;
}

/** A value as JSON that is the same for equal values, in whatever order their properties were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
