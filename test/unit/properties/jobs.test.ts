import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { stringify } from "yaml";
import { checkText } from "../../../cli/manifest/check-text";
import { inWords } from "../../../cli/manifest/finding";
import type { SparkApplicationSpec } from "../../../components/crds/generated/spark-operator";
import { InvalidInput, type Problem, sentence } from "../../../components/errors";
import { apiVersions, inspectManifests } from "../../../components/spark/application/inspect-manifests";
import type { Manifest, SparkApplicationManifest } from "../../../components/spark/application/manifest";
import { type PlannedManifest, planManifestOf } from "../../../components/spark/application/manifest-plan";
import { mergeSpec } from "../../../components/spark/application/merge-spec";
import { planApplication } from "../../../components/spark/application/plan";
import { crdShapes } from "../../../components/spark/rules/validate";
import { checkPolicies } from "../../../policies/check";
import { declaredGroups } from "../../../policies/node-groups";
import { type JobInput, slipsIn, soundJobs } from "../../support/job-arbitrary";
import { platformFor } from "../../support/platform";
import { runs } from "../../support/property-runs";
import { arbitraryOf, withSlip } from "../../support/shape-arbitrary";
import { kindWorkers, subject } from "../policies/subjects";

/** The same nodes for all who are asked: those that the policy reads from a kind cluster's command. */
const workers = kindWorkers("c5.large");
const context = platformFor(declaredGroups([workers]));
const metadata = { name: "flights", namespace: context.namespace.namespace };

type Answer = { readonly spec?: SparkApplicationSpec; readonly problems: readonly Problem[] };

