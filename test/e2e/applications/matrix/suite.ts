import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import type { Bucket } from "../../support/bucket";
import { clone } from "../../support/copy";
import type { Project } from "../../support/project";
import { docker, until } from "../../support/world";
import type { clusterView } from "../cluster-view";
import type { Wanted } from "../jobs";
import { cells, type MatrixWorld } from "./jobs";
import { buildOwnImage, buildParts, mavenFiles, serve, urlForPods } from "./parts";

const minutes = (n: number) => n * 60_000;
const image = "spark-workshop-matrix/own:1";

/** The jobs of the matrix, the long ones first, and last the one that does not end. */
const names = [
  "python-bucket",
  "java-bucket",
  "delta-merge",
  "volumes",
  "scala-bucket",
  "sql-project",
  "java-template",
  "java-server",
  "java-image",
  "scala-image",
  "python-project",
  "python-server",
  "python-image",
  "static-overwrite",
  "dynamic-overwrite",
  "dynamic-allocation",
  "dynamic-untracked",
  "secrets",
  "stream",
];
/** How many of them run at once: more only wait for each other on two cores. */
const atOnce = 5;

/** What the suite needs of the test whose cluster it shares. */
export interface MatrixStage {
  readonly project: Project;
  readonly cluster: string;
  readonly bucket: () => Bucket;
  readonly view: ReturnType<typeof clusterView>;
  up(...wanted: Wanted[]): Promise<string>;
}

/** Jobs that people have: each reaches COMPLETED, and what it writes proves what it ran with. */
export function describeMatrix({ project, cluster, bucket, view, up }: MatrixStage): void {
  describe("jobs that people have", () => {
    let server: Server;
    let expected: Readonly<Record<string, string>>;

    beforeAll(async () => {
      const folder = project.path(".workshop/matrix");
      const parts = await buildParts(folder);
      buildOwnImage(folder, image);
      loadIntoNodes(cluster, image);
      const own = join(clone, "test/e2e/applications/matrix");
      const files = {
        ...parts,
        "note.txt": Buffer.from("a note\n"),
        "job.py": readFileSync(join(own, "job.py")),
      };
      server = await serve({ ...files, ...mavenFiles(parts["library.jar"] ?? Buffer.of()) });
      for (const [name, body] of Object.entries(files)) await bucket().put(`parts/${name}`, body);
      await streamInput(bucket(), 0);
      await project.shell(
        "kubectl -n spark-jobs create secret generic matrix --from-literal=password=s3same",
      );
      const world: MatrixWorld = { server: urlForPods(server, networkOf(cluster)), image };
      project.write("test/e2e/applications/matrix/world.json", JSON.stringify(world));
      expected = Object.fromEntries(
        Object.entries(cells(world)).map(([name, { expected }]) => [name, expected]),
      );
      await up(...names.map((name, i) => ({ name, after: names[i - atOnce] })));
    }, minutes(30));

    afterAll(() => server?.close());

    test.each(names.filter((name) => name !== "stream"))("%s", async (name) => {
      expect([name, await written(bucket(), name)]).toEqual([name, expected[name]]);
    });

    test(
      "a stream whose driver is taken away goes on, and has each row once",
      async () => {
        await until("the first rows", 5, async () => (await dataFiles(bucket())) > 0);
        await project.shell("kubectl -n spark-jobs delete pod stream-driver --wait=false");
        await streamInput(bucket(), 1);
        await until(
          "the driver's return",
          5,
          async () =>
            /RUNNING/.test(await view.stateOf("stream")) &&
            ((await view.application("stream")).status?.executionAttempts ?? 0) > 1,
        );
        await until("both files in commits", 5, async () => (await commits(bucket())) >= 2 * filesARound);
        await up({ name: "stream-count" });
        const rows = 2 * filesARound * 10;
        expect(await written(bucket(), "stream-count")).toBe(`${rows} ${rows}`);
      },
      minutes(20),
    );
  });
}

/** The one line that a job writes, in whichever of its files: partitions without rows leave empty ones. */
async function written(bucket: Bucket, name: string): Promise<string> {
  const files = await bucket.keys(`matrix/${name}/part-`);
  return (await Promise.all(files.map((key) => bucket.text(key)))).join("").trim();
}

const filesARound = 3;

/** Files of ten rows each, none of which is in another. */
async function streamInput(bucket: Bucket, round: number): Promise<void> {
  for (let file = 0; file < filesARound; file++) {
    const first = (round * filesARound + file) * 10;
    const rows = Array.from({ length: 10 }, (_, i) => JSON.stringify({ n: first + i }));
    await bucket.put(`parts/stream/${round}-${file}.json`, Buffer.from(`${rows.join("\n")}\n`));
  }
}

const dataFiles = async (bucket: Bucket) => (await bucket.keys("iceberg/matrix/stream/data/")).length;
/** Batches that the stream has committed, by its checkpoint. */
const commits = async (bucket: Bucket) =>
  (await bucket.keys("checkpoint/commits/")).filter((key) => /\/\d+$/.test(key)).length;

function networkOf(cluster: string): string {
  const [name = ""] = docker(
    "inspect",
    `${cluster}-control-plane`,
    "--format",
    "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}",
  );
  return name;
}

/** Puts an image of this machine on every node, as `kind load docker-image` does. */
function loadIntoNodes(cluster: string, tag: string): void {
  const nodes = docker("ps", "--quiet", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`);
  const archive = execFileSync("docker", ["save", tag], { maxBuffer: 1 << 30 });
  for (const node of nodes) {
    execFileSync("docker", ["exec", "-i", node, "ctr", "--namespace=k8s.io", "images", "import", "-"], {
      input: archive,
      timeout: minutes(5),
    });
  }
}
