import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { labFolders, loadLab } from "../../cli/lab/catalog";
import { looksAtCluster } from "../../cli/lab/define";
import { ownThings, thingLines } from "../../cli/lab/own-things";
import { type LabTools, labWorld, patientMs } from "../../cli/lab/world";
import { runTool } from "../../cli/process/exec";
import { pulledImages } from "../../components/images/catalog";
import { ensureImage } from "../../components/images/docker";
import { versions } from "../../components/versions/versions";
import { clone, copyClone } from "./support/copy";
import { LabFigures, labTurns, seedOfRun } from "./support/lab-run";
import { playLab } from "./support/labs";

const minutes = (n: number) => n * 60_000;
/** Those of Docker alone, and those that need no more than a clone. */
const played = labFolders(clone).filter((at) => !looksAtCluster(loadLab(at).needs));
const docker = played.filter((at) => loadLab(at).needs === "docker");
const seed = seedOfRun();
const turns = labTurns(played, seed, 2);

/** A copy of the clone, so that what a person did of the labs is left alone. */
const root = join(clone, ".workshop", "e2e", "labs");
const tools: LabTools = {
  root,
  home: join(root, ".workshop", "labs"),
  env: process.env,
  run: runTool,
  now: () => new Date(),
};
const figures = new LabFigures();

beforeAll(async () => {
  process.stdout.write(`Labs in the order of LAB_SEED=${seed}\n`);
  await ensureImage(pulledImages(versions).debian, () => {});
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  copyClone(root);
  // A lab compares with what was committed, as in a person's clone.
  const git = ["-c", "user.name=lab", "-c", "user.email=lab@example.com"];
  for (const args of [
    ["init", "--quiet"],
    ["add", ".", ":!node_modules"],
    [...git, "commit", "--quiet", "--message", "as it is"],
  ]) {
    execFileSync("git", args, { cwd: root });
  }
  // Containers of a person who is at a lab are not for the test to remove.
  for (const at of docker) {
    const world = labWorld(
      tools,
      { folder: at.folder, started: new Date(), answers: {}, memory: {} },
      patientMs,
    );
    const there = thingLines(await ownThings(world, "docker"));
    if (there.length > 0)
      throw new Error(`${there.join(", ")}: ./workshop lab reset ${at.number} removes them`);
  }
}, minutes(10));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  figures.finish();
});

test.each(turns)(
  "round %i, lab %s: every task fails, the page's commands do it, and nothing is left",
  async (_, folder, at) => figures.add(folder, await playLab(at, tools)),
  minutes(8),
);
