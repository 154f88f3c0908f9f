import { type LabFolder, loadPage } from "./catalog";
import { examine, type TaskFinding } from "./check";
import { type Answer, type Fault, type Lab, wrongAnswer } from "./define";
import { type Progress, type ProgressStore, startedNow } from "./progress";
import { layFiles } from "./start";
import { type LabTools, labWorld } from "./world";

/**
 * A learner's work on one lab: what is known of it, and the world that it is about. What commands of `./workshop lab` and the
 * test do alike.
 */
export class LabSession {
  constructor(
    readonly at: LabFolder,
    readonly lab: Lab,
    private readonly tools: LabTools,
    private readonly store: ProgressStore,
  ) {}

  /** What is known; nothing before {@link begin}. */
  get progress(): Progress | undefined {
    return this.store.read(this.at.folder);
  }

  /** Starts the lab, or goes on with it: lays files, makes what it starts from, and notes when. Can be run again. */
  async begin(): Promise<Progress> {
    const known = this.progress;
    const now = this.tools.now();
    const progress: Progress = known ? { ...known, opened: now.toISOString() } : startedNow(now);
    // Before anything is made: what an interrupted preparation has made is newer then, too.
    this.store.write(this.at.folder, progress);
    layFiles(this.at, this.tools);
    if (!this.lab.prepare) return progress;
    const world = this.world(progress);
    await this.lab.prepare(world);
    return this.keep({ ...progress, memory: world.remembered });
  }

  /**
   * Looks at every task. What was seen done stays done; the time is noted.
   *
   * @param progress of a lab that was started.
   */
  async check(progress: Progress): Promise<{ findings: TaskFinding[]; progress: Progress }> {
    const world = this.world(progress);
    const found = await examine(this.lab, world);
    const at = this.tools.now().toISOString();
    const tasks = { ...progress.tasks };
    const findings = found.map(({ task, finding }): TaskFinding => {
      const before = tasks[task.id];
      if (before) return { task, finding: { state: "done", proof: before.proof } };
      if (finding.state === "done") tasks[task.id] = { at, proof: finding.proof };
      return { task, finding };
    });
    const all = findings.every(({ finding }) => finding.state === "done");
    const solved = progress.solved ?? (all ? { at, version: loadPage(this.at, "en").version } : undefined);
    return { findings, progress: this.keep({ ...progress, tasks, solved, memory: world.remembered }) };
  }

  /** Compares an answer with what the machine says, and keeps it. A fault when there is nothing to compare it with. */
  async answer(progress: Progress, key: string, value: string): Promise<Progress["answers"][string] | Fault> {
    const question = this.lab.answers?.[key];
    if (!question) throw new RangeError(`no answer ${key}`);
    const world = this.world(progress);
    const truth = await question.truth(world);
    if (typeof truth !== "string") return truth;
    const given = judged(question, value, truth, this.tools.now());
    this.keep({ ...progress, answers: { ...progress.answers, [key]: given }, memory: world.remembered });
    return given;
  }

  /** Notes that one hint more was asked for. @returns how many hints of the task were asked for before. */
  hinted(progress: Progress, task: string): number {
    const before = progress.hints[task] ?? 0;
    this.keep({ ...progress, hints: { ...progress.hints, [task]: before + 1 } });
    return before;
  }

  /** Notes that the solution was shown. */
  showed(progress: Progress): Progress {
    return this.keep({ ...progress, shown: true });
  }

  private world(progress: Progress) {
    return labWorld(this.tools, {
      folder: this.at.folder,
      started: new Date(progress.started),
      answers: progress.answers,
      memory: progress.memory,
    });
  }

  private keep(progress: Progress): Progress {
    this.store.write(this.at.folder, progress);
    return progress;
  }
}

function judged(question: Answer, value: string, truth: string, now: Date): Progress["answers"][string] {
  const plain = (text: string) => text.trim().toLowerCase();
  const right = question.equals?.(value, truth) ?? plain(value) === plain(truth);
  const at = now.toISOString();
  if (right) return { value, right, at };
  const mistake = question.mistakes?.find(({ when }) => when(value, truth));
  return { value, right, at, reason: mistake?.reason ?? wrongAnswer };
}