/** What is said of a job that is written in TypeScript. */
function asArguments(job: object): Answer {
  try {
    const { spec } = planApplication("flights", { ...context, ...job } as never, "flights");
    return { spec, problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    for (const line of error.problems.map(sentence)) expect(line).toMatch(/^\S.* \S.*[.?]$/s);
    return { problems: error.problems };
  }
}

/** What is said of the same job when it is a manifest. */
function asManifest(spec: unknown, { annotations, run, driver }: JobInput): PlannedManifest {
  const manifest = { apiVersion: apiVersions.SparkApplication, kind: "SparkApplication", spec } as const;
  return planManifestOf(
    {
      ...context,
      manifest: { ...manifest, metadata: { ...metadata, annotations } } as SparkApplicationManifest,
      driverOnSpot: driver?.capacityType === "spot",
    },
    run === undefined,
  );
}

/** Rules that a policy has broken by the job, as strictly as there is. */
function asResource(spec: unknown, { annotations }: JobInput): string[] {
  const job = subject("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", {
    metadata: { ...metadata, annotations },
    spec,
  });
  return checkPolicies([workers, job], { environment: "prod", disposable: false }).map(({ rule }) => rule);
}

/** Rules of the policy that ask what a component asks before it. */
const sharedRules = { "requests-within-allocatable": true, "no-plain-secrets": true };

const pathsOf = (problems: readonly Problem[]) => [...new Set(problems.map(({ path }) => path))].sort();

test("a sound job is taken as it is written, as the manifest that it makes, and by the policy", () => {
  fc.assert(
    fc.property(soundJobs, (job) => {
      const { spec, problems } = asArguments(job);
      expect(problems.map(sentence)).toEqual([]);
      expect(asManifest(spec, job).problems.map(sentence)).toEqual([]);
      const broken = asResource(spec, job);
      expect(broken).not.toContain("requests-within-allocatable");
      expect(broken).not.toContain("no-plain-secrets");
      expect(broken.includes("drivers-on-demand")).toBe(job.driver?.capacityType === "spot");
    }),
    runs(300),
  );
}, 300_000);

/** Whether two paths are one, or one lies within the other: of a driver that is none its fields may be told of or not. */
const isSame = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

test("of a job with one slip the same is said of its arguments, of its manifest, and by the policy", () => {
  const slipped = soundJobs.chain((job) => {
    const { spec } = asArguments(job);
    return fc.record({ job: fc.constant(job), spec: fc.constant(spec), edit: slipsIn(spec as object) });
  });
  const differing = fc.sample(slipped, runs(1200)).flatMap(({ job, spec, edit }) => {
    const whole = mergeSpec(spec, edit.overlay);
    const own = pathsOf(asArguments({ ...job, spec: edit.overlay }).problems);
    const { problems, warnings } = asManifest(whole, job);
    const refused = pathsOf(problems);
    // What only the workshop is strict about is a warning in somebody's manifest.
    const told = [...refused, ...pathsOf(warnings)];
    const shared = (path: string) => own.some((other) => isSame(path, other));
    const agree =
      own.every((path) => told.some((other) => isSame(path, other))) &&
      (refused.length === 0 || refused.some(shared));
    const broken = own.length > 0 ? [] : asResource(whole, job).filter((rule) => rule in sharedRules);
    return agree && broken.length === 0 ? [] : [{ edit, own, refused, broken }];
  });
  expect(differing.slice(0, 5)).toEqual([]);
}, 300_000);

test("whatever stands in a job's arguments, it is planned or refused in sentences", () => {
  const slipped = fc
    .tuple(soundJobs, fc.constantFrom("webhook", "template"))
    .chain(([job, placement]) => withSlip({ ...job, placement }));
  fc.assert(
    fc.property(slipped, ({ value }) => {
      asArguments(value as object);
    }),
    runs(1500),
  );
}, 300_000);

/** Somebody else's reading of the CRDs: JSON Schema, which knows nothing of ours. */
const schemas = join(__dirname, "../../../schemas");
const ajv = new Ajv({ strict: false });
for (const file of readdirSync(schemas))
  ajv.addSchema(JSON.parse(readFileSync(join(schemas, file), "utf8")), file);

const soundSpecs = soundJobs.map((job) => asArguments(job).spec);
const server = {
  sparkVersion: "4.1.2",
  image: "registry/spark:1",
  sparkConf: { "spark.app.a": "b" },
  server: { cores: 1, memory: "512m" },
  executor: { cores: 1, instances: 1, memory: "512m" },
};
const specs: Readonly<Record<Manifest["kind"], fc.Arbitrary<unknown>>> = {
  SparkApplication: soundSpecs,
  ScheduledSparkApplication: soundSpecs.map((template) => ({ schedule: "@daily", template })),
  SparkConnect: fc.oneof(fc.constant(server), arbitraryOf("#SparkConnectSpec", crdShapes, 5)),
};

test.each(Object.keys(apiVersions) as Manifest["kind"][])(
  "whatever stands in a %s, it is read or refused in sentences, and what is taken keeps to the CRD's schema",
  (kind) => {
    const apiVersion = apiVersions[kind];
    let taken = 0;
    fc.assert(
      fc.property(
        specs[kind].chain((spec) => withSlip({ spec })),
        ({ value }) => {
          const text = stringify({ apiVersion, kind, metadata, ...Object(value) });
          const { findings } = checkText(text, "a.yaml");
          for (const line of findings.map(inWords))
            expect(line).toMatch(/^a\.yaml:\d+:\d+: (error|warning): .*[.?]/s);
          if (findings.some(({ level }) => level === "error")) return;
          taken++;
          for (const { manifest } of inspectManifests(text).objects)
            expect([ajv.validate(`${kind}.json`, manifest), ajv.errors]).toEqual([true, null]);
        },
      ),
      runs(400),
    );
    expect(taken).toBeGreaterThan(5);
  },
  300_000,
);

/** `byteStringAs` of Spark's JavaUtils: what it would throw at is no size. */
function sparkReads(text: string): boolean {
  const [, , suffix] = /^([0-9]+)([a-z]+)?$/.exec(text.toLowerCase().trim()) ?? [
    undefined,
    undefined,
    "none",
  ];
  return suffix === undefined || /^(b|[kmgtp]b?)$/.test(suffix);
}

test("no size is taken that Spark does not read", () => {
  const digits = fc.integer({ min: 0, max: 2000 }).map(String);
  const letters = fc.constantFrom(
    "",
    "b",
    "m",
    "M",
    "mb",
    "MB",
    "g",
    "G",
    "Gi",
    "Mi",
    "kb",
    "x",
    "mm",
    " m",
    "e3",
  );
  const size = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(digits, letters).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: fc.constantFrom("", "-1m", "1.5g", "512m ", " 1g", "１g", "1g\n", "0x10m") },
  );
  const place = fc.constantFrom(
    (memory: string) => ({ driver: { memory } }),
    (memory: string) => ({ driver: { memoryOverhead: memory } }),
    (memory: string) => ({ executor: { memory } }),
    (memory: string) => ({ spec: { executor: { memoryOverhead: memory } } }),
  );
  let taken = 0;
  fc.assert(
    fc.property(size, place, (text, put) => {
      const { problems } = asArguments({ python: "apps/flights/flights.py", ...put(text) });
      if (problems.length > 0) return;
      taken++;
      expect([text, sparkReads(text)]).toEqual([text, true]);
    }),
    runs(1000),
  );
  expect(taken).toBeGreaterThan(100);
}, 300_000);
