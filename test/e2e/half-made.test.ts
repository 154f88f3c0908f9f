import { existsSync, rmSync } from "node:fs";
import { pendingReleases } from "./support/helm";
import { Project, type Said, succeeded } from "./support/project";
import { inControlPlane, remains, stillThere, until, volumesOf } from "./support/world";

const cluster = "workshop-e2e-half";
const minutes = (n: number) => n * 60_000;
const project = new Project("half-made", {
  clusterName: cluster,
  ports: { s3: 19030, historyServer: 28110 },
});

/** Begins an update, and ends it with all that it has started as soon as something holds. */
async function cutOff(what: string, holds: () => boolean): Promise<void> {
  const killed = project.begin("up");
  await until(what, 10, () => killed.exitCode !== null || holds(), 200);
  if (killed.exitCode !== null) throw new Error(`the update ended, with ${killed.exitCode}, before ${what}`);
  await project.powerCut(killed);
}

/** The cluster is there, and what goes into it has begun to. */
const hasNamespace = () =>
  inControlPlane(cluster, "get", "namespaces", "--output=name").includes("namespace/spark-jobs");

/** Takes the stack down, and looks for what is left of it. */
async function down(): Promise<Said> {
  const volumes = volumesOf(cluster);
  const said = await project.workshop(10, "down");
  succeeded(said);
  expect(remains(cluster)).toEqual([]);
  expect(stillThere(volumes)).toEqual([]);
  expect(existsSync(project.path(".workshop"))).toBe(false);
  return said;
}

test(
  "an up was killed while Helm installed the operator",
  async () => {
    await cutOff("Helm at work on the operator", () => pendingReleases(cluster).includes("spark-operator"));
    const { text } = await down();
    expect(text).toMatch(/Interrupted earlier, done again now: .*spark-operator/);
  },
  minutes(22),
);

test(
  "the passphrase of the state is lost",
  async () => {
    // Far enough for the state to hold a secret: the cluster's kubeconfig.
    await cutOff("a namespace", hasNamespace);
    rmSync(project.path(".workshop", "passphrase"));
    const up = await project.workshop(5, "up");
    expect(up.text).toMatch(/incorrect passphrase.*Set PULUMI_CONFIG_PASSPHRASE/s);
    const { text } = await down();
    expect(text).toMatch(
      /could not delete everything \(.*incorrect passphrase.*\); removing the cluster itself/,
    );
  },
  minutes(22),
);
