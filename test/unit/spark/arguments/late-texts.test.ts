import { spawnSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { planWithOutputs, type WithOutputs } from "../../../../components/spark/application/late-texts";
import { type ApplicationPlan, planApplication } from "../../../../components/spark/application/plan";
import {
  SparkApplication,
  type SparkApplicationArgs,
} from "../../../../components/spark/application/spark-application";
import { FakeEngine, outputValue, settled } from "../../../support/engine";
import { jobStack } from "../../../support/job-stack";
import { platformFor } from "../../../support/platform";

afterEach(settled);

const subject = "SparkApplication hello";
const python = "apps/flights/flights.py";
type Args = Omit<WithOutputs<SparkApplicationArgs>, "platform" | "namespace">;

/** The plan of a job with Outputs in its arguments, and what it warns of later. */
function planned(args: object) {
  const warnings: string[] = [];
  const plan = planWithOutputs<SparkApplicationArgs, ApplicationPlan>(
    subject,
    { ...platformFor(), python, ...args } as WithOutputs<SparkApplicationArgs>,
    (known) => planApplication("hello", known, subject),
    ({ path, reason }) => warnings.push(`${path} ${reason}`),
  );
  return { ...plan, warnings };
}

/** What the same arguments come to where all is known from the start. */
const atOnce = (args: object) =>
  planApplication("hello", { ...platformFor(), python, ...args } as SparkApplicationArgs, subject);

/** An Output that a preview does not know yet. */
function unknown(): pulumi.Output<string> {
  // Not among the public types: resources, value, whether it is known and secret, all resources.
  const Output = pulumi.Output as unknown as new (...parts: unknown[]) => pulumi.Output<string>;
  const no = Promise.resolve(false);
  return new Output(new Set(), Promise.resolve(""), no, no, Promise.resolve(new Set()));
}

const image = "registry.example.com/spark:1";
const uri = "s3a://mine/tools.jar";
const everywhere = (text: (value: string) => unknown) => ({
  arguments: ["--output", text("s3a://lake/hello"), text("--day=1")],
  settings: { BUCKET: text("lake"), MODE: "fast" },
  deps: { jars: [text(uri)], files: [text("s3a://lake/a.csv")], pyFiles: [text("s3a://lake/a.zip")] },
  spec: { image: text(image) },
});

test.each([
  ["a file of the project", {}],
  ["a file in a bucket", { python: undefined, main: { type: "Python", file: "s3a://lake/hello.py" } }],
  ["pod templates", { placement: "template" }],
])("a job with Outputs is the job with their values: %s", async (_, more) => {
  await FakeEngine.start({});
  const given = { ...everywhere(pulumi.output), ...more } as Record<string, unknown>;
  if ("main" in more) given.main = { type: "Python", file: pulumi.output("s3a://lake/hello.py") };
  const { plan, fill } = planned(given);
  const { spec, configMaps } = atOnce({ ...everywhere((text) => text), ...more });
  expect(await outputValue(pulumi.output(fill(plan.spec)))).toEqual(spec);
  const filled = plan.configMaps.map((one) => fill(one));
  expect(await outputValue(pulumi.output(filled))).toEqual(configMaps);
});

/** What is wrong with Outputs, by the words in which it is refused. */
const faults: readonly [args: string, words: string][] = [
  [
    `{ arguments: ["--password", late("hunter22")] }`,
    "spec.arguments[1] holds a secret in plain text. Read it from an environment variable",
  ],
  [
    `{ settings: { KEY: late("AKIAIOSFODNN7EXAMPLE") } }`,
    'settings["KEY"] holds an AWS access key in plain text. Use secrets:',
  ],
  [
    `{ deps: { jars: [late("s3://lake/a.jar")] } }`,
    'spec.deps.jars[0] ("s3://lake/a.jar") has a scheme that no file system answers to outside of Amazon EMR. Use s3a://lake/a.jar.',
  ],
  [
    `{ python: undefined, main: { type: "Python", file: late("s3a://lake/a.jar") } }`,
    'spec.mainApplicationFile ("s3a://lake/a.jar") is not what a Python application is started from. Name a .py file.',
  ],
  [
    `{ python: undefined, main: { type: "Python", file: late("local:///opt/spark/work-dir/a.py") } }`,
    "main, deps, spec is known too late to decide how the pods are made. Write it as text, and not as an Output.",
  ],
  ["{ arguments: [late(5)] }", "arguments[0] (5) is not text."],
];

test("what is wrong is refused as soon as it is known, in the same words", () => {
  // In a process of its own: what is refused within an output ends a program.
  const program = `
    const late = require("@pulumi/pulumi").output;
    const { planWithOutputs } = require("./components/spark/application/late-texts");
    const { planApplication } = require("./components/spark/application/plan");
    const { platformFor } = require("./test/support/platform");
    process.on("unhandledRejection", ({ name, message }) => console.log(name, message));
    for (const args of [${faults.map(([args]) => args).join()}])
      planWithOutputs("SparkApplication hello", { ...platformFor(), python: "${python}", ...args },
        (known) => planApplication("hello", known, "SparkApplication hello"), () => {});`;
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", program], { encoding: "utf8" });
  for (const [, words] of faults) expect(stdout).toContain(words);
}, 120_000);

test.each([
  ["arguments as a whole", { arguments: pulumi.output(["--x"]) }, 'arguments ("an Output") is not a list.'],
  [
    "a property",
    { sparkConf: { "spark.a.b": pulumi.output("x") } },
    'sparkConf["spark.a.b"] ("an Output") is not',
  ],
  ["the code", { python: pulumi.output(python) }, 'python ("an Output") is not text.'],
])("an Output in the place of %s is refused, with where Outputs may stand", (_, args, words) => {
  expect(() => planned(args)).toThrow(words);
  expect(() => planned(args)).toThrow("Outputs may be items of arguments, settings and deps, main.file and");
});

test("what is wrong beside an Output is refused at once", () => {
  expect(() => planned({ arguments: [pulumi.output("1"), 5], settings: { "A B": "c" } })).toThrow(
    /arguments\[1\] \(5\) is not text[\s\S]*settings\["A B"\]/,
  );
});

test("a bucket that is none of the stack's is warned of when it is known", async () => {
  await FakeEngine.start({});
  const { plan, fill, warnings } = planned({ deps: { jars: [pulumi.output(uri)] } });
  expect(warnings).toEqual([]);
  await outputValue(pulumi.output(fill(plan.spec)));
  expect(warnings).toEqual(["spec.deps.jars[0] names a bucket that is none of the stack's"]);
});

test("what a preview does not know it takes for right, and shows the rest", async () => {
  const engine = await FakeEngine.start({}, true);
  const bucket = unknown();
  const args: Args = {
    python,
    arguments: ["--output", pulumi.interpolate`s3a://${bucket}/hello`],
    settings: { BUCKET: bucket },
    run: "start",
  };
  const { platform, namespace } = jobStack();
  new SparkApplication("hello", { platform, namespace, ...args } as WithOutputs<SparkApplicationArgs>);
  await settled();
  const sent = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication").inputs as {
    spec: { type: string; arguments: unknown[] };
  };
  expect(sent.spec).toMatchObject({ type: "Python", arguments: ["--output", expect.anything()] });
  expect(JSON.stringify(sent)).not.toContain("known after up");
});
