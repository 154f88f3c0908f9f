import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { localS3a } from "../../../../components/storage/local/s3-access";
import { versions } from "../../../../components/versions/versions";
import { Bucket } from "../../support/bucket";
import { clone } from "../../support/copy";
import { type Project, succeeded } from "../../support/project";
import { docker, until } from "../../support/world";
import type { clusterView } from "../cluster-view";
import type { Wanted } from "../jobs";
import { fetchCatalogServer, startCatalogServer } from "./catalog";
import { cells, type MatrixWorld } from "./jobs";
import { buildOwnImage, buildParts, gatewayOf, mavenFiles, portOf, type Servers, serve } from "./parts";
import { recipeParts, recipes, useRecipe } from "./recipes";
import { committedFiles, filesARound, interruptStream, streamInput } from "./stream";

const minutes = (n: number) => n * 60_000;
const image = "spark-workshop-matrix/own:1";

/** The jobs of the matrix, the long ones first, and last the one that does not end. Some are recipes of the docs. */
const names = [
  "sales",
  "java-bucket",
  "delta-merge",
  "volumes",
  "totals",
  "orders",
  "sql-bucket",
  "java-server",
  "java-image",
  "scala-image",
  "python-bucket",
  "python-server",
  "python-image",
  "static-overwrite",
  "dynamic-overwrite",
  "elastic",
  "dynamic-untracked",
  "import",
  "clicks",
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
  /** What the last update of the matrix brings besides, for the tests that come next. */
  readonly last: Wanted;
}

/** Jobs that people have: each reaches COMPLETED, and what it writes proves what it ran with. */
export function describeMatrix({ project, cluster, bucket, view, up, last }: MatrixStage): void {
  describe("jobs that people have", () => {
    let servers: Servers;
    let landing: Bucket;
    let expected: Readonly<Record<string, { to: string; line: string }>>;
    let interrupted: Promise<void>;

    beforeAll(async () => {
      const folder = project.path(".workshop/matrix");
      const address = gatewayOf(networkOf(cluster));
      const parts = await buildParts(folder, address);
      await fetchCatalogServer(folder);
      buildOwnImage(folder, image);
      loadIntoNodes(cluster, image);
      const own = join(clone, "test/e2e/applications/matrix");
      const files = {
        ...parts,
        "note.txt": Buffer.from("a note\n"),
        "count.sql": readFileSync(join(own, "count.sql")),
        "job.py": readFileSync(join(own, "job.py")),
      };
      const identity = {
        key: readFileSync(join(folder, "key.pem")),
        cert: readFileSync(join(folder, "certificate.pem")),
      };
      servers = await serve({ ...files, ...mavenFiles(parts["library.jar"] ?? Buffer.of()) }, identity);
      for (const [name, body] of Object.entries(files)) await bucket().put(`parts/${name}`, body);
      for (const [part, key] of Object.entries(recipeParts)) {
        await bucket().put(key, parts[part] ?? Buffer.of());
      }
      landing = await Bucket.of(project, "workshop-landing");
      await streamInput(landing, 0);
      await secrets(project, folder);
      await startCatalogServer(project, image, await storageOf(project));
      const world: MatrixWorld = {
        server: `http://${address}:${portOf(servers.http)}`,
        secureServer: `https://${address}:${portOf(servers.https)}`,
        image,
      };
      project.write("test/e2e/applications/matrix/world.json", JSON.stringify(world));
      const used = recipes(world.server);
      for (const recipe of Object.values(used)) useRecipe(project, recipe);
      expected = Object.fromEntries([
        ...Object.entries(cells(world)).map(([name, { expected }]) => [
          name,
          { to: `matrix/${name}`, line: expected },
        ]),
        ...Object.entries(used).map(([name, { writes }]) => [name, writes]),
      ]);
      await up(...names.map((name, i) => ({ name, after: names[i - atOnce] })));
      // The driver comes back while the next tests are at work.
      interrupted = interruptStream({ project, bucket, view }, landing);
      interrupted.catch(() => {});
    }, minutes(30));

    afterAll(() => servers?.close());

    test.each(names.filter((name) => name !== "clicks"))("%s", async (name) => {
      const { to, line } = expected[name] ?? { to: "", line: "" };
      expect([name, await lineOf(bucket(), to)]).toEqual([name, line]);
    });

    test(
      "a job of the same name runs in an attendee's namespace, sent by the attendee as rendered YAML",
      async () => {
        project.write("attendee.yaml", attendeeJob);
        const person = "--as system:serviceaccount:attendee-01:attendee";
        const { code, text } = await project.shell(
          `set -o pipefail; ./workshop manifest render -s dev attendee.yaml | kubectl ${person} apply -f -`,
        );
        expect([code, text]).toEqual([
          0,
          expect.stringContaining("sparkapplication.sparkoperator.k8s.io/python-image created"),
        ]);
        await until("the end of the attendee's job", 6, async () => {
          const { text } = await project.shell(
            `kubectl ${person} -n attendee-01 get sparkapplication python-image -o jsonpath={.status.applicationState.state}`,
          );
          return /COMPLETED|FAILED/.test(text);
        });
        expect(await lineOf(bucket(), "attendee-01/matrix")).toBe("rows=10");
      },
      minutes(8),
    );

    test(
      "a stream whose driver is taken away goes on, and has each row once",
      async () => {
        await interrupted;
        await until(
          "the commit of every file",
          5,
          async () => (await committedFiles(bucket())) >= 2 * filesARound,
        );
        await up({ name: "stream-count" }, last);
        const rows = 2 * filesARound * 10;
        expect(await lineOf(bucket(), "matrix/stream-count")).toBe(`${rows} ${rows}`);
      },
      minutes(20),
    );
  });
}

