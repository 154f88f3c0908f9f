import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { inYaml, rendered } from "../../../../cli/manifest/render";
import { readStackFacts, stackRules } from "../../../../cli/manifest/stack-rules";
import { parseManifest, parseManifests } from "../../../../components/spark/application/manifest";
import { planApplication } from "../../../../components/spark/application/plan";
import { configMapObject } from "../../../../components/spark/application/planned-config-maps";
import { SparkApplication } from "../../../../components/spark/application/spark-application";
import { FakeEngine, settled } from "../../../support/engine";
import { jobStack } from "../../../support/job-stack";
import { platformFor } from "../../../support/platform";

const project = join(__dirname, "project");
const manifests = readFileSync(join(project, "orders.yaml"), "utf8");
const [python = "", sql = ""] = manifests.split(/^---$/m);
const facts = readStackFacts("dev");

beforeEach(() => {
  process.env.WORKSHOP_CWD = project;
});
afterEach(settled);

/** A text without the tag that follows the content of the image. */
const withoutTag = (content: string): string => content.replace(/(image: \S+:[\d.]+)-[0-9a-f]{12}$/gm, "$1");

const spec = (text: string) => {
  const { objects } = rendered(text, "orders.yaml", facts);
  return objects.at(-1) as unknown as {
    spec: Record<string, unknown> & { driver: object; executor: object };
  };
};

test("code of the project and log levels are ConfigMaps before the applications (UPDATE_GOLDEN=1 writes them anew)", () => {
  const { objects, warnings } = rendered(manifests, "orders.yaml", facts, "DEBUG");
  expect(warnings).toEqual([]);
  const golden = join(project, "rendered.yaml");
  const written = withoutTag(objects.map(inYaml).join("---\n"));
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, written);
  expect(written).toBe(readFileSync(golden, "utf8"));
  for (const document of parseAllDocuments(written)) expect(document.errors).toEqual([]);
});

test("the ConfigMap of the code is the one that a typed job has, and so is its place in the pods", () => {
  process.env.WORKSHOP_CWD = join(__dirname, "..", "..", "..", "..");
  const text = python.replace("orders.py", "apps/flights/flights.py").replace(/^ {2}deps:.*\n/m, "");
  const { objects } = rendered(text, "orders.yaml", facts);
  const typed = planApplication("orders", { ...platformFor(), python: "apps/flights/flights.py" }, "orders");
  expect(objects.slice(0, -1)).toEqual(
    typed.configMaps.map((planned) => configMapObject(planned, "spark-jobs")),
  );
  const { mainApplicationFile, driver } = spec(text).spec;
  expect(mainApplicationFile).toBe(typed.spec.mainApplicationFile);
  const { configMaps } = driver as typeof typed.spec.driver;
  expect(new Set(configMaps)).toEqual(new Set(typed.spec.driver.configMaps));
});

test("modules of the project are mounted in driver and executors, and what is elsewhere stays in deps", () => {
  const { deps, sparkConf, volumes, driver, executor } = spec(python).spec;
  expect(deps).toEqual({ pyFiles: ["s3a://workshop-lake/jobs/calendar.zip"] });
  expect(sparkConf).toMatchObject({ "spark.executorEnv.PYTHONPATH": "/opt/spark/app" });
  expect(volumes).toMatchObject([
    {
      name: "code",
      configMap: {
        items: [
          { key: "orders.py", path: "orders.py" },
          { key: "prices.py", path: "prices.py" },
          { key: "shop..__init__.py", path: "shop/__init__.py" },
          { key: "shop..rows.py", path: "shop/rows.py" },
        ],
      },
    },
  ]);
  const mount = { name: "code", mountPath: "/opt/spark/app", readOnly: true };
  expect(driver).toMatchObject({ volumeMounts: [mount] });
  expect(executor).toMatchObject({ volumeMounts: [mount] });
});

test("new content is a new ConfigMap, another log level is the same one", () => {
  const names = (text: string, level?: "DEBUG" | "WARN") =>
    rendered(text, "orders.yaml", facts, level).objects.map(({ metadata }) => metadata.name);
  expect(names(sql, "DEBUG")).toEqual(names(sql, "WARN"));
  const renamed = names(python.replace(", shop,", ","));
  expect(renamed[0]).toMatch(/^orders-code-[0-9a-f]{8}$/);
  expect(renamed).not.toEqual(names(python));
});

test("what is not there is refused with the path in the manifest, once", () => {
  const message = (text: string) => {
    try {
      rendered(text, "orders.yaml", facts);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  const missing = message(python.replace("orders.py", "ordres.py").replace("prices.py", "lib.zip"));
  expect(missing.split("\n").filter((line) => line.includes("spec."))).toEqual([
    expect.stringMatching(/spec\.mainApplicationFile \("ordres\.py"\) is not a file of this project/),
    expect.stringMatching(/spec\.deps\.pyFiles\[0\] \("lib\.zip"\) is not a file of this project/),
  ]);
  expect(message(sql.replace("orders.sql", "../check.test.sql"))).toMatch(
    /spec\.template\.mainApplicationFile \("\.\.\/check\.test\.sql"\) is not a file of this project/,
  );
});

test("check asks about it as render fills it in, when it is told to", () => {
  const { manifests: both, others } = parseManifests(manifests, "orders.yaml");
  for (const manifest of both) {
    expect(stackRules("dev", { placement: "workshop" })(manifest, others).problems).toEqual([]);
    const alone = stackRules("dev", { placement: "manifest" })(manifest, others).problems;
    expect(alone.map(({ path }) => path)).toContainEqual(expect.stringMatching(/mainApplicationFile$/));
  }
});

test("a component makes the same ConfigMaps as render writes", async () => {
  const engine = await FakeEngine.start();
  const { manifest } = parseManifest("SparkApplication", python.replace("workshop-lake", "lake"), "o.yaml");
  const { platform, namespace } = jobStack();
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(project);
  try {
    new SparkApplication("orders", {
      platform,
      namespace,
      manifest,
      placement: "workshop",
      defaults: "workshop",
      logging: { level: "DEBUG" },
      run: "start",
    });
  } finally {
    cwd.mockRestore();
  }
  await settled();
  const made = engine.registered
    .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
    .map(({ inputs }) => inputs as { metadata: { name: string } })
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const { objects } = rendered(python, "orders.yaml", facts, "DEBUG");
  expect(made).toEqual(objects.slice(0, -1).map((object) => expect.objectContaining(object)));
});

test("log levels beside a manifest that nobody fills in are refused", () => {
  const { manifest } = parseManifest("SparkApplication", python, "orders.yaml");
  const args = { ...platformFor(), manifest, logging: { level: "DEBUG" }, run: "start" } as const;
  expect(() => new SparkApplication("orders", args)).toThrow(
    /logging is filled in only where the workshop decides .*Say placement: "workshop" and defaults: "workshop"\./,
  );
});
