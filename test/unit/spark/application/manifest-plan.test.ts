import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sparkDefaults } from "../../../../components/spark/application/defaults";
import type { Manifest } from "../../../../components/spark/application/manifest";
import { isProjectCode, loggingProblems } from "../../../../components/spark/application/manifest-code";
import { planManifestOf } from "../../../../components/spark/application/manifest-plan";
import type { ManifestPlanArgs } from "../../../../components/spark/application/plan-manifest-spec";
import { platformFor } from "../../../support/platform";
import { groups, soundSpec } from "../../../support/subject";

const project = mkdtempSync(join(tmpdir(), "manifest-"));
afterAll(() => rmSync(project, { recursive: true }));
mkdirSync(join(project, "apps"));
for (const [file, text] of [
  ["job.py", "import prices\n"],
  ["prices.py", "vat = 0.2\n"],
  ["report.sql", "SELECT 1;"],
] as const)
  writeFileSync(join(project, "apps", file), text);

const { mainClass: _, ...classless } = soundSpec;
const python = { ...classless, type: "Python" as const, mainApplicationFile: "apps/job.py" };
const silent = { ...python, driver: {}, executor: {} };

function plan(kind: Manifest["kind"], spec: object, options: object = {}, name = "pi") {
  const version = kind === "SparkConnect" ? "v1alpha1" : "v1beta2";
  const manifest = { apiVersion: `sparkoperator.k8s.io/${version}`, kind, metadata: { name }, spec };
  const workshop = { placement: "workshop", defaults: "workshop", project, ...options };
  return planManifestOf({ ...platformFor(), manifest, ...workshop } as unknown as ManifestPlanArgs, false);
}
const application = (spec: object, options?: object) => {
  const { manifest, ...said } = plan("SparkApplication", spec, options);
  return { spec: manifest.spec as typeof soundSpec, ...said };
};
const paths = ({ problems }: Pick<ReturnType<typeof plan>, "problems">) => problems.map(({ path }) => path);

describe("an application on a schedule", () => {
  const scheduled = (template: object, more: object = {}, name = "pi") =>
    plan("ScheduledSparkApplication", { schedule: "@daily", ...more, template }, {}, name);

  test("is placed like any other, and its schedule stays", () => {
    const { manifest, problems } = scheduled(silent, { suspend: true });
    expect(problems).toEqual([]);
    const { template, ...schedule } = manifest.spec as { template: typeof soundSpec };
    expect(schedule).toEqual({ schedule: "@daily", suspend: true });
    expect(template.driver.serviceAccount).toBe("spark");
    expect(manifest.metadata.name).toBe("pi");
  });

  test("is checked by name, schedule and template", () => {
    const wrong = { ...soundSpec, sparkConf: { "spark.master": "local" } };
    expect(paths(scheduled(wrong, { failedRunHistoryLimit: -1 }, "n".repeat(44)))).toEqual([
      "metadata.name",
      "spec.failedRunHistoryLimit",
      'spec.template.sparkConf["spark.master"]',
    ]);
  });
});

describe("code of the project", () => {
  test("travels in a ConfigMap, modules beside it", () => {
    const { spec, configMaps, problems } = application({
      ...silent,
      arguments: ["--day", "1"],
      deps: { pyFiles: ["apps/prices.py", "s3a://lake/x.py"], jars: ["local:///x.jar"] },
    });
    expect(problems).toEqual([]);
    expect(spec).toMatchObject({
      mainApplicationFile: "local:///opt/spark/app/job.py",
      arguments: ["--day", "1"],
      deps: { pyFiles: ["s3a://lake/x.py"], jars: ["local:///x.jar"] },
      volumes: [{ name: "code", configMap: { name: configMaps[0]?.name } }],
      sparkConf: { "spark.executorEnv.PYTHONPATH": "/opt/spark/app" },
    });
    const mount = { name: "code", mountPath: "/opt/spark/app", readOnly: true };
    expect(spec.driver.volumeMounts).toContainEqual(mount);
    expect(spec.executor.volumeMounts).toContainEqual(mount);
    expect(Object.keys(configMaps[0]?.data ?? {})).toEqual(["job.py", "prices.py"]);
  });

  test("of one file is the driver's alone, and leaves no empty lists", () => {
    const { spec, configMaps } = application({ ...silent, deps: { pyFiles: [] } });
    expect(spec.driver.configMaps).toContainEqual({ name: configMaps[0]?.name, path: "/opt/spark/app" });
    expect(spec.executor.configMaps).not.toContainEqual({
      name: configMaps[0]?.name,
      path: "/opt/spark/app",
    });
    for (const field of ["deps", "volumes", "arguments"]) expect(spec).not.toHaveProperty(field);
    expect(spec.driver).not.toHaveProperty("volumeMounts");
  });

  test("of SQL comes before the job's own arguments, and imports no module", () => {
    const { spec, configMaps } = application({
      ...silent,
      mainApplicationFile: "apps/report.SQL".toLowerCase(),
      arguments: ["--define", "a=1"],
      deps: { pyFiles: ["apps/none.py"] },
    });
    expect(spec.arguments).toEqual(["/opt/spark/app/report.sql", "--define", "a=1"]);
    expect(spec.deps).toEqual({ pyFiles: ["apps/none.py"] });
    expect(Object.keys(configMaps[0]?.data ?? {}).sort()).toEqual(["report.sql", "run_sql.py"]);
  });

  test("that is not there is told where the manifest names it", () => {
    const pyFiles = ["local:///x.py", "apps/prices.py", "apps/none.py"];
    expect(paths(application({ ...silent, deps: { pyFiles } }))).toEqual(["spec.deps.pyFiles[2]"]);
    expect(paths(application({ ...silent, mainApplicationFile: "apps/none.py" }))).toEqual([
      "spec.mainApplicationFile",
    ]);
  });

  test.each([
    ["apps/job.py", "Python", true],
    ["apps/report.sql", "Python", true],
    ["apps/job.PY", "Python", true],
    ["apps/job.jar", "Python", false],
    ["apps/job.py", "Scala", false],
    ["/opt/job.py", "Python", false],
    ["local:///opt/job.py", "Python", false],
    ["S3A://lake/job.py", "Python", false],
  ] as const)("%s of type %s is of the project: %s", (mainApplicationFile, type, expected) => {
    expect(isProjectCode({ ...soundSpec, mainApplicationFile, type })).toBe(expected);
  });
});

