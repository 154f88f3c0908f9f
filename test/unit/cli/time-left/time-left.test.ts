import { engineTasks, planOf } from "../../../../cli/time-left/plan";
import { roundedMinutes } from "../../../../cli/time-left/say";
import { type TaskName, taskOf, type Way } from "../../../../cli/time-left/tasks";
import { TimeLeft } from "../../../../cli/time-left/time-left";
import { type PlayedMachine, playRun, type Sample } from "./played-run";

const nothing = { karpenter: true, imageRegistry: "", bundle: false };

/** Only registries of packages answer: all is built, after a download that was refused. */
const registriesOnly = {
  way: (task) => (task === "plugins" ? undefined : task === "docker" ? "network" : "cores"),
  refusedAfter: (task) => (taskOf(task).source && taskOf(task).source !== "own" ? 6 : undefined),
} satisfies PlayedMachine;
/** All is to be had, but for the images of this repository. */
const downloads: PlayedMachine = {
  way: (task) => {
    if (task === "docker" || task === "helm") return undefined;
    return taskOf(task).seconds.network === undefined || taskOf(task).source === "own" ? "cores" : "network";
  },
};
const published: PlayedMachine = {
  way: (task) => (taskOf(task).source === "own" ? "network" : downloads.way(task)),
};
const cached: PlayedMachine = {
  way: (task) => (engineTasks.some((one) => one === task) ? "cores" : undefined),
};
const bundled: PlayedMachine = { way: () => "cores" };
/** Tools are there, and images are built. */
const toolsThere: PlayedMachine = {
  ...registriesOnly,
  way: (task) => (taskOf(task).source === "tools" ? undefined : registriesOnly.way(task)),
};

/** Seconds that a task usually takes. */
const usual = (task: TaskName, by: Way = "cores") => taskOf(task).seconds[by] ?? Number.NaN;

/** Seconds of work after which a run knows how fast the processor is, whose work comes last. */
const enough = 40;

/** Samples that are not right within a third, or some seconds, as it is said in words. */
function wrong(samples: readonly Sample[], took: number, seconds = 30): string[] {
  return samples.flatMap(({ at, rest, left, shown }) => {
    if (at < took / 2 || shown < enough) return [];
    const said = left === undefined ? Number.NaN : roundedMinutes(left.seconds) * 60 || 30;
    if (Math.abs(said - rest) <= Math.max(rest / 3, seconds)) return [];
    return [`at ${at} of ${Math.round(took)} s: ${said} s said, ${Math.round(rest)} s left`];
  });
}

