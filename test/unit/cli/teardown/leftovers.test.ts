import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newLog } from "../../../../cli/engine/logs";
import { workshopPaths } from "../../../../cli/process/paths";
import { readStackConfig, stackSettings } from "../../../../cli/stack/config";
import { dockerLeftovers } from "../../../../cli/teardown/leftovers";
import { ownImages } from "../../../../cli/teardown/purge";
import { sweep } from "../../../../cli/teardown/sweep";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A Docker that answers by the beginning of a command line. */
function docker(answers: Record<string, string[]>) {
  return async (args: readonly string[]) => {
    const line = args.join(" ");
    return Object.entries(answers).find(([start]) => line.startsWith(start))?.[1] ?? [];
  };
}

test("what is left is found by this clone's label and its clusters' own", async () => {
  const mine = `label=workshop.project=${root}`;
  const found = await dockerLeftovers(
    root,
    docker({
      [`network ls --filter ${mine}`]: ["workshop-dev\tdev"],
      [`ps --all --filter ${mine}`]: ["registry"],
      "ps --all --filter label=io.x-k8s.kind.cluster=dev": ["dev-worker", "dev-control-plane"],
      "ps --all --filter label=io.x-k8s.kind.cluster=other": ["other-worker"],
      [`volume ls --filter ${mine}`]: ["data"],
    }),
  );
  expect(found).toEqual({
    docker: true,
    clusters: ["dev"],
    found: [
      "container registry",
      "container dev-worker",
      "container dev-control-plane",
      "volume data",
      "network workshop-dev",
    ],
  });
});

test("a Docker that does not answer is told from one that has nothing", async () => {
  expect(await dockerLeftovers(root, async () => undefined)).toEqual({
    docker: false,
    clusters: [],
    found: [],
  });
  expect(await dockerLeftovers(root, async () => [])).toEqual({ docker: true, clusters: [], found: [] });
});

test("a cluster of the same name that was made by hand on another network is not counted", async () => {
  const { found } = await dockerLeftovers(
    root,
    docker({
      "network ls": ["workshop-dev\tdev"],
      "ps --all --filter label=io.x-k8s.kind.cluster=dev": [
        "dev-worker\tworkshop-dev",
        "dev-control-plane\tkind",
      ],
    }),
  );
  expect(found).toEqual(["container dev-worker", "network workshop-dev"]);
});

test("a listing that Docker did not answer is not taken for one without anything", async () => {
  const silent = docker({ "network ls": ["workshop-dev\tdev"] });
  const ask = async (args: readonly string[]) => (args[0] === "ps" ? undefined : silent(args));
  expect((await dockerLeftovers(root, ask)).docker).toBe(false);
});

test("a cluster that Docker does not let go keeps neither files nor the verdict from coming", async () => {
  const paths = workshopPaths(root);
  writeFileSync(join(root, "Pulumi.yaml"), "name: w\n");
  mkdirSync(paths.home);
  writeFileSync(join(paths.home, "passphrase"), "x");
  const notes: string[] = [];
  const swept = await sweep({
    bench: { root, paths, stack: "dev" },
    cluster: "dev",
    ask: docker({ "network ls": ["workshop-dev\tdev"] }),
    report: { step: () => {}, progress: () => {}, note: (text) => notes.push(text) },
    remove: async () => {
      throw new Error("Docker still has them");
    },
  });
  expect(notes).toEqual(["Docker still has them"]);
  expect(swept).toEqual({ left: ["network workshop-dev"], dockerAnswered: true, last: true });
});

test("what a learner did of the labs outlives the last stack; all the rest goes", async () => {
  const paths = workshopPaths(root);
  writeFileSync(join(root, "Pulumi.yaml"), "name: w\n");
  mkdirSync(join(paths.labs, "progress"), { recursive: true });
  mkdirSync(paths.logs, { recursive: true });
  writeFileSync(join(paths.home, "passphrase"), "x");
  const bench = { root, paths, stack: "dev" };
  const report = { step: () => {}, progress: () => {}, note: () => {} };
  const swept = await sweep({ bench, cluster: undefined, ask: docker({}), report });
  expect(swept.left).toEqual([]);
  expect(readdirSync(paths.home)).toEqual(["labs"]);
  expect(readdirSync(paths.labs)).toEqual(["progress"]);
});

test("images built here are found by label and by name, each once", async () => {
  const ask = docker({
    "image ls --filter label=workshop.inputs": ["kindest/node:v1.34.3", "workshop/x:1"],
    "image ls --filter reference=": ["workshop/x:1", "<none>:<none>"],
  });
  expect(await ownImages(ask)).toEqual(["kindest/node:v1.34.3", "workshop/x:1"]);
});

test("of each kind of run the latest logs are kept", () => {
  for (let day = 1; day <= 7; day += 1) {
    const log = newLog(root, "dev-up", new Date(Date.UTC(2026, 0, day)));
    writeFileSync(log, "");
    writeFileSync(log.replace(/\.log$/, ".events.jsonl"), "");
  }
  writeFileSync(join(root, "dev-down-20200101T000000.log"), "");
  const files = readdirSync(root).sort();
  expect(files.filter((file) => file.endsWith(".jsonl"))).toHaveLength(5);
  expect(files).toContain("dev-up-20260107T000000.log");
  expect(files).not.toContain("dev-up-20260102T000000.log");
  expect(files).toContain("dev-down-20200101T000000.log");
});

describe("a stack's configuration", () => {
  beforeEach(() => {
    writeFileSync(
      join(root, "Pulumi.yaml"),
      "name: w\nconfig:\n  clusterName: { type: string, default: workshop }\n  ports: { default: { s3: 9000 } }\n  aws:region: x\n",
    );
    writeFileSync(
      join(root, "Pulumi.dev.yaml"),
      "config:\n  w:target: kind\n  w:ports: { s3: 9001 }\n  aws:region: y\n",
    );
    writeFileSync(join(root, "Pulumi.cloud.yaml"), "config:\n  w:target: eks\n");
  });

  test("is the stack file's, with the project's defaults", () => {
    expect(stackSettings(root, "dev")).toEqual({
      local: true,
      target: "kind",
      environment: "dev",
      cluster: "workshop",
      karpenter: false,
      ports: { s3: 9001 },
    });
    expect(stackSettings(root, "cloud").local).toBe(false);
  });

  test("is handed over as Pulumi does: strings as they are, the rest as JSON", () => {
    const config = readStackConfig(root, "dev");
    expect(config.given).toEqual(["target", "ports"]);
    expect([config.get("target"), config.get("ports"), config.get("none")]).toEqual([
      "kind",
      '{"s3":9001}',
      undefined,
    ]);
  });
});