test.each<[object, number]>([
  [{}, 0],
  [{ logging: {} }, 1],
  [{ logging: {}, placement: "workshop" }, 1],
  [{ logging: {}, defaults: "workshop" }, 1],
  [{ logging: {}, placement: "workshop", defaults: "workshop" }, 0],
])("log levels beside a manifest with %j", (options, count) => {
  expect(loggingProblems(options)).toHaveLength(count);
});

test("what says nothing of its size has that of a typed job, by what its language needs", () => {
  const large = { cpuMillis: 16_000, memoryMiB: 32_768 };
  const { platform } = platformFor(groups.map((group) => ({ ...group, allocatable: large })));
  const overhead = (type: string) =>
    application({ ...silent, type, mainApplicationFile: "local:///x" }, { platform }).spec.executor
      .memoryOverhead;
  expect(overhead("Python")).toBe(overhead("R"));
  expect(overhead("Scala")).toBe(overhead("Java"));
  expect(Number.parseInt(overhead("Python") ?? "", 10)).toBeGreaterThan(
    Number.parseInt(overhead("Scala") ?? "", 10),
  );
});

test("where no zone has nodes for both roles, sizes stay open", () => {
  const { platform } = platformFor(groups.filter(({ name }) => name === "drivers"));
  const { driver, executor } = application(silent, { platform }).spec;
  for (const pod of [driver, executor]) expect(pod).not.toHaveProperty("memory");
});

test("executors are as many as of a typed job, unless Spark decides", () => {
  const instances = (more: object) => application({ ...silent, ...more }).spec.executor.instances;
  expect(instances({})).toBe(sparkDefaults.executor.instances);
  expect(instances({ dynamicAllocation: { enabled: false } })).toBe(sparkDefaults.executor.instances);
  expect(instances({ dynamicAllocation: { enabled: true } })).toBeUndefined();
  expect(instances({ executor: { instances: 5 } })).toBe(5);
  expect(instances({ sparkConf: { "spark.executor.instances": "5" } })).toBeUndefined();
});

describe("the versions of the platform's image", () => {
  const image = (spec: object) => application({ ...python, sparkVersion: "4.1.1", ...spec });
  const own = (role: "driver" | "executor") => ({ [role]: { ...soundSpec[role], image: "mine:1" } });
  test.each<[string, object, boolean]>([
    ["hold for a manifest without an image", {}, true],
    ["hold where only the driver has its own", own("driver"), true],
    ["hold where only executors have their own", own("executor"), true],
    ["do not hold for another image", { image: "mine:1" }, false],
    ["do not hold where both have their own", { ...own("driver"), ...own("executor") }, false],
  ])("%s", (_, spec, held) => {
    expect(paths(image(spec)).includes("spec.sparkVersion")).toBe(held);
  });

  const server = (name: string, more: object, ...before: object[]) => ({
    template: { spec: { serviceAccountName: "spark", containers: [...before, { name, ...more }] } },
  });
  const mine = { image: "mine:1" };
  const logs = { name: "logs", image: "logs:1" };
  test.each<[string, object, boolean]>([
    ["a server without an image", {}, true],
    ["a server whose own pod alone has an image", { server: server("spark-kubernetes-driver", mine) }, true],
    ["one whose executors alone have one", { executor: server("spark-kubernetes-executor", mine) }, true],
    [
      "one whose helpers alone have theirs",
      {
        server: server("spark-kubernetes-driver", {}, logs),
        executor: server("spark-kubernetes-executor", {}, logs),
      },
      true,
    ],
    ["one with an image", mine, false],
    [
      "one whose pods both have theirs",
      {
        server: server("spark-kubernetes-driver", mine),
        executor: server("spark-kubernetes-executor", mine),
      },
      false,
    ],
    [
      "one whose pods both have theirs beside helpers without",
      {
        server: server("spark-kubernetes-driver", mine, { name: "logs" }),
        executor: server("spark-kubernetes-executor", mine, { name: "logs" }),
      },
      false,
    ],
  ])("hold for %s: %j", (_, spec, held) => {
    const planned = plan("SparkConnect", { sparkVersion: "4.1.1", server: {}, executor: {}, ...spec });
    expect(paths(planned).includes("spec.sparkVersion")).toBe(held);
  });
});
