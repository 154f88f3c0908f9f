import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DownOptions, down } from "../../../../cli/commands/down";
import type { EngineResult } from "../../../../cli/engine/run";
import {
  type Answer,
  engineResult,
  keepingOutput,
  PlayedClone,
  PlayedTools,
} from "../../../support/played-tools";

const played = {
  clone: undefined as unknown as PlayedClone,
  tools: new PlayedTools(),
  runs: [] as EngineResult[],
  engineRuns: 0,
  backend: "clone" as "clone" | "chosen",
  removed: [] as string[],
  answer: undefined as boolean | undefined,
  dockerd: undefined as string | undefined,
};
jest.mock("../../../../cli/process/paths", () => ({
  ...jest.requireActual("../../../../cli/process/paths"),
  get projectRoot() {
    return played.clone.root;
  },
  cacheFolder: () => join(played.clone.root, "cache"),
}));
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));
jest.mock("../../../../cli/engine/run", () => ({
  runEngine: async () => {
    played.engineRuns++;
    return played.runs.shift() ?? engineResult(0);
  },
}));
jest.mock("../../../../cli/stack/open", () => ({
  prepareStackContext: async (_: unknown, stack: string) => played.clone.bench(stack, played.backend),
}));
jest.mock("../../../../cli/stack/pulumi-env", () => ({
  pulumiSettings: () => played.clone.bench("any", played.backend).settings,
}));
jest.mock("../../../../cli/toolchain/docker", () => ({
  ensureDocker: async () => {},
  inspectDocker: async () => ({ kind: "running" }),
}));
// No question of these tests may reach the Docker of the machine: with --purge its images would go.
jest.mock("../../../../cli/teardown/leftovers", () => ({
  ...jest.requireActual("../../../../cli/teardown/leftovers"),
  askDocker: () => async (args: readonly string[]) => {
    const { code, stdout } = await played.tools.run("docker", args);
    return code === 0 ? stdout.split("\n").filter((line) => line !== "") : undefined;
  },
}));
jest.mock("../../../../cli/process/orphan-processes", () => ({ processes: () => [], leftBehind: () => [] }));
jest.mock("../../../../cli/teardown/stop-docker", () => ({ stopOwnEngine: async () => played.dockerd }));
jest.mock("../../../../cli/teardown/confirmation", () => ({
  confirmed: async ({ given }: { given: boolean }) => given || played.answer === true,
}));
jest.mock("../../../../components/cluster/kind/removal", () => ({
  ...jest.requireActual("../../../../components/cluster/kind/removal"),
  removeCluster: async (name: string) => void played.removed.push(name),
}));

let output: ReturnType<typeof keepingOutput>;
beforeEach(() => {
  Object.assign(played, { clone: new PlayedClone(), runs: [], engineRuns: 0, backend: "clone", removed: [] });
  Object.assign(played, { answer: undefined, dockerd: undefined });
  played.clone.file("mine", ["w:target: kind", "w:clusterName: played-cluster"]);
  output = keepingOutput();
});
afterEach(() => {
  jest.restoreAllMocks();
  played.clone.remove();
});

/** A Docker that is there and has nothing. */
const docker = { "docker network ls": "", "docker ps": "", "docker volume ls": "", "docker image ls": "" };

/** Takes the stack down with programs that answer like this; those that are not named have nothing to say. */
function takeDown(answers: Record<string, Answer> = {}, options: Partial<DownOptions> = {}) {
  const forgets = () => {
    rmSync(join(played.clone.paths.state, ".pulumi"), { recursive: true, force: true });
    return "";
  };
  const usual = { "stack rm": forgets, ...docker };
  // What is given comes first, and wins.
  played.tools = new PlayedTools({ ...answers, ...usual, ...answers });
  return down({ stack: "mine", yes: true, ...options });
}

/** A stack of kind with a state, whose cluster has a name that no other has. */
function kindStack(): void {
  played.clone.state("mine");
}

function eksStack(disposable: boolean): void {
  played.clone.file("mine", ["w:target: eks", "w:clusterName: far", "w:eks:", `  disposable: ${disposable}`]);
  played.clone.state("mine");
}

