import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLogOf, newLog } from "../../../../cli/engine/logs";
import { readStackConfig, stackSettings } from "../../../../cli/stack/config";
import { askDocker, dockerLeftovers } from "../../../../cli/teardown/leftovers";
import { purgeImages } from "../../../../cli/teardown/purge";
import { builderOf } from "../../../../components/images/builder";

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

describe("images with --purge", () => {
  /** Docker with images by name, each with its labels; those that a container uses cannot be removed. */
  function store(images: Record<string, Record<string, string>>, used: readonly string[] = []) {
    const asked: string[] = [];
    const matches = (filter: string) => {
      const [, name = "", value] = /^label=([^=]+)(?:=(.*))?$/.exec(filter) ?? [];
      return Object.entries(images).flatMap(([image, labels]) => {
        const has = filter.startsWith("label=")
          ? Object.hasOwn(labels, name) && (value === undefined || labels[name] === value)
          : image.startsWith(filter.replace(/^reference=|\*$/g, ""));
        return has ? [image] : [];
      });
    };
    const ask = async (args: readonly string[]) => {
      asked.push(args.join(" "));
      if (args[1] === "ls") return matches(args[args.indexOf("--filter") + 1] ?? "");
      for (const name of args.slice(2)) if (!used.includes(name)) delete images[name];
      return undefined;
    };
    return { ask, asked, left: () => Object.keys(images) };
  }
  const mine = () => ({ "workshop.builder": builderOf(root) });
  const other = { "workshop.builder": "0123456789ab" };

  test("only this clone's go, under the names that it gave them", async () => {
    const docker = store({
      "workshop.invalid/spark-workshop/spark:4-mine": mine(),
      "spark-workshop/spark:3-mine": mine(),
      "kindest/node:v1.34.3": { ...mine(), "workshop.inputs": "a" },
      "spark-workshop/spark:4-other": other,
      "workshop.invalid/spark-workshop/spark:4-other": other,
      "kindest/node:v1.35.0": { ...other, "workshop.inputs": "a" },
      "spark-workshop/spark:4-before-labels": {},
      "spark-workshop/notes:mine": {},
      "registry.example/team/spark:kept": mine(),
      "debian:bookworm-slim": {},
      "kindest/node:<none>": mine(),
    });
    const { removed, kept } = await purgeImages(root, docker.ask);
    expect(removed).toEqual(
      [
        "workshop.invalid/spark-workshop/spark:4-mine",
        "spark-workshop/spark:3-mine",
        "kindest/node:v1.34.3",
      ].map((name) => `image ${name}`),
    );
    expect(docker.left()).toEqual([
      "spark-workshop/spark:4-other",
      "workshop.invalid/spark-workshop/spark:4-other",
      "kindest/node:v1.35.0",
      "spark-workshop/spark:4-before-labels",
      "spark-workshop/notes:mine",
      "registry.example/team/spark:kept",
      "debian:bookworm-slim",
      "kindest/node:<none>",
    ]);
    expect(kept).toEqual(
      [
        "kindest/node:v1.35.0",
        "workshop.invalid/spark-workshop/spark:4-other",
        "spark-workshop/spark:4-other",
        "spark-workshop/spark:4-before-labels",
        "spark-workshop/notes:mine",
      ].map((name) => `image ${name}, which this clone did not build; by hand: docker image rm ${name}`),
    );
  });

  test("one that somebody's container uses stays, and is said", async () => {
    const name = "spark-workshop/spark:4-mine";
    const { ask, asked } = store({ [name]: mine() }, [name]);
    expect(await purgeImages(root, ask)).toEqual({
      removed: [],
      kept: [`image ${name}, which a container uses`],
    });
    expect(asked.join()).not.toContain("--force");
  });

  test("nothing is removed where there is nothing of this clone's", async () => {
    const { ask, asked } = store({ "spark-workshop/spark:4-other": other });
    expect((await purgeImages(root, ask)).removed).toEqual([]);
    expect(asked.join()).not.toContain("image rm");
  });
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

test.each([
  ["dev-up-20260107T000000.log", true],
  ["dev-down-20260107T000000.events.jsonl", true],
  ["dev-down-2-20260107T000000.log", true],
  ["dev-two-up-20260107T000000.log", false],
  ["mydev-up-20260107T000000.log", false],
  ["dev-notes.txt", false],
])("whether %s is a log of the stack dev", (file, is) => {
  expect(isLogOf("dev", file)).toBe(is);
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
      imageRegistry: "",
      mirrors: {},
      caBundle: "",
      cluster: "workshop",
      karpenter: false,
      ports: { s3: 9001 },
      attendees: 0,
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
