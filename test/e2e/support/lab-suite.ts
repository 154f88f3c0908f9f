import { LabFigures, playTurns, type Turn } from "./lab-run";
import { labToolsOf, playLab } from "./labs";
import type { Project } from "./project";

/**
 * Tests of labs on the cluster of a project, for a `describe` of their own: they are played before the first of its tests, some of them side
 * by side, and each test is what became of one.
 */
export function testLabs(turns: readonly Turn[], seed: number, project: Project): void {
  if (turns.length === 0) return;
  const figures = new LabFigures();
  let outcomes: Awaited<ReturnType<typeof playTurns>>;

  beforeAll(
    async () => {
      const tools = await labToolsOf(project);
      outcomes = await playTurns(turns, (at) => playLab(at, tools));
    },
    turns.length * 12 * 60_000,
  );
  afterAll(() => figures.finish());

  for (const turn of turns) {
    const [round, folder] = turn;
    test(`LAB_SEED=${seed}, round ${round}, lab ${folder}: every task fails, the page's commands do it, and nothing is left`, () => {
      const outcome = outcomes.get(turn);
      if (outcome?.status !== "fulfilled") throw outcome?.reason;
      figures.add(folder, outcome.value);
    });
  }
}
