import * as pulumi from "@pulumi/pulumi";
import { refuse } from "./components/problems";
import { reportErrors } from "./stacks/program-errors";

/** Every key of a namespace of the stack's configuration, without the namespace. */
function keysOf(namespace: string): Record<string, string> {
  const prefix = `${namespace}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig()).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

/** Which keys are encrypted: not in the SDK's public types. @see sdk/nodejs/runtime/config.ts */
const secrets = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

module.exports = () =>
  reportErrors(async () => {
    // Loaded here, so that a fault of versions.json is told like any other.
    const { incompatibilities, versions } =
      require("./components/facts") as typeof import("./components/facts");
    const { acceptedConfig, programOf } = require("./stacks/accept") as typeof import("./stacks/accept");
    refuse("versions.json", incompatibilities(versions));
    const own = keysOf(pulumi.getProject());
    // Read as plain text whether or not a key is encrypted, since it must be checked; what is secret stays so where it is used.
    const project = pulumi.getProject();
    const keys = Object.keys(pulumi.runtime.allConfig());
    const file = { stack: pulumi.getStack(), aws: keysOf("aws"), all: { project, keys } };
    const isSecret = (key: string) => secrets.isConfigSecret(`${project}:${key}`);
    const config = await acceptedConfig({ get: (key) => own[key], isSecret }, Object.keys(own), file);
    return programOf(config.target).declare(config, file);
  });
