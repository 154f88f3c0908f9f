import type { EngineResult, EngineRun } from "../../../../cli/engine/run";
import { type DestroyOptions, destroy } from "../../../../cli/teardown/destroy";
import {
  type Answer,
  engineResult,
  keepingOutput,
  keepingReporter,
  PlayedClone,
  PlayedTools,
} from "../../../support/played-tools";

/** What the last stack was taken down with, for tests whose destroy is refused. */
export const played = { tools: new PlayedTools(), runs: [] as EngineResult[], engine: [] as EngineRun[] };
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));
jest.mock("../../../../cli/engine/run", () => ({
  runEngine: async (_: unknown, run: EngineRun) => {
    played.engine.push(run);
    return played.runs.shift() ?? engineResult(0);
  },
}));

export let clone: PlayedClone;
let output: ReturnType<typeof keepingOutput>;
beforeEach(() => {
  clone = new PlayedClone();
  output = keepingOutput();
});
afterEach(() => {
  jest.restoreAllMocks();
  clone.remove();
});

export interface Given extends Partial<DestroyOptions> {
  readonly backend?: "clone" | "chosen";
  /** How the runs of the engine end, one after the other; those beyond end well. */
  readonly runs?: readonly EngineResult[];
}

/** Takes the stack `mine` down, in the cluster of somebody else's unless it says otherwise, with programs that answer like this. */
export async function takeDown(given: Given, answers: Record<string, Answer> = {}) {
  const { backend = "clone", runs = [], ...options } = given;
  played.tools = new PlayedTools(answers);
  played.runs = [...runs];
  played.engine = [];
  const report = keepingReporter();
  const code = await destroy(clone.bench("mine", backend), report, {
    target: "existing",
    cluster: "lent",
    ...options,
  });
  const engine = played.engine.map(({ command }) => command);
  return { code, tools: played.tools, engine, notes: report.lines.join("\n"), said: output.text() };
}

export const failed = () => engineResult(255, "the API server said no");
/** The state of a stack, as Pulumi exports it. */
export const state = (...resources: unknown[]) => JSON.stringify({ deployment: { resources } });
/** A live object that waits for a finalizer. */
export const waiting = JSON.stringify({ metadata: { deletionTimestamp: "t", finalizers: ["a/b"] } });