describe("from the half on, what is said to be left is right within a third", () => {
  const machines = {
    "from nothing, with registries alone": [nothing, registriesOnly],
    "from nothing, with registries alone and without Karpenter": [
      { ...nothing, karpenter: false },
      registriesOnly,
    ],
    "from nothing, with downloads": [nothing, downloads],
    "from nothing, with published images": [{ ...nothing, imageRegistry: "r.example/workshop" }, published],
    "with tools, images to build": [nothing, toolsThere],
    "from a bundle": [{ ...nothing, bundle: true }, bundled],
    "with everything there": [nothing, cached],
  } as const;
  const paces: Partial<Record<Way, number>>[] = [
    ...[0.5, 0.75, 1, 1.6, 2.5, 4].map((cores) => ({ cores })),
    { cores: 1, network: 5 },
    { cores: 3, network: 0.4 },
    { cores: 0.6, network: 3 },
  ];
  const cases = Object.entries(machines).flatMap(([name, [plan, machine]]) =>
    paces.map((pace) => [name, pace, plan, machine] as const),
  );
  test.each(cases)("%s, pace %j", (_, pace, plan, machine) => {
    const { samples, took, after } = playRun(planOf(plan), { ...machine, pace });
    expect(wrong(samples, took)).toEqual([]);
    expect(after).toBeUndefined();
  });

  test.each(Object.entries(machines))(
    "%s, where each task differs by up to a tenth",
    (_, [plan, machine]) => {
      for (let seed = 1; seed <= 5; seed++) {
        let state = seed * 2654435761;
        const random = () => {
          state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
          return state / 2 ** 32;
        };
        const pace = { cores: 0.6 + 2 * random(), network: 0.6 + 2 * random() };
        const chances = new Map<TaskName, number>();
        const chance = (task: TaskName) => {
          const known = chances.get(task) ?? 0.9 + 0.2 * random();
          chances.set(task, known);
          return known;
        };
        const { samples, took } = playRun(planOf(plan), { ...machine, pace, chance });
        expect({ seed, wrong: wrong(samples, took, 60) }).toEqual({ seed, wrong: [] });
      }
    },
  );

  test.each([
    // Seconds of program, cluster, images beside operator, and job, by the events of runs on two cores with others beside them.
    [false, [7, 61, 66, 153]],
    [true, [8, 33, 57, 153]],
    [true, [10, 40, 76, 172]],
    [true, [19, 58, 116, 298]],
  ] as const)("as in a run that was recorded, with Karpenter %s, %j", (karpenter, seconds) => {
    const plan = planOf({ ...nothing, karpenter });
    const run = new TimeLeft(plan);
    const took = seconds.reduce((sum, part) => sum + part, 0);
    const ends = seconds.map((_, i) => seconds.slice(0, i + 1).reduce((sum, part) => sum + part, 0));
    const stages = plan.stages.slice(-4);
    run.unneeded(plan.stages.slice(0, -4).flat());
    const samples: Sample[] = [];
    let stage = -1;
    for (let at = 0; at < took; at++) {
      if (stage < 0 || at >= (ends[stage] ?? 0)) {
        for (const task of stages[stage] ?? []) run.end(task, at);
        stage++;
        for (const task of stages[stage] ?? []) run.begin({ task, by: "cores" }, at);
      }
      samples.push({ at, rest: took - at, left: run.left(at), shown: enough });
    }
    expect(wrong(samples, took, 45)).toEqual([]);
  });

  test("as in a first run with registries alone that was recorded, where two things went on at once", () => {
    // Seconds of each task's beginning and end, on two cores.
    const recorded: readonly (readonly [TaskName, number, number])[] = [
      ["pulumi", 0, 262],
      ["debian", 3, 46],
      ["spark", 46, 216],
      ["flightsData", 216, 238],
      ["kind", 262, 266],
      ["kubectl", 266, 318],
      ["helm", 320, 356],
      ["node", 357, 573],
      ["s3", 574, 603],
      ["sparkOperator", 604, 672],
      ["karpenter", 673, 689],
      ["program", 690, 694],
      ["cluster", 694, 728],
      ["loads", 728, 773],
      ["operator", 728, 773],
      ["jobOnKarpenter", 773, 884],
    ];
    const took = 884;
    const run = new TimeLeft(planOf(nothing));
    run.unneeded(["docker", "plugins"]);
    const samples: Sample[] = [];
    for (let at = 0; at < took; at++) {
      for (const [task, , to] of recorded) if (to === at) run.end(task, at);
      for (const [task, from] of recorded) if (from === at) run.begin({ task, by: "cores" }, at);
      samples.push({ at, rest: took - at, left: run.left(at), shown: enough });
    }
    expect(wrong(samples, took, 45)).toEqual([]);
    // Before the half it is no worse than by a half, from the first minute on.
    const early = samples.filter(({ at }) => at > 60 && at < took / 2);
    expect(early.filter(({ rest, left }) => Math.abs((left?.seconds ?? 0) - rest) > rest / 2)).toEqual([]);
  });
});

describe("a run that was made here before", () => {
  test("is right from its first second on", () => {
    const slow = { ...registriesOnly, pace: { cores: 3 } };
    const first = playRun(planOf(nothing), slow);
    const second = playRun(planOf(nothing), slow, first.durations);
    // What is built instead of downloaded shows with the first refusal.
    const known = second.samples.filter(({ at }) => at > 10);
    expect(
      wrong(
        known.map((sample) => ({ ...sample, shown: enough })),
        0,
      ),
    ).toEqual([]);
  });

  test("tells of tasks that it did not have, too", () => {
    const { durations } = playRun(planOf(nothing), { ...cached, pace: { cores: 3 } });
    const { samples, took } = playRun(planOf(nothing), { ...registriesOnly, pace: { cores: 3 } }, durations);
    expect(
      wrong(
        samples.filter(({ at }) => at > 10),
        0,
      ),
    ).toEqual([]);
    expect(took).toBeGreaterThan(3000);
  });

  test("keeps what tasks take alone, though they were done side by side", () => {
    const { durations } = playRun(planOf(nothing), cached);
    expect(durations["loads by cores"]).toBeCloseTo(40);
    expect(durations["operator by cores"]).toBeCloseTo(30);
  });
});

