import { existsSync } from "node:fs";
import { pendingReleases } from "./support/helm";
import { Project, succeeded } from "./support/project";
import { remains, stillThere, volumesOf } from "./support/world";

const cluster = "workshop-e2e-half";
const minutes = (n: number) => n * 60_000;
const project = new Project("half-made", {
  clusterName: cluster,
  ports: { s3: 19030, historyServer: 28110 },
});

test(
  "an up was killed while Helm installed the operator: down does it again, and leaves nothing",
  async () => {
    const installs = () => pendingReleases(cluster).includes("spark-operator");
    const killed = await project.beginUntil("Helm at work on the operator", installs, "up");
    await project.powerCut(killed);

    const volumes = volumesOf(cluster);
    const down = await project.workshop(10, "down");
    succeeded(down);
    expect(down.text).toMatch(/Interrupted earlier, done again now: .*spark-operator/);
    expect(remains(cluster)).toEqual([]);
    expect(stillThere(volumes)).toEqual([]);
    expect(existsSync(project.path(".workshop"))).toBe(false);
  },
  minutes(22),
);
