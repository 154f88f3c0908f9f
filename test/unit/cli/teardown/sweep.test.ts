import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Process } from "../../../../cli/process/orphan-processes";
import { type WorkshopPaths, workshopPaths } from "../../../../cli/process/paths";
import { type Sweep, sweep } from "../../../../cli/teardown/sweep";

const played = { left: [] as Process[][] };
jest.mock("../../../../cli/process/orphan-processes", () => ({
  processes: () => [],
  leftBehind: () => played.left.shift() ?? [],
}));

const before = process.cwd();
let root: string;
let paths: WorkshopPaths;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  paths = workshopPaths(root);
  writeFileSync(join(root, "Pulumi.yaml"), "name: w\n");
  // What is kept of a cluster lies where the program is run.
  process.chdir(root);
  played.left = [];
});
afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true });
});

/** A Docker that answers by the beginning of a command line. */
function docker(answers: Record<string, string[] | undefined>) {
  return async (args: readonly string[]) => {
    const found = Object.entries(answers).find(([start]) => args.join(" ").startsWith(start));
    return found ? found[1] : [];
  };
}

async function swept(given: Partial<Sweep> & { stack?: string }) {
  const said: string[] = [];
  const removed: string[] = [];
  const { stack = "dev", ...rest } = given;
  const keep = (text: string) => void said.push(text);
  const result = await sweep({
    bench: { root, paths, stack },
    cluster: undefined,
    ask: docker({}),
    report: { step: keep, progress: keep, note: keep },
    remove: async (name, project) => void removed.push(`${name} of ${project}`),
    ...rest,
  });
  return { result, said, removed };
}

/** Makes files, each with its folder. */
function make(...files: string[]): void {
  for (const file of files) {
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
  }
}

/** A state of a stack in the clone's backend. */
function keepStack(stack: string): void {
  make(join(paths.state, ".pulumi", "stacks", "w", `${stack}.json`));
}

const bothClusters = { "network ls": ["workshop-dev\tdev", "workshop-dev-two\tdev-two"] };

describe("after the last stack", () => {
  test("a cluster that Docker does not let go keeps neither files nor the verdict from coming", async () => {
    make(join(paths.home, "passphrase"));
    const { result, said } = await swept({
      cluster: "dev",
      ask: docker({ "network ls": ["workshop-dev\tdev"] }),
      remove: async () => {
        throw new Error("Docker still has them");
      },
    });
    expect(said).toContain("Docker still has them");
    expect(result).toEqual({ left: ["network workshop-dev"], dockerAnswered: true, last: true });
    expect(existsSync(paths.home)).toBe(false);
  });

  test("every cluster of the clone goes, each as this clone's", async () => {
    const { removed, said } = await swept({ cluster: "dev", ask: docker(bothClusters) });
    expect(removed).toEqual([`dev of ${root}`, `dev-two of ${root}`]);
    expect(said.join()).toMatch(/cluster dev,.*cluster dev-two,/);
  });

  test("what a learner did of the labs stays; all the rest goes", async () => {
    make(join(paths.labs, "progress", "lab"), join(paths.logs, "log"), join(paths.home, "passphrase"));
    const { result } = await swept({});
    expect(result.left).toEqual([]);
    expect(readdirSync(paths.home)).toEqual(["labs"]);
    expect(readdirSync(paths.labs)).toEqual(["progress"]);
  });

  test("a folder that something makes again meanwhile is left, and said", async () => {
    let asked = 0;
    const ask = async (args: readonly string[]) => {
      if (args[0] === "network" && ++asked === 2) make(join(paths.logs, "log"));
      return [];
    };
    expect((await swept({ ask })).result.left).toEqual([`folder ${paths.home}`]);
    make(join(paths.labs, "progress"), join(paths.logs, "log"));
    asked = 0;
    expect((await swept({ ask })).result.left).toEqual([`folder ${paths.logs}`]);
  });

  test("everything of this clone counts as left, whatever its name", async () => {
    const ask = docker({ "network ls": [], "ps --all": ["registry"], "volume ls": ["data"] });
    expect((await swept({ ask })).result.left).toEqual(["container registry", "volume data"]);
  });
});

describe("beside another stack", () => {
  beforeEach(() => keepStack("dev-two"));

  test("only the cluster of its own goes, with its files and logs", async () => {
    const own = ["kubeconfig-dev", "registries-dev", "create-dev.pid", "logs/dev-up-20260107T000000.log"];
    const others = ["kubeconfig-dev-two", "create-dev-two.pid", "logs/dev-two-up-20260107T000000.log"];
    make(...[...own, ...others].map((name) => join(paths.home, name)));
    const { removed, result } = await swept({ cluster: "dev", ask: docker(bothClusters) });
    expect(removed).toEqual([`dev of ${root}`]);
    expect(result.last).toBe(false);
    expect(own.filter((name) => existsSync(join(paths.home, name)))).toEqual([]);
    expect(others.filter((name) => !existsSync(join(paths.home, name)))).toEqual([]);
  });

  test("of what Docker still has, its own counts as left and no other's", async () => {
    const { result } = await swept({ cluster: "dev", ask: docker(bothClusters) });
    expect(result.left).toEqual(["network workshop-dev"]);
  });

  test("a stack without a cluster here leaves nothing of its own in Docker, and takes no cluster along", async () => {
    const { result, removed } = await swept({ ask: docker(bothClusters) });
    expect([result.left, removed]).toEqual([[], []]);
  });
});

test("a Docker that stops answering on the way has not said that nothing is left", async () => {
  let asked = 0;
  const ask = async (args: readonly string[]) => (args[0] === "network" && ++asked === 2 ? undefined : []);
  const { result } = await swept({ ask });
  expect(result.left).toEqual(["Docker stopped answering, so containers could not be counted"]);
  expect(result.dockerAnswered).toBe(false);
});

test("a Docker that never answered has nothing that could be left", async () => {
  const { result } = await swept({ ask: async () => undefined });
  expect(result).toEqual({ left: [], dockerAnswered: false, last: true });
});

test("a process that does not end is left, and said", async () => {
  // At first there is none to end.
  played.left = [[], [{ pid: 99_999_999, parent: 1, command: "pulumi up PATH=/bin" }]];
  expect((await swept({})).result.left).toEqual(["process 99999999: pulumi up"]);
});