describe("what is left", () => {
  const two = { stages: [["pulumi"], ["kind"], ["loads", "operator"]] } as const;

  test("names what somebody is at, then what comes after it", () => {
    const run = new TimeLeft(two);
    run.begin({ task: "kind", by: "network" }, 0);
    expect(run.left(0)?.tasks).toEqual(["kind", "pulumi", "loads", "operator"]);
    run.end("kind", 3);
    run.unneeded(["kind", "pulumi"]);
    expect(run.left(3)?.tasks).toEqual(["loads", "operator"]);
  });

  test("work that keeps both cores busy adds up, downloads do not", () => {
    const seconds = (stages: readonly (readonly TaskName[])[]) => new TimeLeft({ stages }).left(0)?.seconds;
    expect(seconds([["loads", "operator"]])).toBeCloseTo(49);
    expect(seconds([["node", "s3"]])).toBe(75);
    expect(seconds([["node"], ["s3"]])).toBe(83);
  });

  test("a download that failed is a build from its beginning, and those after it are expected to be builds", () => {
    const run = new TimeLeft({ stages: [["debian"], ["node"], ["spark"]], onlyBuilt: ["spark"] });
    expect(run.left(0)?.seconds).toBe(usual("debian", "network") + usual("node", "network") + usual("spark"));
    run.begin({ task: "debian", by: "network" }, 0);
    run.end("debian", 5);
    run.begin({ task: "debian", by: "cores" }, 5);
    expect(run.left(5)?.seconds).toBe(usual("debian") + usual("node") + usual("spark"));
  });

  test("a task that is gone on with goes on where it was", () => {
    const run = new TimeLeft({ stages: [["debian"]] });
    run.begin({ task: "debian", by: "cores" }, 0);
    run.end("debian", 10);
    run.begin({ task: "debian", by: "cores" }, 10);
    expect(run.left(15)?.seconds).toBe(usual("debian") - 15);
    run.end("debian", usual("debian"));
    expect(run.durations()).toEqual({ "debian by cores": usual("debian") });
  });

  test("what is done at once shares the cores, whatever was planned, and is not taken for slow", () => {
    const run = new TimeLeft({ stages: [["pulumi"], ["s3"], ["node"]], onlyBuilt: ["s3", "node"] });
    run.begin({ task: "pulumi", by: "cores" }, 0);
    run.begin({ task: "s3", by: "cores" }, 0);
    const together = 2 * usual("s3");
    run.end("s3", together);
    run.end("pulumi", usual("pulumi") + usual("s3"));
    expect(run.durations()).toEqual({ "pulumi by cores": usual("pulumi"), "s3 by cores": usual("s3") });
    expect(run.left(usual("pulumi") + usual("s3"))?.seconds).toBe(usual("node"));
  });

  test("what takes longer than it should is never said to be over, and counts against what comes", () => {
    const run = new TimeLeft({ stages: [["debian"], ["node"]], onlyBuilt: ["node"] });
    run.begin({ task: "debian", by: "cores" }, 0);
    expect(run.left(600)?.seconds).toBeGreaterThan(usual("debian") + usual("node") * 5);
  });

  test("a build for which the compiler had everything says nothing of the next one", () => {
    const run = new TimeLeft({ stages: [["pulumi"], ["node"]], onlyBuilt: ["node"] });
    run.begin({ task: "pulumi", by: "cores" }, 0);
    run.end("pulumi", 4);
    expect(run.left(4)?.seconds).toBe(usual("node"));
    expect(run.durations()).toEqual({});
  });

  test("tasks that nobody planned are not counted", () => {
    const run = new TimeLeft({ stages: [["kind"]] });
    run.begin({ task: "actionlint", by: "cores" }, 0);
    run.end("actionlint", 5);
    run.end("kind", 5);
    expect(run.left(5)).toEqual({ seconds: 3, tasks: ["kind"] });
    expect(run.durations()).toEqual({});
  });
});
