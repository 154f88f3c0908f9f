import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabFolder } from "../../../cli/lab/catalog";
import { examine } from "../../../cli/lab/check";
import { answered, defineLab, done, type Lab, notYet, type Task } from "../../../cli/lab/define";
import { listLines } from "../../../cli/lab/list";
import { findingLines } from "../../../cli/lab/print-findings";
import { ProgressStore } from "../../../cli/lab/progress";
import { resetLab } from "../../../cli/lab/reset";
import { runPage } from "../../../cli/lab/run-page";
import { LabSession } from "../../../cli/lab/session";
import { layFiles } from "../../../cli/lab/start";
import { labWorld } from "../../../cli/lab/world";
import { runTool } from "../../../cli/process/exec";
import { type Play, playedTools, playedWorld, removePlayed } from "../../support/lab-world";

afterAll(removePlayed);

const both = (text: string) => ({ en: text, "pt-BR": text });
const absent = notYet({ path: "it", reason: both("is not there"), cure: both("Make it.") });
const task = (id: string, check: Task["check"], more: Partial<Task> = {}): Task => ({
  id,
  title: both(`Task ${id}`),
  check,
  hints: [both("look")],
  ...more,
});
const labOf = (...tasks: Task[]): Lab => ({
  title: both("Played"),
  needs: "docker",
  notes: ["images"],
  tasks,
});

/** A lab in a folder of its own with one page and, if wanted, files to start from. */
function folderOf(root: string, start: Readonly<Record<string, string>> = {}): LabFolder {
  const path = join(root, "labs", "01-played");
  mkdirSync(join(path, "start", "sub"), { recursive: true });
  writeFileSync(join(path, "page.md"), "# Played\n\n```sh\necho one\n```\n");
  for (const [name, text] of Object.entries(start)) writeFileSync(join(path, "start", name), text);
  return { number: 1, folder: "01-played", path };
}

function sessionOf(lab: Lab, play: Play = {}, start: Readonly<Record<string, string>> = {}) {
  const tools = playedTools(play);
  const at = folderOf(tools.root, start);
  const store = new ProgressStore(tools.home);
  return { tools, at, store, session: new LabSession(at, lab, tools, store) };
}

describe("a definition", () => {
  test("is refused with everything that is wrong with it", () => {
    const wrong = labOf(
      task("Upper", async () => absent),
      task("twice", async () => absent, { hints: [] }),
      task("twice", async () => absent, { mistakes: [{ id: "twice", found: async () => undefined }] }),
    );
    expect(() => defineLab(wrong)).toThrow(
      /4 problems[\s\S]*Upper[\s\S]*hints[\s\S]*there twice[\s\S]*mistakes\[0\]/,
    );
    expect(() => defineLab({ ...wrong, tasks: [] })).toThrow(/tasks is empty/);
  });
});

describe("a look at the tasks", () => {
  test("tells of each, whatever another meets", async () => {
    const found = await examine(
      labOf(
        task("fine", async () => done(both("seen"))),
        task("throws", async () => {
          throw new Error("broken");
        }),
        task("silent", async ({ docker }) => ((await docker.info()) ? absent : absent)),
        task("hangs", () => new Promise(() => {})),
      ),
      playedWorld({ "docker info": { code: 1, stderr: "Cannot connect to the Docker daemon at unix:///x" } }),
      50,
    );
    expect(
      found.map(({ finding }) => (finding.state === "done" ? finding.proof.en : finding.reason.en)),
    ).toEqual(["seen", "could not be looked at", "does not answer", "could not be looked at within 0.05 s"]);
  });

  test("a mistake that was made takes the place of what the check says, and one that was not does not", async () => {
    const mistakes = [
      { id: "not-made", found: async () => undefined },
      {
        id: "made",
        found: async () => ({ path: "there", reason: both("is yours"), cure: both("Undo it.") }),
      },
    ];
    const [found] = await examine(labOf(task("a", async () => absent, { mistakes })), playedWorld({}));
    expect(found?.finding).toMatchObject({ state: "not-yet", path: "there", reason: { en: "is yours" } });
    const [fine] = await examine(
      labOf(task("a", async () => done(both("seen")), { mistakes })),
      playedWorld({}),
    );
    expect(fine?.finding.state).toBe("done");
  });

  test("the lines have path, value, reason and cure, and how to begin anew where nothing else helps", () => {
    const fault = { path: "pod web", value: 3, reason: both("is too many"), cure: both("Use two.") };
    const a = task("a", async () => absent);
    expect(
      findingLines(
        [
          { task: a, finding: { state: "not-yet", ...fault } },
          { task: a, finding: { state: "impossible", ...fault } },
          { task: a, finding: done(both("Two are there.")) },
        ],
        4,
        "pt-BR",
      ),
    ).toEqual([
      "· Task a: ainda não",
      "    pod web (3) is too many. Use two.",
      "✗ Task a: não é mais possível",
      "    pod web (3) is too many. Use two. ./workshop lab reset 4 recomeça o lab.",
      "✓ Task a: feito",
      "    Two are there.",
    ]);
  });
});

