import type { StackContext } from "./context";
import { quote, writeHandPulumi } from "./pulumi-wrapper";

/** Variables of a workbench that a person's own shell needs, in the order in which they are printed. */
const exported = [
  "PATH",
  "KUBECONFIG",
  "PULUMI_BACKEND_URL",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "PULUMI_HOME",
  "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER",
  "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
  "PULUMI_SKIP_UPDATE_CHECK",
] as const;

/**
 * The workbench as lines for `eval`: what a person's shell has already is left out.
 *
 * With the state in the clone, `pulumi` is the one that keeps the stack files clean.
 */
export function renderEnv(bench: StackContext, current: NodeJS.ProcessEnv): string {
  const clone = bench.settings.backend.kind === "clone";
  const bin = clone ? writeHandPulumi(bench.paths.bin, bench.root, bench.pulumi) : undefined;
  const path = bin ? `${bin}:${bench.env.PATH}` : bench.env.PATH;
  return exported
    .flatMap((name) => {
      const value = name === "PATH" ? path : bench.env[name];
      return value === undefined || value === current[name] ? [] : [`export ${name}=${quote(value)}`];
    })
    .map((line) => `${line}\n`)
    .join("");
}
