import { delimiter, join } from "node:path";
import { clone } from "./support/copy";
import { languageHost, pythonSdk, virtualEnvironment } from "./support/language-host";
import { Project, succeeded } from "./support/project";
import { remains, until } from "./support/world";

// Takes minutes, so CI does not run it: npm run e2e:languages does.
const minutes = (n: number) => n * 60_000;
const cluster = "workshop-languages";
const attendee = "attendee-01";
const path = process.env.PATH;
const worker = (name: string, capacityType: string) => ({
  name,
  count: 1,
  capacityType,
  zones: ["local-a"],
  instanceType: "r5.large",
});
let project: Project;

/** Runs a line of shell. @throws {Error} with all that it said, when it fails. */
async function shell(line: string, limit?: number): Promise<string> {
  const said = await project.shell(`set -o pipefail; ${line}`, limit);
  succeeded(said);
  return said.text;
}

/** What a line of shell prints, without what it says beside it. */
const printed = (line: string) => shell(`${line} 2>/dev/null`);

beforeAll(async () => {
  process.env.PATH = [await languageHost("python"), await languageHost("yaml"), path].join(delimiter);
  project = new Project("languages", {
    clusterName: cluster,
    karpenter: false,
    jobs: [],
    attendees: 1,
    ports: { s3: 19040, historyServer: 28120 },
    workers: [worker("drivers", "on-demand"), worker("executors", "spot")],
  });
  succeeded(await project.workshop(20, "up"));
  for (const language of ["python", "yaml"])
    await shell(`kubectl config view --raw --minify > examples/${language}/kubeconfig`);
}, minutes(40));

afterAll(async () => {
  process.env.PATH = path;
  if (remains(cluster).length > 0) await project.workshop(10, "down");
}, minutes(12));

test(
  "the notebook, with an attendee's account, makes a Spark Connect server within the quota, works with it and ends it",
  async () => {
    const venv = await virtualEnvironment(
      join(clone, "examples", "notebook", "requirements.txt"),
      join(__dirname, "notebook", "requirements.txt"),
    );
    await shell(
      "./workshop manifest render -s dev examples/notebook/connect.yaml > examples/notebook/ready.yaml",
    );
    // Kinds of a CRD are counted some time after it has come; before, the API server creates none under a quota.
    await until("the count of the attendee's quota", 8, async () =>
      (
        await printed(`kubectl -n ${attendee} get resourcequota attendee -o jsonpath={.status.used}`)
      ).includes("sparkconnects"),
    );
    // As an attendee has it: the cluster's address and a token.
    await shell(
      [
        "kubectl config view --raw --minify --flatten > attendee.json -o json",
        `token=$(kubectl -n ${attendee} create token attendee)`,
        "export KUBECONFIG=$PWD/attendee.json",
        'kubectl config set-credentials attendee --token "$token"',
        "kubectl config set-context --current --user attendee",
      ].join(" && "),
    );
    await shell(
      `KUBECONFIG=$PWD/attendee.json ${join(venv, "bin", "jupyter")} execute --timeout=400 --output=done examples/notebook/spark-connect.ipynb`,
      12,
    );
    const { cells } = JSON.parse(project.read("examples/notebook/done.ipynb")) as {
      cells: { id: string; outputs?: { text?: string[] }[] }[];
    };
    const output = (id: string) =>
      cells
        .find((cell) => cell.id === id)
        ?.outputs?.flatMap(({ text = [] }) => text)
        .join("") ?? "";
    expect(output("server")).toBe(`sc://notebook-server.${attendee}:15002\n`);
    expect(output("spark")).toMatch(/\|\s+0\|\s+143\|\n/);
    expect(output("lake")).toBe("the sum is 500500\n");
    expect(output("kubeflow")).toBe("rows: 1001\n");
    expect(await printed(`kubectl -n ${attendee} get sparkconnects -o name`)).toBe("");
  },
  minutes(20),
);

test(
  "the example in Python runs its job on the dev stack's platform, and takes it away",
  async () => {
    const folder = project.path("examples", "python");
    const venv = await virtualEnvironment(join(__dirname, "python", "requirements.txt"));
    const pulumi = (line: string) => shell(`cd ${folder} && pulumi ${line} --non-interactive`, 15);
    await pulumi("package gen-sdk ../../facades --language python --local --out sdk");
    const packages = await pythonSdk(venv, join(folder, "sdk", "python"), folder);
    await shell(`ln -s ${venv} ${join(folder, "venv")}`);
    await pulumi("stack init hello");
    await shell(
      `cd ${folder} && PYTHONPATH=${packages} pulumi up --yes --skip-preview --non-interactive`,
      15,
    );
    expect(await printed(`cd ${folder} && pulumi stack output state`)).toBe("COMPLETED\n");
    expect(await shell("kubectl -n spark-jobs logs hello-python-driver")).toMatch(/^1000$/m);
    await pulumi("destroy --yes --skip-preview");
    expect(await printed("kubectl -n spark-jobs get sparkapplications -o name")).toBe("");
  },
  minutes(20),
);

test(
  "so does the example in YAML",
  async () => {
    const folder = project.path("examples", "yaml");
    const pulumi = (line: string) => shell(`cd ${folder} && pulumi ${line} --non-interactive`, 25);
    await pulumi("stack init hello");
    await pulumi("up --yes --skip-preview");
    expect(await printed(`cd ${folder} && pulumi stack output state`)).toBe("COMPLETED\n");
    expect(await shell("kubectl -n spark-jobs logs hello-yaml-driver")).toMatch(/^1000$/m);
    await pulumi("destroy --yes --skip-preview");
    expect(await printed("kubectl -n spark-jobs get sparkapplications -o name")).toBe("");
  },
  minutes(35),
);
