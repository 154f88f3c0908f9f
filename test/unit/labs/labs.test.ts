import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LabFolder, labFolders, loadLab, loadPage } from "../../../cli/lab/catalog";
import { looksAtCluster, needs } from "../../../cli/lab/define";
import { languages, type Words } from "../../../cli/lab/language";
import { minutesOf, readDurations } from "../../../cli/lab/minutes";
import { notes } from "../../../cli/lab/notes";
import { skeleton } from "../../../cli/lab/page";
import { ProgressStore } from "../../../cli/lab/progress";
import { LabSession } from "../../../cli/lab/session";
import { startFiles } from "../../../cli/lab/start";
import { labName } from "../../../cli/lab/world";
import { labPages, withLabs } from "../../../codegen/labs";
import { localS3a } from "../../../components/storage/local/s3-access";
import { versions } from "../../../components/versions/versions";
import {
  clusterLabTurns,
  LabFigures,
  labTurns,
  playTurns,
  seedOfRun,
  shuffled,
} from "../../e2e/support/lab-run";
import { hasQuestions } from "../../e2e/support/labs";
import { playedTools, removePlayed } from "../../support/lab-world";

afterAll(removePlayed);

const root = process.cwd();
const labs = labFolders(root);
const each = labs.map((at) => [at.folder, at] as const);

test("the labs are numbered from 1 without a gap", () => {
  expect(labs.length).toBeGreaterThanOrEqual(3);
  expect(labs.map(({ number }) => number)).toEqual(labs.map((_, i) => i + 1));
});

test("they come in the order of what they need; what needs nothing can be done at any time", () => {
  const needed = labs
    .map((at) => loadLab(at).needs)
    .filter((need) => need !== "program")
    .map((need) => needs.indexOf(need));
  expect(needed).toEqual([...needed].sort());
});

describe.each(each)("lab %s", (folder, at) => {
  const lab = loadLab(at);
  const english = loadPage(at, "en");

  test("has a section of the page for every task, in their order", () => {
    expect(english.tasks).toEqual(lab.tasks.map(({ id }) => id));
  });

  test("has the same commands, sections and version in every language", () => {
    for (const language of languages.filter((one) => one !== "en")) {
      const page = loadPage(at, language);
      expect(skeleton(page)).toEqual(skeleton(english));
      // Translate what has changed in page.md, then write this version at the top of the translation.
      expect(page.translates).toBe(english.version);
    }
  });

  test("has titles and hints that differ where the languages do", () => {
    const texts: Words[] = [lab.title, ...lab.tasks.flatMap(({ title, hints }) => [title, ...hints])];
    for (const text of texts) expect(text["pt-BR"]).not.toBe(text.en);
    expect(loadPage(at, "pt-BR").title).toBe(lab.title["pt-BR"]);
    expect(english.title).toBe(lab.title.en);
  });

  test("names bullets of the notes that there are", () => {
    expect(lab.notes.length).toBeGreaterThan(0);
    for (const note of lab.notes) expect(notes).toHaveProperty(note);
  });

  test("fails for every task when nothing was done", async () => {
    const tools = playedTools({});
    const session = new LabSession(at, lab, tools, new ProgressStore(tools.home));
    const { findings, progress } = await session.check(await session.begin());
    expect(findings.map(({ task, finding }) => [task.id, finding.state])).toEqual(
      lab.tasks.map(({ id }) => [id, "not-yet"]),
    );
    for (const { finding } of findings) {
      // What could not be looked at is no finding.
      expect(finding).not.toMatchObject({
        reason: { en: expect.stringContaining("could not be looked at") },
      });
      if (finding.state === "not-yet") expect(finding.cure["pt-BR"]).not.toBe("");
    }
    expect(progress.solved).toBeUndefined();
  });

  test("is given an answer for each question by its page, and has a task for each", async () => {
    const commands = english.blocks.map(({ code }) => code).join("\n");
    const world = playedTools({});
    for (const key of Object.keys(lab.answers ?? {})) {
      expect(commands).toMatch(new RegExp(`\\./workshop lab answer ${key} `));
      const session = new LabSession(at, lab, world, new ProgressStore(world.home));
      const progress = await session.begin();
      const answers = { [key]: { value: "x", right: true, at: progress.started } };
      const states = async (given: typeof progress.answers) =>
        (await session.check({ ...progress, answers: given })).findings.filter(
          ({ finding }) => finding.state === "done",
        ).length;
      expect(await states({})).toBe(0);
      expect(await states(answers)).toBe(1);
      new ProgressStore(world.home).forget(folder);
    }
  });

  test("names nothing of another lab, and no image that the workshop does not have", () => {
    for (const { code } of english.blocks) {
      for (const [name] of code.matchAll(/\blab-\d\d\b/g)) expect(name).toBe(labName(folder));
      for (const [name] of code.matchAll(/\.workshop\/labs\/[\w-]+/g))
        expect(name).toBe(`.workshop/labs/${folder}`);
      for (const [, image] of code.matchAll(/\b(debian:[\w.-]+)/g))
        expect(image).toBe(versions.images.debian.reference);
    }
  });

  test("has commands that bash can read, and none that ask for a person", () => {
    const blocks = english.blocks.filter(({ runs }) => runs);
    expect(blocks.length).toBeGreaterThan(0);
    for (const { code } of blocks) {
      expect(code).not.toMatch(/ (-it|-ti|--interactive --tty|--watch|-w)( |$)/m);
      expect(code).not.toMatch(/^\s*(cd|export) /m);
    }
  });
});

