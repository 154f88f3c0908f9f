import * as pulumi from "@pulumi/pulumi";
import { refuse } from "./components/errors";
import { incompatibilities } from "./components/versions/compatibility";
import { versions } from "./components/versions/versions";
import { awsStack, preflightAws } from "./stacks/aws";
import { readConfig, type StackConfig } from "./stacks/config";
import { existingStack, preflightExistingStack } from "./stacks/existing";
import { kindStack, preflightKind } from "./stacks/kind";
import { reportErrors } from "./stacks/program-errors";

// What each `target` of a stack file stands for.
const stacks = {
  kind: async (config: StackConfig) => kindStack(config, await preflightKind(config)),
  eks: async (config: StackConfig) =>
    awsStack(config, await preflightAws(config, keysOf("aws"), pulumi.getStack())),
  existing: async (config: StackConfig) => existingStack(config, await preflightExistingStack(config)),
};

/** Every key of a namespace of the stack's configuration, without the namespace. */
function keysOf(namespace: string): Record<string, string> {
  const prefix = `${namespace}:`;
  return Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig()).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

module.exports = () =>
  reportErrors(async () => {
    refuse("versions.json", incompatibilities(versions));
    const own = keysOf(pulumi.getProject());
    // Read as plain text whether or not a key is encrypted, since it must be checked; what is secret stays so where it is used.
    const config = readConfig({ get: (key) => own[key] }, Object.keys(own), pulumi.getStack());
    return stacks[config.target](config);
  });
