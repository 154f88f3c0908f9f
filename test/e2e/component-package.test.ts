import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse, stringify } from "yaml";
import { InvalidInput } from "../../components/errors";
import { planApplication } from "../../components/spark/application/plan";
import type { PlatformInfo } from "../../components/spark/platform-info";
import { versions } from "../../components/versions/versions";
import { platformFor } from "../support/platform";
import { clone } from "./support/copy";
import { EngineProject } from "./support/engine-project";
import { languageHost, pythonSdk, run, virtualEnvironment } from "./support/language-host";

// Takes minutes where nothing is in the caches, so CI does not run it: npm run e2e:languages does.
const facades = join(clone, "facades");
const python = join(__dirname, "python");
const path = process.env.PATH;
let project: EngineProject;
let venv: string;

/** A platform as another stack's output has it: no cluster is asked in a preview. */
const node = { zones: ["a"], cpuMillis: 1900, memoryMiB: 3072, labelled: true } as const;
const platform: PlatformInfo = {
  context: "minikube",
  namespace: "spark-jobs",
  serviceAccount: "spark",
  logging: "spark-logging",
  logLevel: "INFO",
  image: "spark:1",
  nodeGroups: (["on-demand", "spot"] as const).map((capacityType) => ({
    ...node,
    zones: [...node.zones],
    name: capacityType,
    capacityType,
  })),
  landing: "landing",
  lake: "lake",
  events: "events",
  eventLogs: "s3a://events/",
  s3a: { "fs.s3a.endpoint": "http://s3.storage" },
  sparkConf: {},
  credentials: [],
};

/** A spec with two things wrong with it. */
const faulty = { driver: { memroy: "1g" }, executor: { memory: "lots" } };

beforeAll(async () => {
  process.env.PATH = [await languageHost("python"), await languageHost("yaml"), path].join(delimiter);
  venv = await virtualEnvironment(join(python, "requirements.txt"));
  project = new EngineProject("", "languages");
  project.write("platform.json", JSON.stringify(platform));
  project.write("kubeconfig", JSON.stringify({ apiVersion: "v1", kind: "Config" }));
}, 1_200_000);

afterAll(() => {
  process.env.PATH = path;
  project?.remove();
});

test("the engine makes a schema of the package", async () => {
  const { name, version, resources } = JSON.parse(await project.pulumi("package", "get-schema", facades)) as {
    name: string;
    version: string;
    resources: object;
  };
  expect([name, version]).toEqual(["spark-on-kubernetes", "0.1.0"]);
  expect(Object.keys(resources).sort()).toEqual(
    ["SparkConnectServer", "SparkJob", "SparkPlatform"].map((kind) => `${name}:index:${kind}`),
  );
}, 1_200_000);

describe("a program in Python", () => {
  beforeAll(async () => {
    await project.pulumi("package", "gen-sdk", facades, "--language", "python", "--local", "--out", "sdk");
    const sdk = join(project.directory, "sdk", "python");
    process.env.PYTHONPATH = await pythonSdk(venv, sdk, project.directory);
    cpSync(join(python, "__main__.py"), join(project.directory, "__main__.py"));
    project.write(
      "Pulumi.yaml",
      JSON.stringify({
        name: "languages",
        runtime: { name: "python", options: { toolchain: "pip", virtualenv: venv } },
        packages: { "spark-on-kubernetes": facades },
      }),
    );
    await project.pulumi("stack", "init", "dev");
  }, 900_000);

  afterAll(() => {
    delete process.env.PYTHONPATH;
  });

  const previewed = (spec: object) =>
    project.pulumi("preview", "--diff", "--config", `spec=${JSON.stringify(spec)}`);

  test("makes a job on a platform in plain values", async () => {
    const said = await previewed({ timeToLiveSeconds: 600 });
    expect(said).toContain("timeToLiveSeconds  : 600");
    expect(said).toMatch(/mainApplicationFile: +"local:\/\/\/opt\/spark\/app\/hello\.py"/);
    expect(said).toMatch(/sparkVersion +: +"4\.\d+\.\d+"/);
    expect(said).toMatch(/zone: "a"/);
  }, 1_200_000);

  test("is refused in the words that TypeScript has for it", async () => {
    const said = await previewed(faulty).catch((error: Error) => error.message);
    for (const line of refusal(faulty)) expect(said).toContain(line);
  }, 1_200_000);
});

describe("a program in YAML", () => {
  let yaml: EngineProject;
  let write: (spec: object) => void;

  beforeAll(async () => {
    yaml = new EngineProject("", "languages");
    yaml.write("kubeconfig", project.read("kubeconfig"));
    symlinkSync(facades, join(yaml.directory, "facades"));
    const program = parse(readFileSync(join(__dirname, "yaml", "Pulumi.yaml"), "utf8"));
    // YAML has no function that reads JSON.
    program.resources.hello.properties.platform = platform;
    write = (spec) => {
      program.resources.hello.properties.spec = spec;
      yaml.write("Pulumi.yaml", stringify(program));
    };
    write({});
    await yaml.pulumi("stack", "init", "dev");
  }, 900_000);

  afterAll(() => yaml?.remove());

  const previewed = async (spec: object) => {
    write(spec);
    return await yaml.pulumi("preview", "--diff");
  };

  test("makes the same job", async () => {
    const said = await previewed({ timeToLiveSeconds: 600 });
    expect(said).toContain("timeToLiveSeconds  : 600");
    expect(said).toMatch(/zone: "a"/);
  }, 1_200_000);

  test("is refused in the same words", async () => {
    const said = await previewed(faulty).catch((error: Error) => error.message);
    for (const line of refusal(faulty)) expect(said).toContain(line);
  }, 1_200_000);
});

/** What the component says to the same job in TypeScript: a line for each thing that is wrong. */
function refusal(spec: object): string[] {
  const job = { python: "apps/flights/flights.py", committer: "file", spec };
  try {
    planApplication("hello", { ...platformFor(), ...job } as never, "SparkApplication hello");
  } catch (error) {
    if (error instanceof InvalidInput)
      return error.message
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  throw new Error("nothing is refused");
}

test("the SDK that Python programs are tried with is that of versions.json", async () => {
  const said = await run(join(venv, "bin", "python"), [
    "-c",
    "from importlib.metadata import version; print(version('pulumi'))",
  ]);
  expect(said.trim()).toBe(versions.pulumi);
});
