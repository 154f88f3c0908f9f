import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workshopPaths } from "../../../../cli/process/paths";
import { sweep } from "../../../../cli/teardown/sweep";
import { clusterFiles, kubeconfigFile, lockFile } from "../../../../components/cluster/kind/files";
import { networkName, ownerLabels } from "../../../../components/cluster/kind/ownership";
import { removeCluster } from "../../../../components/cluster/kind/removal";
import { look } from "../../../../components/commands/docker-removal";
import { racingDocker } from "../../../support/racing-docker";

jest.mock("../../../../cli/process/orphan-processes", () => ({ processes: () => [], leftBehind: () => [] }));

const cluster = "raced";
const fast = { pauseMs: 0, timeoutMs: 5_000 };
const silent = { step: () => {}, progress: () => {}, note: () => {} };
const here = process.cwd();

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "raced-")));
  // Files of a cluster lie below the folder of the run.
  process.chdir(root);
  writeFileSync("Pulumi.yaml", "name: spark-workshop\n");
  for (const file of [
    kubeconfigFile(cluster),
    lockFile(cluster),
    join(".workshop", "logs", "dev-up-20260107T000000.log"),
  ]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
  }
});
afterEach(() => {
  process.chdir(here);
  rmSync(root, { recursive: true });
});

/** The end of a `down` after an `up` that was killed while kind was creating, beside somebody else's cluster. */
async function afterKilledUp(seed: number) {
  const network = networkName(cluster);
  const docker = racingDocker(
    {
      nodes: [
        { id: "control-plane", cluster, network },
        { id: "worker", cluster, network },
        { id: "other-worker", cluster: "other", network: networkName("other") },
      ],
      networks: [
        { id: "network", name: network, labels: ownerLabels(cluster, root) },
        { id: "other-network", name: networkName("other"), labels: ownerLabels("other", "/other") },
      ],
      raced: ["control-plane", "worker", "network"],
      late: [{ id: "worker2", cluster, network }],
    },
    seed,
  );
  const ask = async (args: readonly string[]) => {
    const said = await look(args, { ...fast, ask: docker.ask }).catch(() => undefined);
    return said?.split("\n").filter((line) => line !== "");
  };
  const swept = await sweep({
    bench: { root, paths: workshopPaths(root), stack: "dev" },
    cluster,
    ask,
    report: silent,
    remove: (name, project) => removeCluster(name, project, { ...fast, ask: docker.ask }),
  });
  return { swept, docker };
}

const seeds = Array.from({ length: 50 }, (_, i) => i + 1);

test.each(seeds)("the last stack leaves nothing, in order %i", async (seed) => {
  const { swept, docker } = await afterKilledUp(seed);
  expect(swept).toEqual({ left: [], dockerAnswered: true, last: true });
  expect(docker.there()).toEqual(["other-worker", "other-network"]);
  expect(existsSync(".workshop")).toBe(false);
});

test.each(seeds)("one of two stacks leaves what is the other's, in order %i", async (seed) => {
  const other = join(".workshop", "state", ".pulumi", "stacks", "spark-workshop", "second.json");
  mkdirSync(dirname(other), { recursive: true });
  writeFileSync(other, "{}");
  const { swept, docker } = await afterKilledUp(seed);
  expect(swept).toEqual({ left: [], dockerAnswered: true, last: false });
  expect(docker.there()).toEqual(["other-worker", "other-network"]);
  const files = [
    ...clusterFiles(cluster),
    lockFile(cluster),
    join(".workshop", "logs", "dev-up-20260107T000000.log"),
  ];
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(existsSync(other)).toBe(true);
});
