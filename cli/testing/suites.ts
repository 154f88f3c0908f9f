import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { type Outcome, runTool } from "../process/exec";
import { createReporter } from "../terminal/progress";
import { findGo, goEnvironment } from "../toolchain/go";
import type { ToolName } from "../toolchain/tool-specs";
import { resolveTool } from "../toolchain/tools";
import type { SuiteName } from "./suite-names";
import {
  checkCounts,
  goCounts,
  jestCounts,
  nodeCounts,
  sum,
  type TestCounts,
  unittestCounts,
} from "./test-counts";

const minute = 60_000;

/** What a suite is run with. */
export interface SuiteWorld {
  readonly root: string;
  /** Environment with the tools on PATH; where nothing was prepared, that of this process. */
  readonly env: NodeJS.ProcessEnv;
  /** The Spark image, for suites that ask for it. */
  readonly sparkImage?: string;
  /** File for what the suite prints. */
  readonly log: string;
  /** Told of the files of tests as they end. */
  readonly onFile: (line: string) => void;
}

/** A part of `./workshop test`. */
export interface Suite {
  readonly name: SuiteName;
  /** What it does, for a person. */
  readonly title: string;
  /**
   * What must be prepared for it: nothing; Docker and the Spark image; tools and what a kind cluster is made of; all that
   * `./workshop up` needs.
   */
  readonly needs: "nothing" | "image" | "cluster" | "everything";
  /**
   * Suites beside which it runs, if they are its neighbours: `one core`, each takes no more than that; `waiting`, at least one of them
   * mostly waits, for nodes and for what goes on in a cluster.
   * @default none: it has the machine to itself
   */
  readonly beside?: "one core" | "waiting";
  run(world: SuiteWorld): Promise<TestCounts>;
}

/** Folders of `apps/` that have tests in Python. */
export function testedApps(root: string): string[] {
  const apps = join(root, "apps");
  return readdirSync(apps)
    .map((name) => join(apps, name))
    .filter((folder) => statSync(folder).isDirectory())
    .filter((folder) => readdirSync(folder).some((file) => /^test_.*\.py$/.test(file)));
}

