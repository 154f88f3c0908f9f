import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, parseAllDocuments, Scalar, stringify } from "yaml";
import { inYaml, rendered } from "../../../cli/manifest/render";
import { readStackFacts } from "../../../cli/manifest/stack-rules";

const root = resolve(__dirname, "..", "..", "..");
const text = (file: string) => readFileSync(join(root, file), "utf8");
const example = "examples/manifests/pi.yaml";

/** What `manifest render -s dev` writes of the example. */
const written = (): string => {
  const { objects } = rendered(text(example), example, readStackFacts("dev"));
  return objects.map(inYaml).join("---\n");
};

/** A text without the tag that follows the content of the image: a change of the Dockerfile is none of the examples'. */
const withoutTag = (content: string): string => content.replace(/(image: \S+:[\d.]+)-[0-9a-f]{12}$/gm, "$1");

/** The Workflow with a manifest in it, as a text of many lines. */
function workflowWith(manifest: string): string {
  const block = new Scalar(manifest);
  block.type = Scalar.BLOCK_LITERAL;
  const workflow = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Workflow",
    metadata: { generateName: "spark-pi-", namespace: "spark-jobs" },
    spec: {
      entrypoint: "pi",
      templates: [
        {
          name: "pi",
          resource: {
            action: "create",
            // The application goes with its Workflow, so that the next one finds its name free.
            setOwnerReference: true,
            successCondition: "status.applicationState.state == COMPLETED",
            failureCondition: "status.applicationState.state == FAILED",
            manifest: block,
          },
        },
      ],
      ttlStrategy: { secondsAfterCompletion: 3600 },
    },
  };
  const head = `# Its manifest is what \`./workshop manifest render -s dev ${example}\` writes.\n`;
  return head + stringify(workflow, { lineWidth: 0 });
}

test("Airflow's and Argo's examples hold what render writes (UPDATE_GOLDEN=1 writes them anew)", () => {
  const manifest = written();
  const files = { "examples/airflow/pi.yaml": manifest, "examples/argo/pi.yaml": workflowWith(manifest) };
  for (const [file, content] of Object.entries(files)) {
    if (process.env.UPDATE_GOLDEN) writeFileSync(join(root, file), content);
    expect(withoutTag(text(file))).toBe(withoutTag(content));
  }
  const [template] = parse(text("examples/argo/pi.yaml")).spec.templates;
  expect(parse(template.resource.manifest)).toEqual(parse(text("examples/airflow/pi.yaml")));
});

test("the operator of Airflow finds one object beside its DAG, in the namespace that it is told", () => {
  const dag = text("examples/airflow/pi.py");
  const file = join("examples/airflow", /application_file="([^"]+)"/.exec(dag)?.[1] ?? "");
  const documents = parseAllDocuments(text(file));
  expect(documents).toHaveLength(1);
  expect(documents[0]?.getIn(["metadata", "namespace"])).toBe(/namespace="([^"]+)"/.exec(dag)?.[1]);
  // Both render templates in what they are given.
  expect(text(file)).not.toMatch(/\{[{%#]/);
});

test("the hook finds what is wrong in a repository of somebody else's", () => {
  const [hook] = parse(text(".pre-commit-hooks.yaml")) as { entry: string; language: string }[];
  expect(hook?.language).toBe("script");
  const [script = "", ...args] = (hook?.entry ?? "").split(" ");
  expect(statSync(join(root, script)).mode & 0o111).not.toBe(0);
  const repository = mkdtempSync(join(tmpdir(), "hook-"));
  try {
    spawnSync("git", ["init", "-q"], { cwd: repository });
    writeFileSync(join(repository, "pi.yaml"), text(example));
    writeFileSync(join(repository, "bad.yaml"), text(example).replace("mode: cluster", "mode: client"));
    writeFileSync(join(repository, "other.yaml"), "a: 1\n");
    // pre-commit takes the script from the hook's repository and runs it in the one that is committed to; the script itself prepares
    // the machine, keeps that folder in mind and hands over to the command line.
    const run = (...files: string[]) =>
      spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", ...args, ...files], {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, WORKSHOP_CWD: repository },
      });
    const good = run("pi.yaml", "other.yaml");
    expect([good.status, good.stderr]).toEqual([0, ""]);
    const bad = run("pi.yaml", "bad.yaml");
    expect(bad.status).toBe(1);
    expect(bad.stdout).toMatch(/^bad\.yaml:\d+:\d+: error: SparkApplication pi: spec\.mode/m);
    expect(bad.stdout).not.toMatch(/^pi\.yaml/m);
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
});