const bucket = {
  urn: "urn:pulumi:mine::w::aws:s3/bucket:Bucket::lake",
  type: "aws:s3/bucket:Bucket",
  custom: true,
  protect: true,
};
const protectedState = JSON.stringify({ deployment: { resources: [bucket] } });
const noCluster = { "describe-cluster": { code: 254, stderr: "ResourceNotFoundException" } };
/** What a Docker shows that still has the cluster, and one that has it no more. */
const networkOnce = () => {
  const shown = ["workshop-played\tplayed-cluster\n"];
  return () => shown.shift() ?? "";
};

describe("down ends with 0", () => {
  test("when the stack was destroyed and nothing is left", async () => {
    kindStack();
    expect([await takeDown(), played.engineRuns]).toEqual([0, 1]);
    expect(existsSync(played.clone.paths.home)).toBe(false);
    expect(output.text()).toContain("mine is down; nothing of it is left");
  });

  test("and says so in the language that is asked for", async () => {
    kindStack();
    expect(await takeDown({}, { lang: "pt-BR" })).toBe(0);
    expect(output.text()).toContain("mine foi removida; nada dela restou: nenhum contêiner, volume, rede");
  });

  test("when its file is gone and its state is not", async () => {
    kindStack();
    rmSync(join(played.clone.root, "Pulumi.mine.yaml"));
    expect([await takeDown(), played.engineRuns]).toEqual([0, 1]);
  });

  test("when there is no state of it, and then no Pulumi is asked", async () => {
    expect([await takeDown(), played.engineRuns]).toEqual([0, 0]);
    expect(played.tools.was("pulumi")).toBe(false);
  });

  test("when a cluster that no state tells of was found by its label and removed", async () => {
    expect(await takeDown({ "docker network ls": networkOnce() })).toBe(0);
    expect(played.removed).toEqual(["played-cluster"]);
  });

  test("when Docker does not answer, which is said", async () => {
    expect(await takeDown({ docker: { code: 1 } })).toBe(0);
    expect(output.text()).toContain("Docker did not answer");
  });

  test("when an account has nothing of the stack any more", async () => {
    eksStack(true);
    expect([await takeDown(noCluster), played.engineRuns]).toEqual([0, 1]);
  });

  test("beside another stack, whose cluster, state and logs stay", async () => {
    kindStack();
    const forgets = () => {
      rmSync(mine);
      return "";
    };
    const mine = played.clone.state("mine");
    const other = played.clone.state("other");
    const [log, ownLog] = ["other", "mine"].map((name) =>
      join(played.clone.paths.logs, `${name}-up-20260107T000000.log`),
    );
    for (const file of [log, ownLog]) writeFileSync(file as string, "");
    const networks = () => "workshop-other\tother-cluster\n";
    expect(await takeDown({ "stack rm": forgets, "docker network ls": networks })).toBe(0);
    expect(played.removed).toEqual([]);
    expect([other, log, ownLog].map((file) => existsSync(file as string))).toEqual([true, true, false]);
  });
});

describe("down ends with 1", () => {
  test.each([
    ["a container", { "docker ps": "played-cluster-worker\n" }, "container played-cluster-worker"],
    ["a volume", { "docker volume ls": "data\n" }, "volume data"],
    ["a network", { "docker network ls": "workshop-played\tplayed-cluster\n" }, "network workshop-played"],
  ])("when %s is still there", async (_, answers: Record<string, Answer>, line) => {
    kindStack();
    expect(await takeDown(answers)).toBe(1);
    expect(output.text()).toContain(`Still there:\n  ${line}`);
    expect(output.text()).not.toContain("nothing of it is left");
  });

  test("when Docker stops answering on the way", async () => {
    let asked = 0;
    const stops = () => {
      // Networks, containers and volumes are asked for once, before anything is removed.
      if (++asked === 3) played.tools.answers.docker = { code: 1 };
      return "";
    };
    const going = takeDown({ docker: stops });
    expect(await going).toBe(1);
    expect(output.text()).toContain("Docker stopped answering");
  });

  test("when the Docker that the workshop started does not stop", async () => {
    played.dockerd = "dockerd (process 7), which does not stop";
    expect(await takeDown()).toBe(1);
    expect(output.text()).toContain("dockerd (process 7)");
  });

  test("when the account still has something, with the command that removes it", async () => {
    eksStack(true);
    const left = { "describe-log-groups": '{ "logGroups": [{ "logGroupName": "/aws/eks/far/cluster" }] }' };
    expect(await takeDown({ ...noCluster, ...left })).toBe(1);
    expect(output.text()).toContain("aws logs delete-log-group --log-group-name /aws/eks/far/cluster");
  });

  test("when the account could not be asked", async () => {
    eksStack(true);
    expect(await takeDown({ ...noCluster, "describe-volumes": { code: 254, stderr: "AccessDenied" } })).toBe(
      1,
    );
  });

  test("when the person does not confirm, and nothing was deleted", async () => {
    kindStack();
    expect(await takeDown({}, { yes: false })).toBe(1);
    expect([played.engineRuns, played.tools.was("stack rm"), played.removed]).toEqual([0, false, []]);
    expect(output.text()).toContain("Nothing was deleted.");
  });
});