test("what files of labs say of Spark and of the S3 server is what the stack has", () => {
  const texts = labs.flatMap((at) =>
    startFiles(at).map((file) => [
      `${at.folder}/${file}`,
      readFileSync(join(at.path, "start", file), "utf8"),
    ]),
  );
  const saying = (words: string) => texts.filter(([, text]) => text?.includes(words));
  expect(saying("sparkVersion:").length).toBeGreaterThan(1);
  for (const [file, text] of saying("sparkVersion:"))
    expect([file, text]).toEqual([file, expect.stringContaining(`sparkVersion: ${versions.spark}\n`)]);
  const s3a = localS3a()["fs.s3a.endpoint"];
  expect(saying('"fs.s3a.endpoint":')).toHaveLength(1);
  expect(saying(`"fs.s3a.endpoint": "${s3a}"`)).toHaveLength(1);
  expect(saying(`HOST, REGION, BUCKET = "${s3a?.replace("http://", "")}"`)).toHaveLength(1);
});

test("minutes come of the words, the commands and what was measured; of nothing measured there are none", () => {
  const [first] = labs;
  if (!first) throw new Error("no lab");
  const page = { ...loadPage(first, "en"), words: 250 };
  expect(minutesOf([page], undefined)).toBeUndefined();
  expect(minutesOf([{ ...page, blocks: [] }], 30)).toBe(3);
  expect(
    minutesOf(
      [
        { ...page, blocks: [] },
        { ...page, blocks: page.blocks.slice(0, 4) },
      ],
      30,
    ),
  ).toBe(5);
});

test("what was measured is of labs that there are", () => {
  for (const folder of Object.keys(readDurations(root)))
    expect(labs.map((at) => at.folder)).toContain(folder);
  expect(readDurations(mkdtempSync(join(tmpdir(), "lab-")))).toEqual({});
});

test.each(labPages)(
  "$file has the tables that the labs make (npm run docs writes them anew)",
  ({ file, language }) => {
    const text = readFileSync(file, "utf8");
    expect(withLabs(text, root, language)).toBe(text);
    for (const words of Object.values(notes)) expect(text).toContain(`| ${words[language]} |`);
    for (const at of labs) expect(text).toContain(`| ${at.number} | [${loadLab(at).title[language]}]`);
  },
);

test("a bullet of the notes that no lab teaches says so", () => {
  const page = withLabs("<!-- notes -->\n<!-- /notes -->", mkdtempSync(join(tmpdir(), "lab-")), "en");
  expect(page).toContain(`| ${notes.webhook.en} | none yet |`);
});

