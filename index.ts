import * as pulumi from "@pulumi/pulumi";
import { refuse } from "./components/errors";
import { misfits } from "./components/versions/compatibility";
import { versions } from "./components/versions/versions";
import { awsStack, readyForAws } from "./stacks/aws";
import { readConfig, type StackConfig } from "./stacks/config";
import { kindStack, readyForKind } from "./stacks/kind";

// What each `target` of a stack file stands for.
const stacks = {
  kind: async (config: StackConfig) => kindStack(config, await readyForKind(config)),
  eks: async (config: StackConfig) =>
    awsStack(config, await readyForAws(config, keysOf("aws"), pulumi.getStack())),
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

module.exports = async () => {
  refuse("versions.json", misfits(versions));
  const given = Object.keys(keysOf(pulumi.getProject()));
  const config = readConfig(new pulumi.Config(), given, pulumi.getStack());
  return stacks[config.target](config);
};