/** What an attendee writes: the job of an image of their own, by the name that another has in the namespace of jobs. */
const attendeeJob = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: python-image, namespace: attendee-01 }
spec:
  type: Python
  mode: cluster
  sparkVersion: ${versions.spark}
  image: ${image}
  mainApplicationFile: local:///opt/spark/work-dir/job.py
  arguments: [s3a://workshop-lake/attendee-01/matrix]
  driver: { cores: 1, coreRequest: 150m, memory: 512m }
  executor: { cores: 1, coreRequest: 150m, memory: 512m, instances: 1 }
`;

/** The Secrets that jobs name: a password and a credential, and the store with the certificate of the test's server. */
async function secrets(project: Project, folder: string): Promise<void> {
  const create = "kubectl -n spark-jobs create secret generic";
  succeeded(
    await project.shell(
      `${create} database --from-literal=password=s3same && ${create} catalog --from-literal=credential=test:s3same` +
        ` && ${create} trust --from-file=trust.jks=${join(folder, "trust.jks")}`,
    ),
  );
}

/** The stack's S3 server as pods reach it, and the keys of its administrator. */
async function storageOf(project: Project) {
  const { credentials } = await project.json<{
    credentials: { accessKeyId: string; secretAccessKey: string };
  }>("pulumi stack output -s dev --json --show-secrets");
  return { ...credentials, endpoint: localS3a()["fs.s3a.endpoint"] ?? "" };
}

/** The one line that a job writes, in whichever of its files: partitions without rows leave empty ones. */
export async function lineOf(bucket: Bucket, folder: string): Promise<string> {
  const files = await bucket.keys(`${folder}/part-`);
  return (await Promise.all(files.map((key) => bucket.text(key)))).join("").trim();
}

function networkOf(cluster: string): string {
  const [name = ""] = docker(
    "inspect",
    `${cluster}-control-plane`,
    "--format",
    "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}",
  );
  return name;
}

/** Puts an image of this machine on the nodes, as the stack puts its own there: only layers that they do not have. */
function loadIntoNodes(cluster: string, tag: string): void {
  const names = ["ps", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`, "--format", "{{.Names}}"];
  const nodes = docker(...names).filter((name) => !name.endsWith("-control-plane"));
  execFileSync(process.execPath, ["--import", "tsx", "components/cluster/commands/load.ts"], {
    cwd: clone,
    env: { ...process.env, INPUT: JSON.stringify({ image: tag, nodes }) },
    stdio: ["ignore", "ignore", "inherit"],
    timeout: minutes(10),
  });
}
