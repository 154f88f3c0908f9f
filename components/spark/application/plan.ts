import type {
  SparkApplicationSpec,
  SparkApplicationSpecDriverEnv,
} from "../../crds/generated/spark-operator";
import { shapeProblems } from "../../crds/shape";
import { InvalidInput, type Problem, refuse } from "../../errors";
import { committerConf } from "../conf/committer";
import { type CatalogPlan, catalogPlan } from "../conf/iceberg-catalog";
import { imageVersions, namespaceSparkConf } from "../platform-facts";
import { serviceAccountFindings } from "../rules/service-account";
import { crdShapes, validate } from "../rules/validate";
import { runOf } from "../run/run-of";
import { workDir } from "../scratch";
import type { Code, JobArgs, RunArgs } from "./args";
import { lengthProblems, mapArgProblems } from "./args-problems";
import { argsShapeProblems, withoutFaulty } from "./args-shape";
import { readCode } from "./code";
import { withJavaOptions } from "./java-options";
import { mergeSpec } from "./merge-spec";
import { levelled, type PlannedConfigMap, plannedConfigMaps } from "./planned-config-maps";
import { asPodTemplates, templateFormProblems } from "./pod-template-form";
import { capacitiesOf, planPods, podsProblems } from "./pods";
import { withRestrictedContainers } from "./restricted-containers";
import { applicationSpec } from "./spec";

/** A job, decided. */
export interface ApplicationPlan {
  readonly zone: string;
  /** How the nodes of the executors are divided, in words. */
  readonly division: string;
  /** All but the image, which may not be known yet. */
  readonly spec: SparkApplicationSpec;
  readonly configMaps: readonly PlannedConfigMap[];
  readonly warnings: readonly Problem[];
}

/**
 * Decides everything about a job, without creating anything.
 *
 * @param at where its spec stands, for messages.
 * @param also what is wrong besides, to be told together with the rest.
 * @throws {InvalidInput} with all that the webhook, the API server, the scheduler or Spark would refuse later.
 */
export function planApplication(
  name: string,
  args: JobArgs & Code & Pick<RunArgs, "run">,
  subject: string,
  at = "spec",
  also: readonly Problem[] = [],
): ApplicationPlan {
  const shaped = argsShapeProblems(
    at === "spec" ? "SparkApplicationArgs" : "ScheduledSparkApplicationArgs",
    args,
  );
  if (shaped.length > 0) {
    const beside = [...soundProblems(name, args, shaped), ...otherFieldProblems(name, args, shaped, at)];
    refuse(subject, [...shaped, ...also, ...beside]);
  }
  const { platform, namespace } = args;
  const groups = platform.cluster.nodeGroups;
  const request = {
    groups,
    zone: args.zone,
    driver: args.driver,
    executor: args.executor,
    dynamicAllocation: args.spec?.dynamicAllocation?.enabled ?? false,
  };
  const code = readCode(args);
  refuse(subject, [...also, ...ownProblems(name, args), ...code.problems, ...podsProblems(request)]);

  const runtime = code.main.type === "Python" || code.main.type === "R" ? "python" : "jvm";
  const job = `${namespace.namespace}/${name}`;
  const { zone, division, driver, executor } = planPods(request, job, subject, {
    driver: runtime,
    executor: runtime,
  });
  const configMaps = plannedConfigMaps(name, {
    files: code.files,
    settings: args.settings,
    logging: levelled(args.logging, namespace),
  });
  const named = (part: string): string | undefined => configMaps.find((one) => one.part === part)?.name;
  const settings = named("settings");

  const { lake } = platform.storage.buckets;
  const catalog = catalogPlan(args.catalog ?? { type: "hadoop" }, lake.uri, platform.storage);
  const output = committerConf(
    args.committer ?? (args.catalog ? "iceberg" : undefined),
    lake,
    { ...args.spec?.sparkConf, ...args.sparkConf },
    catalog,
  );
  refuse(subject, [...output.problems, ...(args.catalog ? catalogProblems(args, catalog) : [])]);

  const decided = applicationSpec({
    sparkVersion: platform.sparkVersion,
    serviceAccount: namespace.serviceAccount,
    main: code.main,
    codeConfigMap: named("code"),
    codeLayout: code.layout,
    deps: args.deps,
    keepsWorkDir: keepsWorkDir(args),
    loggingConfigMap: named("logging") ?? namespace.logging,
    trustConfigMap: namespace.trust,
    arguments: [...code.arguments, ...(args.arguments ?? [])],
    driver,
    executor,
    env: [
      ...(namespace.access.env as SparkApplicationSpecDriverEnv[]),
      ...secretEnv({ ...catalog.env, ...args.secrets }),
      ...(catalog.file ? [{ name: "PGPASSFILE", value: catalog.file.path }] : []),
    ],
    secretFile: catalog.file,
    envFrom: settings ? [{ configMapRef: { name: settings } }] : undefined,
    sparkConf: {
      ...namespaceSparkConf({ platform, namespace }),
      ...output.conf,
      ...(hasPackages(args) ? ivyConf : {}),
    },
    hadoopConf: platform.storage.s3a,
    restartPolicy: args.restartPolicy ?? retryOnce,
    metrics: args.metrics ?? false,
  });
  const laidOver = mergeSpec(mergeSpec(decided, { sparkConf: args.sparkConf }), args.spec);
  const asked = {
    name,
    namespace: namespace.namespace,
    annotations: args.annotations,
    labels: args.labels,
    at,
    groups,
    buckets: Object.values(platform.storage.buckets).map((bucket) => bucket.name),
    claimsCure: platform.cluster.claimsCure,
    driverOnSpot: capacitiesOf(request).driver === "spot",
    versions: args.spec?.image ? undefined : imageVersions(platform),
    // The operator runs a scheduled job, and no update looks at its runs.
    waits: at === "spec" && runOf(args.run, laidOver as SparkApplicationSpec) === "wait",
  };
  // `null` may have taken away what the rest reads, and what makes pods restricted reads them all.
  if (shapeProblems(laidOver, "#SparkApplicationSpec", crdShapes, at).length > 0) {
    const spec = laidOver as SparkApplicationSpec;
    refuse(subject, validate({ ...asked, spec, restricted: false }).problems);
  }
  const merged = withRestrictedContainers(withJavaOptions(laidOver as SparkApplicationSpec, decided));
  const { problems, warnings } = validate({ ...asked, spec: merged });
  const account = serviceAccountFindings(merged, at, [namespace.serviceAccount]);
  const templates = args.placement === "template";
  refuse(subject, [...account.problems, ...problems, ...(templates ? templateFormProblems(merged, at) : [])]);
  return {
    zone,
    division,
    spec: templates ? asPodTemplates(merged) : merged,
    configMaps,
    warnings: [...output.warnings, ...account.warnings, ...warnings],
  };
}