describe("the world", () => {
  test("counts what is as new as the start, to the second of the API", () => {
    const { newer } = playedWorld({}, { started: new Date("2026-01-01T10:00:00.900Z") });
    expect([newer("2026-01-01T10:00:00Z"), newer("2026-01-01T09:59:59Z"), newer(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("asks the same question once, bounded, in the lab's namespace", async () => {
    const tools = playedTools({ "kubectl get": JSON.stringify({ items: [{ metadata: { name: "a" } }] }) });
    const { cluster } = labWorld(tools, { folder: "04-x", started: new Date(), answers: {}, memory: {} });
    await cluster.list("pods", { labels: "app=a" });
    expect((await cluster.list("pods", { labels: "app=a" })).map(({ metadata }) => metadata.name)).toEqual([
      "a",
    ]);
    await cluster.list("nodes", { namespace: "*" });
    await cluster.ask("exec", "web", "--", "cat", "/f");
    expect(tools.asked).toEqual([
      "kubectl get pods --namespace lab-04 --selector app=a --output=json --request-timeout=5s",
      "kubectl get nodes --all-namespaces --output=json --request-timeout=5s",
      "kubectl exec web --request-timeout=5s -- cat /f",
    ]);
  });

  test("what is not there is nothing, and a cluster that is away is said", async () => {
    expect(await playedWorld({}).cluster.get("pod", "web")).toBeUndefined();
    const away = playedWorld({
      "kubectl get": { code: 1, stderr: "The connection to the server was refused" },
    });
    await expect(away.cluster.get("pod", "web")).rejects.toThrow("kubectl: The connection");
    const late = playedWorld({ "docker container": { code: 124 } });
    await expect(late.docker.container("a")).rejects.toThrow("no answer in time");
  });
});

describe("a learner's work", () => {
  test("what was seen done stays done with its time, and the lab is solved when all are", async () => {
    let there = true;
    const { session } = sessionOf(
      labOf(
        task("seen", async () => (there ? done(both("It was there.")) : absent)),
        task("gone", async () => (there ? absent : done(both("It is gone.")))),
      ),
    );
    const first = await session.check(await session.begin());
    expect(first.findings.map(({ finding }) => finding.state)).toEqual(["done", "not-yet"]);
    expect(first.progress.solved).toBeUndefined();
    there = false;
    const second = await session.check(first.progress);
    expect(second.findings.map(({ finding }) => finding.state)).toEqual(["done", "done"]);
    expect(second.progress.tasks.seen).toEqual(first.progress.tasks.seen);
    expect(session.progress?.solved?.version).toMatch(/^[0-9a-f]{12}$/);
  });

  test("a second begin keeps the start, the files that were changed, and what was remembered", async () => {
    const lab: Lab = {
      ...labOf(task("a", async () => absent)),
      prepare: async (world) => world.remember("nodes", "3"),
    };
    const { session, tools, at } = sessionOf(lab, {}, { "a.yaml": "a: 1\n", "sub/b.yaml": "b: 1\n" });
    const first = await session.begin();
    const file = join(tools.home, at.folder, "a.yaml");
    writeFileSync(file, "a: 2\n");
    const second = await session.begin();
    expect(second.started).toBe(first.started);
    expect(second.memory).toEqual({ nodes: "3" });
    expect(readFileSync(file, "utf8")).toBe("a: 2\n");
    expect(readFileSync(join(tools.home, at.folder, "sub/b.yaml"), "utf8")).toBe("b: 1\n");
  });

  test("a preparation that fails has started the lab, and the next one goes on", async () => {
    let broken = true;
    const lab: Lab = {
      ...labOf(task("a", async () => absent)),
      prepare: async () => {
        if (broken) throw new Error("no network");
      },
    };
    const { session, store } = sessionOf(lab);
    await expect(session.begin()).rejects.toThrow("no network");
    const started = store.read("01-played")?.started;
    expect(started).toBeDefined();
    broken = false;
    expect((await session.begin()).started).toBe(started);
  });

  test("an answer is kept as it was judged, and compared by what the lab says", async () => {
    const lab: Lab = {
      ...labOf(task("tell", answered("size"))),
      answers: {
        size: {
          question: both("How large?"),
          truth: async () => "10",
          equals: (given, truth) => Number.parseInt(given, 10) === Number(truth),
          mistakes: [{ id: "in-bits", when: (given) => given === "80", reason: both("is in bits") }],
        },
      },
    };
    const { session } = sessionOf(lab);
    const states = async () =>
      (await session.check(session.progress ?? (await session.begin()))).findings[0]?.finding;
    await session.begin();
    const give = async (value: string) =>
      session.answer(session.progress ?? (await session.begin()), "size", value);
    expect(await states()).toMatchObject({ state: "not-yet", reason: { en: "has not been given" } });
    expect(await give("80")).toMatchObject({ right: false, reason: { en: "is in bits" } });
    expect(await states()).toMatchObject({ state: "not-yet", value: "80", reason: { en: "is in bits" } });
    expect(await give("10 MB")).toMatchObject({ right: true });
    expect(await states()).toMatchObject({ state: "done" });
  });

  test("what cannot be read is told of that lab alone", () => {
    const { store, tools, at } = sessionOf(labOf(task("a", async () => absent)));
    mkdirSync(join(tools.home, "progress"), { recursive: true });
    writeFileSync(join(tools.home, "progress", "01-played.json"), "{");
    expect(() => store.read(at.folder)).toThrow(/cannot be read/);
    expect(store.readable(at.folder)).toBeUndefined();
    expect(store.current(["01-played", "02-other"])).toBeUndefined();
    expect(listLines(tools.root, store, "en").join("\n")).toMatch(/1 +01-played .*cannot be loaded/);
  });
});

describe("a reset", () => {
  const listing: Play = {
    "docker ps --all": "lab-01\nlab-01-b\nmy-lab-01\nlab-010\n",
    "docker image ls": "lab-01:v1\nlab-01-x:latest\nlab-011:v1\n",
  };

  test("goes by the lab's own names and no other's", async () => {
    const { session, tools, at, store } = sessionOf(labOf(task("a", async () => absent)), listing);
    await session.begin();
    const asked: string[] = [];
    const ask = async (args: readonly string[]) => {
      asked.push(args.join(" "));
      return "";
    };
    const gone = {
      ...tools,
      run: (async (program, args, options) =>
        asked.length > 0 && args[0] !== "info"
          ? { code: 0, stdout: "", stderr: "" }
          : tools.run(program, args, options)) as typeof runTool,
    };
    const { left } = await resetLab(at, session.lab, gone, store, { ask, pauseMs: 1 });
    expect(asked[0]).toBe("rm --force --volumes lab-01 lab-01-b");
    expect(left).toEqual([]);
    expect(store.read(at.folder)).toBeUndefined();
  });

  test("is patient with a Docker that is busy, where a check is not", async () => {
    const { session, tools, at, store } = sessionOf(
      labOf(task("a", async ({ docker }) => ((await docker.info()) ? absent : absent))),
    );
    const limits: (number | undefined)[] = [];
    const run: typeof runTool = (program, args, options) => {
      limits.push(options?.timeout);
      return tools.run(program, args, options);
    };
    await resetLab(at, session.lab, { ...tools, run }, store);
    expect(Math.min(...limits.map(Number))).toBeGreaterThanOrEqual(60_000);
    limits.length = 0;
    await new LabSession(at, session.lab, { ...tools, run }, store).check(await session.begin());
    expect(Math.max(...limits.map(Number))).toBeLessThan(10_000);
  });

  test("what the lab itself still sees is told", async () => {
    const lab: Lab = { ...labOf(task("a", async () => absent)), leftovers: async () => ["volume pv-lab"] };
    const { session, tools, at, store } = sessionOf(lab);
    expect((await resetLab(at, session.lab, tools, store)).left).toEqual(["volume pv-lab"]);
  });

  test("files that are as they were laid go, the learner's own are kept", async () => {
    const { session, tools, at, store } = sessionOf(
      labOf(task("a", async () => absent)),
      {},
      { "a.yaml": "a: 1\n" },
    );
    await session.begin();
    expect((await resetLab(at, session.lab, tools, store)).kept).toBeUndefined();
    expect(existsSync(join(tools.home, at.folder))).toBe(false);
    layFiles(at, tools);
    writeFileSync(join(tools.home, at.folder, "mine.yaml"), "b: 1\n");
    const { kept } = await resetLab(at, session.lab, tools, store);
    expect(readdirSync(kept ?? "").sort()).toEqual(["a.yaml", "mine.yaml"]);
  });
});

describe("the commands of a page", () => {
  const block = { line: 1, timeout: 20, fails: false, runs: true, solution: false };
  const page = (...codes: [string, Partial<typeof block>?][]) =>
    ({
      blocks: codes.map(([code, more], i) => ({ ...block, line: i, code, ...more })),
    }) as unknown as Parameters<typeof runPage>[0];
  const run = async (...codes: Parameters<typeof page>) => {
    const lines: string[] = [];
    const tools = { ...playedTools({}), env: process.env, run: runTool };
    const runs = await runPage(page(...codes), tools, { onLine: (line) => lines.push(line) });
    return { lines, ends: runs.map(({ outcome, asExpected }) => [outcome.code, asExpected]) };
  };

  test("each has a shell of its own, and what is only shown is not run", async () => {
    const { lines, ends } = await run(
      ["export a=1; printenv a"],
      ["echo no", { runs: false }],
      ["echo $(printenv a || echo none)"],
    );
    expect(lines).toEqual(["1", "none"]);
    expect(ends).toEqual([
      [0, true],
      [0, true],
    ]);
  });

  test("one that must fail is fine when it does; the first that surprises is the last", async () => {
    expect((await run(["exit 3", { fails: true }], ["false | true"], ["echo never"])).ends).toEqual([
      [3, true],
      [1, false],
    ]);
    expect((await run(["true", { fails: true }])).ends).toEqual([[0, false]]);
  });

  test("one that hangs is ended, and that is no failure that a page may ask for", async () => {
    expect((await run(["sleep 20", { fails: true, timeout: 0.2 }])).ends).toEqual([[124, false]]);
  });
});
