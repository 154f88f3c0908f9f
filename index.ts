import * as pulumi from "@pulumi/pulumi";
import { refuse } from "./components/errors";
import { misfits } from "./components/versions/compatibility";
import { versions } from "./components/versions/versions";
import { readConfig, type StackConfig } from "./stacks/config";
import { kindStack, readyForKind } from "./stacks/kind";
import { refusalsAsTheyAre } from "./stacks/refusal";

// What each `target` of a stack file stands for.
const stacks = {
  kind: async (config: StackConfig) => kindStack(config, await readyForKind(config)),
};

module.exports = () =>
  refusalsAsTheyAre(async () => {
    refuse("versions.json", misfits(versions));
    const prefix = `${pulumi.getProject()}:`;
    const given = Object.keys(pulumi.runtime.allConfig())
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
    const config = readConfig(new pulumi.Config(), given, pulumi.getStack());
    return stacks[config.target](config);
  });