describe("a destroy that fails ends down with its code, before anything else is removed", () => {
  test.each([
    ["eks", engineResult(255, "BucketNotEmpty"), 255],
    ["eks", engineResult(130, undefined, true), 130],
    ["kind", engineResult(130, undefined, true), 130],
  ] as const)("on %s, %j", async (target, run, code) => {
    if (target === "eks") eksStack(true);
    else kindStack();
    played.runs = [run];
    const left = { ...noCluster, "stack export": '{ "deployment": { "resources": [] } }' };
    expect(await takeDown({ ...left, "docker network ls": networkOnce() })).toBe(code);
    expect(played.removed).toEqual([]);
    expect(played.tools.was("stack rm")).toBe(false);
  });
});

describe("nothing is deleted", () => {
  test("of a stack that has neither file nor state", async () => {
    await expect(takeDown({}, { stack: "other" })).rejects.toThrow(/Unknown stack other/);
    expect(played.tools.asked).toEqual([]);
  });

  test("where the stack file protects the data", async () => {
    eksStack(false);
    await expect(takeDown()).rejects.toThrow(/disposable: false/);
    expect(played.engineRuns).toBe(0);
  });

  test("where the state does, although the file lets it go", async () => {
    eksStack(true);
    await expect(takeDown({ "stack export": protectedState })).rejects.toThrow(/Nothing was deleted/);
    expect(played.engineRuns).toBe(0);
  });
});

describe("with --purge", () => {
  beforeEach(() => mkdirSync(join(played.clone.root, "cache")));
  const cache = () => existsSync(join(played.clone.root, "cache"));
  const images = { "docker image ls": "spark-workshop/spark:1\n" };

  test("images and the cache go when nothing else is left", async () => {
    expect(await takeDown(images, { purge: true })).toBe(0);
    expect(played.tools.was("docker image rm spark-workshop/spark:1")).toBe(true);
    expect(cache()).toBe(false);
  });

  test("they stay when something is left, which may need them", async () => {
    expect(await takeDown({ ...images, "docker volume ls": "data\n" }, { purge: true })).toBe(1);
    expect(played.tools.was("image rm")).toBe(false);
    expect(cache()).toBe(true);
  });

  test("the cache stays while the Docker in it runs", async () => {
    played.dockerd = "dockerd (process 7), which does not stop";
    expect(await takeDown(images, { purge: true })).toBe(1);
    expect(cache()).toBe(true);
  });

  test("without it both stay", async () => {
    expect(await takeDown(images)).toBe(0);
    expect(played.tools.was("image rm")).toBe(false);
    expect(cache()).toBe(true);
  });
});

describe("in a cluster that is not the stack's own", () => {
  const outputs = JSON.stringify({ cluster: "lent", clusterUid: "uid-1", applications: [] });
  const began = (uid: string, options: Partial<DownOptions> = {}) => {
    played.clone.file("mine", ["w:target: existing", "w:existing: { context: lent }"]);
    played.clone.state("mine");
    return takeDown({ "stack output": outputs, "get namespace kube-system": uid }, options);
  };

  test("another one of the same context's name keeps what it has", async () => {
    await expect(began("uid-2")).rejects.toThrow(/context lent leads to another cluster/);
    expect(played.engineRuns).toBe(0);
    expect(await began("uid-1")).toBe(0);
    expect(played.engineRuns).toBe(1);
  });

  test("a stack whose cluster is gone can be forgotten all the same", async () => {
    expect(await began("uid-2", { clusterGone: true })).toBe(0);
    expect(played.engineRuns).toBe(0);
  });
});
