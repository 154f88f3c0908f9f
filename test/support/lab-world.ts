import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LabMoment, type LabTools, labWorld } from "../../cli/lab/world";
import type { Outcome } from "../../cli/process/exec";

/** What a played program says: its output, or how it fails. */
export type Played = string | Partial<Outcome>;

/** A command line with what it says: the longest beginning that fits is taken, so that `docker` alone answers all the others. */
export type Play = Readonly<Record<string, Played>>;

/** A machine without anything of the learner's: Docker and cluster answer, and there is nothing of the lab in them. */
export const emptyMachine: Play = {
  docker: { code: 1, stderr: "Error: No such object" },
  "docker info": JSON.stringify({
    KernelVersion: "6.1.0-played",
    OperatingSystem: "Played",
    NCPU: 2,
    MemTotal: 1e10,
  }),
  "docker ps": "",
  "docker volume ls": "",
  "docker network ls": "",
  "docker image ls": "",
  kubectl: { code: 1, stderr: 'Error from server (NotFound): "it" not found' },
  "kubectl get": "",
  // What a stack that is up has: the image that pods of labs run.
  "kubectl get deployment spark-history-server": JSON.stringify({
    spec: { template: { spec: { containers: [{ image: "spark:played" }] } } },
  }),
  "kubectl create namespace": "",
  "kubectl get namespace spark-jobs": JSON.stringify({ metadata: { name: "spark-jobs" } }),
};

const folders: string[] = [];

/** Tools that play a machine, in a folder of their own; the commands that they were given are in `asked`. */
export function playedTools(
  play: Play,
  now: () => Date = () => new Date(),
): LabTools & { readonly asked: string[] } {
  const root = mkdtempSync(join(tmpdir(), "lab-"));
  folders.push(root);
  const asked: string[] = [];
  const all = { ...emptyMachine, ...play };
  return {
    root,
    home: join(root, ".workshop", "labs"),
    env: {},
    now,
    asked,
    run: async (program, args) => {
      const line = [program, ...args].join(" ");
      asked.push(line);
      const [best] = Object.keys(all)
        .filter((beginning) => line === beginning || line.startsWith(`${beginning} `))
        .sort((a, b) => b.length - a.length);
      const said = best === undefined ? { code: 127, stderr: `${program}: not found` } : all[best];
      const outcome = typeof said === "string" ? { stdout: said } : said;
      return { code: 0, stdout: "", stderr: "", ...outcome };
    },
  };
}

/** The world of a lab on a played machine. */
export function playedWorld(play: Play, moment: Partial<LabMoment> = {}) {
  const whole: LabMoment = {
    folder: "01-played",
    started: new Date("2026-01-01T10:00:00Z"),
    answers: {},
    memory: {},
    ...moment,
  };
  return labWorld(playedTools(play), whole);
}

/** Removes the folders of all played tools; for `afterAll`. */
export function removePlayed(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
