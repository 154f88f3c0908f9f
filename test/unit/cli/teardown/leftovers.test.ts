import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askDocker, dockerLeftovers } from "../../../../cli/teardown/leftovers";

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
  expect(found).toMatchObject({
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
  expect(await dockerLeftovers(root, async () => undefined)).toMatchObject({
    docker: false,
    clusters: [],
    found: [],
  });
  expect(await dockerLeftovers(root, async () => [])).toMatchObject({
    docker: true,
    clusters: [],
    found: [],
  });
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

test("Docker's answer is its lines, in the environment that it is asked in; a refusal is none", async () => {
  writeFileSync(join(root, "docker"), '#!/bin/sh\n[ "$1" = no ] && exit 1\nprintf "$GREETING\\n\\n$*\\n"\n', {
    mode: 0o755,
  });
  const ask = askDocker({ PATH: `${root}:${process.env.PATH}`, GREETING: "hello", NONE: undefined });
  expect(await ask(["ps", "--all"])).toEqual(["hello", "ps --all"]);
  expect(await ask(["no"])).toBeUndefined();
});

test("networks are asked for with the clusters that they are of; one without is no cluster's", async () => {
  const asked: string[] = [];
  const { clusters, found } = await dockerLeftovers(root, async (args) => {
    asked.push(args.join(" "));
    return args[0] === "network" ? ["plain", "workshop-dev\tdev"] : [];
  });
  expect(asked[0]).toMatch(/ --format \{\{\.Name\}\}\t\{\{\.Label "workshop\.cluster"\}\}$/);
  expect([clusters, found]).toEqual([["dev"], ["network plain", "network workshop-dev"]]);
});

test("what is a cluster's is told from what is another's whose name has its own in it", async () => {
  const { of } = await dockerLeftovers(
    root,
    docker({
      "network ls": ["workshop-dev\tdev", "workshop-dev-two\tdev-two", "by-hand"],
      "ps --all --filter label=io.x-k8s.kind.cluster=dev --": ["dev-worker"],
      "ps --all --filter label=io.x-k8s.kind.cluster=dev-two": ["dev-two-worker"],
    }),
  );
  expect(of("dev")).toEqual(["container dev-worker", "network workshop-dev"]);
  expect(of("dev-two")).toEqual(["container dev-two-worker", "network workshop-dev-two"]);
  expect(of("workshop")).toEqual([]);
});

test("a node that Karpenter launched is its cluster's, whatever became of the network", async () => {
  const { of, found } = await dockerLeftovers(
    root,
    docker({
      "ps --all --filter label=workshop.project": ["executors-1\tdev", "executors-2\tdev-two", "registry\t"],
    }),
  );
  expect(of("dev")).toEqual(["container executors-1"]);
  expect(found).toEqual(["container executors-1", "container executors-2", "container registry"]);
});
