import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { awsOutputs } from "./cloud-outputs";
import { FakeEngine, settled } from "./engine";

/**
 * Runs a compiled program under Pulumi's mocks, in the folder that this process was started in.
 *
 *     node --import tsx example-run.ts PROGRAM CONFIG
 *
 * Prints, as JSON, what it registered and which of Pulumi's SDKs it loaded.
 */
const [program = "", config = "{}"] = process.argv.slice(2);

void (async () => {
  const engine = await FakeEngine.start(awsOutputs);
  engine.answers.set("aws:index/getCallerIdentity:getCallerIdentity", () => ({ accountId: "123456789012" }));
  pulumi.runtime.setAllConfig(JSON.parse(config) as Record<string, string>);
  const main = require(join(process.cwd(), program)) as () => Promise<{ state: pulumi.Output<string> }>;
  const { state } = await main();
  const ended = await new Promise((resolve) => {
    state.apply(resolve);
  });
  await settled();
  const sdks = Object.keys(require.cache).flatMap(
    (path) => /@pulumi\/(\w+)\/index\.js$/.exec(path)?.[1] ?? [],
  );
  process.stdout.write(JSON.stringify({ state: ended, registered: engine.registered, sdks }));
})();