test("both languages of docs/labs have the same commands", () => {
  const [english, portuguese] = labPages.map(({ file }) =>
    [...readFileSync(file, "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = ""]) =>
      code.replace(/ +#.*$/gm, ""),
    ),
  );
  expect(english?.length).toBeGreaterThan(0);
  expect(portuguese).toEqual(english);
});

test("the end-to-end test plays labs in an order that its seed decides, each once", () => {
  const things = Array.from({ length: 20 }, (_, i) => i);
  expect(shuffled(things, 7)).toEqual(shuffled(things, 7));
  expect(shuffled(things, 7)).not.toEqual(shuffled(things, 8));
  expect([...shuffled(things, 7)].sort((a, b) => a - b)).toEqual(things);
  expect(seedOfRun({ LAB_SEED: "42" })).toBe(42);
});

test("a run plays every lab once a round, in another order in each", () => {
  const turns = labTurns(labs, 7, 1, { LAB_ROUNDS: "3" });
  const of = (round: number) => turns.filter(([one]) => one === round).map(([, folder]) => folder);
  for (const round of [1, 2, 3]) expect([...of(round)].sort()).toEqual(labs.map(({ folder }) => folder));
  expect(of(1)).not.toEqual(of(2));
  expect(labTurns(labs, 7, 2, {})).toHaveLength(2 * labs.length);
});

describe("a cluster", () => {
  const all = labs.filter((at) => looksAtCluster(loadLab(at).needs)).map(({ folder }) => folder);
  const seconds = (folder: string) => readDurations(root)[folder] ?? Number.POSITIVE_INFINITY;
  const quick = all.filter((folder) => seconds(folder) <= 20);
  const played = (karpenter: boolean, env: NodeJS.ProcessEnv, seed = 7) =>
    clusterLabTurns(seed, karpenter, env)
      .map(([, folder]) => folder)
      .sort();

  test("plays in CI what is quick twice, and of the others by the seed what there is time for, one at least", () => {
    const inTurn = new Set<string>();
    for (let seed = 0; seed < 100; seed++) {
      const both = [false, true].flatMap((karpenter) => played(karpenter, { CI: "true" }, seed));
      const slower = both.filter((folder) => !quick.includes(folder));
      for (const folder of slower) inTurn.add(folder);
      const sum = slower.reduce((so, folder) => so + seconds(folder), 0);
      expect(new Set(slower).size).toBe(slower.length);
      expect(slower.length > 1 ? sum : 0).toBeLessThanOrEqual(Math.max(240, ...slower.map(seconds)));
      expect(slower.length).toBeGreaterThan(0);
      expect(both.filter((folder) => quick.includes(folder))).toEqual(quick.flatMap((one) => [one, one]));
    }
    expect([...inTurn, ...quick].sort()).toEqual(all);
  });

  test("plays elsewhere all, those of Karpenter on its own", () => {
    for (const env of [{}, { CI: "true", LAB_ROUNDS: "1" }]) {
      expect(played(true, env)).toEqual(["16-karpenter"]);
      expect(played(false, env)).toEqual(all.filter((folder) => folder !== "16-karpenter"));
    }
  });
});

describe("labs that are played side by side", () => {
  const turns = clusterLabTurns(7, false, {});
  /** Which labs were under way together. */
  const played = async (lanes: number, fails = "") => {
    const under = new Set<LabFolder>();
    const together: LabFolder[][] = [];
    const outcomes = await playTurns(
      turns,
      async (at) => {
        under.add(at);
        together.push([...under]);
        await new Promise((end) => setTimeout(end, 1));
        under.delete(at);
        if (at.folder === fails) throw new Error("on purpose");
        return { seconds: 1, tasks: 1, undone: 1, check: 1 };
      },
      lanes,
    );
    return { together, outcomes };
  };

  test("are two at most, of one group, and one of them has no questions", async () => {
    const { together, outcomes } = await played(2);
    expect([...outcomes.keys()].map(([, folder]) => folder).sort()).toEqual(
      turns.map(([, folder]) => folder).sort(),
    );
    expect(Math.max(...together.map(({ length }) => length))).toBe(2);
    for (const labsNow of together) {
      const now = labsNow.map(loadLab);
      expect(now.filter(hasQuestions).length).toBeLessThanOrEqual(1);
      expect(new Set(now.map((lab) => lab.needs)).size).toBe(1);
    }
  });

  test("follow each other in one lane, as those do that are measured", async () => {
    const { together, outcomes } = await played(1);
    expect(together.every(({ length }) => length === 1)).toBe(true);
    expect(outcomes.size).toBe(turns.length);
  });

  test("are all played, whatever becomes of one", async () => {
    const { outcomes } = await played(2, "05-pods-to-deployments");
    const failed = [...outcomes].filter(([, { status }]) => status === "rejected");
    expect(failed.map(([[, folder]]) => folder)).toEqual(["05-pods-to-deployments"]);
    expect(outcomes.size).toBe(turns.length);
  });
});

test("the figures of a run count tasks, and keep the quicker round", () => {
  const figures = new LabFigures();
  expect(figures.lines()).toEqual([]);
  figures.add("11-spark-application", { seconds: 44.4, tasks: 4, undone: 4, check: 1.2 });
  figures.add("11-spark-application", { seconds: 40, tasks: 4, undone: 3, check: 2.5 });
  expect(figures.lines().at(-1)).toBe(
    "2 labs: 7 of 8 tasks not yet done before, 84 s of commands, 2.5 s the longest check",
  );
  expect(figures.durations()).toEqual({ "11-spark-application": 40 });
});