/** What is wrong with a job's name, and with arguments that nothing else depends on. */
function ownProblems(name: string, args: Partial<JobArgs>): Problem[] {
  return [...lengthProblems(name), ...mapArgProblems(args)];
}

/** What is wrong besides with arguments of which some are of another shape. */
function soundProblems(name: string, args: JobArgs & Code, shaped: readonly Problem[]): Problem[] {
  const sound = withoutFaulty(args, shaped);
  const code = ["python", "modules", "sql", "main"].every((key) => key in sound || !(key in args));
  return [...ownProblems(name, sound), ...(code ? readCode(sound as Code).problems : [])];
}

/**
 * What else the whole spec lacks where some of what is laid over it is wrong: a field that must be there, and that the overlay takes away
 * or leaves out.
 */
function otherFieldProblems(
  name: string,
  args: JobArgs & Code,
  shaped: readonly Problem[],
  at: string,
): Problem[] {
  if (!shaped.every(({ path }) => path.startsWith("spec"))) return [];
  try {
    const { spec } = planApplication(name, { ...args, spec: undefined, placement: "webhook" }, name, at);
    return shapeProblems(mergeSpec(spec, args.spec), "#SparkApplicationSpec", crdShapes, "spec")
      .filter(({ path }) => !shaped.some((one) => one.path === path))
      .map((problem) => ({ ...problem, path: problem.path.replace("spec", at) }));
  } catch (error) {
    // What is wrong without the overlay is told when the overlay is right.
    if (error instanceof InvalidInput) return [];
    throw error;
  }
}

/** A failed submission is tried three times more, a failed run once. */
const retryOnce: NonNullable<SparkApplicationSpec["restartPolicy"]> = {
  type: "OnFailure",
  onSubmissionFailureRetries: 3,
  onSubmissionFailureRetryInterval: 5,
  onFailureRetries: 1,
  onFailureRetryInterval: 5,
};

/** What is wrong with a catalog, also beside the committer. */
function catalogProblems({ committer }: JobArgs, { problems }: CatalogPlan): Problem[] {
  if (committer === undefined || committer === "iceberg") return [...problems];
  return [
    ...problems,
    {
      path: "committer",
      value: committer,
      reason: "stands beside a catalog, which is Iceberg's",
      cure: 'Leave it out, or use "iceberg".',
    },
  ];
}

/** Where packages from Maven are kept while a job is submitted and runs: a folder that can be written in any image. */
const ivyConf = { "spark.jars.ivy": "/tmp/.ivy2" } as const;

function hasPackages({ deps, spec, sparkConf }: JobArgs): boolean {
  return (
    (deps?.packages ?? spec?.deps?.packages ?? []).length > 0 ||
    "spark.jars.packages" in { ...spec?.sparkConf, ...sparkConf }
  );
}

/**
 * Whether the working directory of the image must stay as it is: code lies in it, or the image is another than the
 * platform's, of which nobody knows what lies where. An empty volume would hide it.
 */
function keepsWorkDir({ spec, sparkConf, deps, ...args }: JobArgs & Code): boolean {
  const ownImage = [spec?.image, spec?.driver?.image, spec?.executor?.image].some(Boolean);
  return ownImage || JSON.stringify([args.main, spec, sparkConf, deps]).includes(`${workDir}/`);
}

function secretEnv(secrets: NonNullable<JobArgs["secrets"]>): SparkApplicationSpecDriverEnv[] {
  return Object.entries(secrets).map(([name, { secret, key }]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}
