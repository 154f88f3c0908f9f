import type { Problem } from "../../errors";
import { keyed, type Rule } from "./subject";

/** Names of settings whose value is a secret. */
const secretName = /(password|passwd|secret|token|access[._-]?key|private[._-]?key|api[._-]?key|credential)/i;
/** Names that match but say where a secret is, or how it is come by. */
const harmlessName = /(provider|secretkeyref|[._-]?(file|path|class|enabled|name|type|expiry|timeout)$)/i;
/** Values that are secrets whatever they are called: AWS keys, private keys, tokens. */
const secretValue = /\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\beyJ[\w-]+\.[\w-]+\.[\w-]+/;

/**
 * Secrets that were pasted where everybody reads them: a spec is shown by `kubectl get`, by previews and in the state. The message
 * does not repeat them.
 */
export const secretRules: Rule = ({ spec, at }) => {
  const found = (path: string, name: string, value: unknown, cure: string): Problem[] => {
    if (typeof value !== "string" || value === "") return [];
    const named = secretName.test(name) && !harmlessName.test(name);
    if (!named && !secretValue.test(value)) return [];
    return [{ path, reason: "holds a secret in plain text", cure }];
  };
  const settings = (["sparkConf", "hadoopConf"] as const).flatMap((field) =>
    Object.entries(spec[field] ?? {}).flatMap(([key, value]) =>
      found(
        keyed(`${at}.${field}`, key),
        key,
        value,
        "The namespace grants access to storage; anything else: put it into a Secret and name that in driver.envFrom or driver.secrets.",
      ),
    ),
  );
  const words = (spec.arguments ?? []).flatMap((value, i) => {
    // "--password=x": the name is in the argument itself; "--password x": in the one before.
    const [, name = "", given = value] = /^--?([^=]+)=(.*)$/s.exec(value) ?? [];
    const before = /^--?([\w.-]+)$/.exec(spec.arguments?.[i - 1] ?? "")?.[1] ?? "";
    if (value.startsWith("-") && name === "") return [];
    return found(
      `${at}.arguments[${i}]`,
      name || before,
      given,
      "Read it from an environment variable that comes from a Secret.",
    );
  });
  const env = (["driver", "executor"] as const).flatMap((role) =>
    [
      ...(spec[role].env ?? []).map(({ name, value }, i) => ({
        path: `${at}.${role}.env[${i}].value`,
        name,
        value,
      })),
      ...Object.entries(spec[role].envVars ?? {}).map(([name, value]) => ({
        path: keyed(`${at}.${role}.envVars`, name),
        name,
        value,
      })),
    ].flatMap(({ path, name, value }) => found(path, name, value, "Use valueFrom with a secretKeyRef.")),
  );
  return [...settings, ...words, ...env];
};