/** Suites in their order, those that run side by side together. */
export function sideBySide(chosen: readonly Suite[]): Suite[][] {
  const groups: Suite[][] = [];
  for (const suite of chosen) {
    const before = groups.at(-1);
    if (suite.beside && before?.[0]?.beside === suite.beside) before.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/** Every suite, the quick ones first. */
export const suites: readonly Suite[] = [
  {
    name: "lint",
    title: "Linter, formatter and the direction of imports",
    needs: "nothing",
    beside: "one core",
    async run(world) {
      const style = await logged(world, "biome", ["check", "."], 5 * minute);
      const imports = await logged(world, "depcruise", ["--output-type", "err", "."], 5 * minute);
      return sum([checkCounts(style.code), checkCounts(imports.code)]);
    },
  },
  {
    name: "workflows",
    title: "Workflows and the example of one, by actionlint",
    needs: "nothing",
    beside: "one core",
    async run(world) {
      const actionlint = await pathOfTool("actionlint");
      const own = await logged(world, actionlint, ["-no-color"], 5 * minute);
      const examples = join("examples", "github", "manifests.yml");
      const shown = await logged(world, actionlint, ["-no-color", examples], 5 * minute);
      return sum([checkCounts(own.code), checkCounts(shown.code)]);
    },
  },
  {
    name: "policy",
    title: "Rules of the platform, on every stack",
    needs: "nothing",
    beside: "one core",
    run: async (world) =>
      checkCounts((await logged(world, join(world.root, "workshop"), ["policy"], 20 * minute)).code),
  },
  {
    name: "types",
    title: "Types",
    needs: "nothing",
    beside: "one core",
    run: async (world) => checkCounts((await logged(world, "tsc", ["--noEmit"], 10 * minute)).code),
  },
  {
    name: "unit",
    title: "Unit tests",
    needs: "nothing",
    run: (world) => jest(world, "unit", 10 * minute, []),
  },
  {
    name: "site",
    title: "The pages as a site: built, every link, and each page in a browser",
    needs: "nothing",
    async run(world) {
      const inSite = { ...world, folder: "site" };
      const install = ["ci", "--no-audit", "--no-fund", "--prefer-offline"];
      if ((await logged(inSite, "npm", install, 5 * minute)).code !== 0)
        throw new Error(
          "npm ci of site/ failed. Check the network or npm's registry setting, then run this again.",
        );
      const build = await logged(inSite, "npm", ["run", "build"], 5 * minute);
      if (build.code !== 0) return checkCounts(build.code);
      const types = await logged(world, "tsc", ["--noEmit", "--project", "site"], 5 * minute);
      const tests = await logged(inSite, "npm", ["test"], 8 * minute);
      return sum([checkCounts(types.code), nodeCounts(tests.stdout, tests.code)]);
    },
  },
  {
    name: "go",
    title:
      "Karpenter's provider for kind by Go's own tests, and what fits on no node by Karpenter's scheduler",
    needs: "nothing",
    async run(world) {
      const go = await findGo(runTool);
      if ("missing" in go) {
        throw new Error(`${go.missing}. Install Go 1.21 or later (https://go.dev/dl), then run this again.`);
      }
      // As the image's build compiles it.
      const env = { ...world.env, ...goEnvironment };
      const inModule = { ...world, env, folder: "karpenter-provider-kind" };
      const vet = await logged(inModule, go.path, ["vet", "./..."], 30 * minute);
      const tests = await logged(inModule, go.path, ["test", "-json", "./..."], 30 * minute);
      // It compiles and asks the oracle of that module.
      const PATH = isAbsolute(go.path) ? `${dirname(go.path)}${delimiter}${world.env.PATH}` : world.env.PATH;
      const oracle = await jest({ ...world, env: { ...env, PATH } }, "oracle", 30 * minute, []);
      return sum([checkCounts(vet.code), goCounts(tests.stdout, tests.code), oracle]);
    },
  },
  {
    name: "job",
    title: "The jobs' own tests, on Spark in its image",
    needs: "image",
    async run(world) {
      const counts: TestCounts[] = [];
      for (const folder of testedApps(world.root)) {
        const mount = ["--volume", `${folder}:/app:ro`, "--workdir", "/app", world.sparkImage ?? ""];
        const unittest = ["run", "--rm", ...mount, "python3", "-m", "unittest", "-v"];
        const { code, stdout, stderr } = await logged(world, "docker", unittest, 20 * minute);
        counts.push(unittestCounts(`${stdout}\n${stderr}`, code));
      }
      return sum(counts);
    },
  },
  {
    name: "aws",
    title: "The AWS stack on the engine and an API server, AWS played",
    needs: "cluster",
    beside: "waiting",
    async run(world) {
      // The stand-in for the kubernetes plugin calls it, and this suite always has that one.
      const PATH = `${dirname(await pathOfTool("helm"))}${delimiter}${world.env.PATH}`;
      return jest({ ...world, env: { ...world.env, PATH } }, "e2e-aws", 40 * minute, ["--runInBand"]);
    },
  },
  {
    name: "karpenter",
    title: "Karpenter on a kind cluster: nodes that come, go and are taken away",
    needs: "everything",
    beside: "waiting",
    run: (world) => jest(world, "e2e-karpenter", 40 * minute, ["--runInBand", "--verbose"]),
  },
  {
    name: "e2e",
    title: "End to end, on a kind cluster",
    needs: "everything",
    // One after another: they share Docker, ports and the machine's memory.
    run: (world) => jest(world, "e2e", 78 * minute, ["--runInBand", "--verbose"]),
  },
];

/** Where a tool is that one suite alone needs; found or installed now. */
async function pathOfTool(name: ToolName): Promise<string> {
  const report = createReporter();
  try {
    return (await resolveTool(name, report)).path;
  } finally {
    report.close();
  }
}

/** The file beside a suite's log in which jest writes what each test came to. */
export const resultsFile = (log: string): string => log.replace(/\.log$/, ".json");

/** Runs a jest project and counts. */
async function jest(
  world: SuiteWorld,
  project: string,
  timeout: number,
  options: readonly string[],
): Promise<TestCounts> {
  const results = resultsFile(world.log);
  rmSync(results, { force: true });
  const args = ["--selectProjects", project, "--ci", "--json", `--outputFile=${results}`, ...options];
  const { code } = await logged(world, "jest", args, timeout);
  return jestCounts(existsSync(results) ? readFileSync(results, "utf8") : undefined, code);
}

/** Runs a program with its output in the suite's log as it comes. */
function logged(
  { root, env, log, onFile, folder = "." }: SuiteWorld & { readonly folder?: string },
  program: string,
  args: string[],
  timeout: number,
): Promise<Outcome> {
  const own = join(root, "node_modules", ".bin", program);
  return runTool(existsSync(own) ? own : program, args, {
    cwd: join(root, folder),
    env: { ...env, FORCE_COLOR: "0" },
    timeout,
    onLine: (line) => {
      appendFileSync(log, `${line}\n`);
      if (/^(PASS|FAIL) /.test(line)) onFile(line);
    },
  });
}
