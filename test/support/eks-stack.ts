import { awsStack } from "../../stacks/aws";
import { awsConfig, awsReady } from "./aws-stack";
import { awsOutputs } from "./cloud-outputs";
import { FakeEngine, settled } from "./engine";
import { DeletionGraph } from "./graph";

/** The whole AWS stack on a fake engine, with some keys of `eks`, and the order of its deletion. */
export async function eksStack(
  eks: Record<string, unknown> = {},
): Promise<{ engine: FakeEngine; graph: DeletionGraph }> {
  const engine = await FakeEngine.start(awsOutputs);
  const graph = DeletionGraph.recording();
  const config = awsConfig({ publicAccess: ["8.8.8.8/32"], ...eks });
  awsStack(config, awsReady(config));
  await settled();
  return { engine, graph };
}

/** What an engine was told of a type. */
export const typed = (engine: FakeEngine, type: string) =>
  engine.registered.filter((one) => one.type === type);
