import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { imageVersions, type NamespaceFacts, type PlanContext } from "../platform-facts";
import { objectProblems, objectWarnings } from "../rules/brought-objects";
import { driverAccount, serviceAccountFindings } from "../rules/service-account";
import type { RuleSubject } from "../rules/subject";
import { crdShapes, type RuleFindings, validate } from "../rules/validate";
import type { Role } from "../scheduling/placement";
import type { Manifest } from "./manifest";
import type { ManifestOptions } from "./manifest-args";
import { loggingProblems, type ManifestCode, withProjectCode } from "./manifest-code";
import { withPlatformDefaults } from "./manifest-defaults";
import { type ManifestPlaces, placementInWords, withPlacement } from "./manifest-placement";
import { levelled, type PlannedConfigMap, plannedConfigMaps } from "./planned-config-maps";
import { withRestrictedPods } from "./restricted-containers";

/** What a manifest is planned by. */
export type ManifestPlanArgs<M extends Manifest = Manifest> = PlanContext &
  ManifestOptions<M> & {
    /**
     * Folder that paths of the project's files are relative to.
     * @default the folder the program runs in
     */
    readonly project?: string;
  };

type Args = ManifestPlanArgs;

/** The spec of an application in a manifest, decided. */
export interface PlannedSpec extends RuleFindings {
  readonly spec: SparkApplicationSpec;
  readonly configMaps: readonly PlannedConfigMap[];
}

/**
 * The spec of an application in a manifest, checked and placed.
 *
 * @param at where it stands, for messages: `spec`, or `spec.template` of a scheduled application.
 * @param waits whether an update waits for the end of the run.
 */
export function planManifestSpec(
  args: Args,
  given: SparkApplicationSpec,
  at: string,
  waits: boolean,
): PlannedSpec {
  // A program's manifest may be any object: placement reads one of the CRD's shape.
  const workshop = args.placement === "workshop";
  if (shapeProblems(given, "#SparkApplicationSpec", crdShapes, at).length > 0) {
    const facts = { ...factsOf(args), ...(workshop ? { groups: [], restricted: false } : {}) };
    const { problems } = validate({ ...facts, spec: given, at, versions: undefined, waits });
    return { spec: given, configMaps: [], problems, warnings: [] };
  }
  const placed = workshop ? placedSpec(args, given) : given;
  const code = workshop && args.defaults === "workshop" ? filledSpec(args, placed, at) : undefined;
  const spec = workshop ? withRestrictedPods(code?.spec ?? placed) : given;
  const findings = validate({
    ...factsOf(args),
    spec,
    at,
    versions: hasImage(spec) ? undefined : imageVersions(args.platform),
    waits,
  });
  const { problems, warnings } = withSurroundings(args, findings, accountFindings(args, given, at), at);
  return {
    spec,
    configMaps: code?.configMaps ?? [],
    problems: [...loggingProblems(args), ...(code?.problems ?? []), ...problems],
    warnings,
  };
}

/** A placed spec with what the platform decides where it is silent, and the ConfigMaps that go with it. */
function filledSpec(args: Args, placed: SparkApplicationSpec, at: string): ManifestCode {
  const { name } = args.manifest.metadata;
  const code = withProjectCode(name, placed, at, args.project);
  const { namespace } = args;
  const levels = plannedConfigMaps(name, { logging: levelled(args.logging, namespace) });
  const logging = levels[0]?.name ?? namespace.logging;
  return {
    ...code,
    spec: withPlatformDefaults(code.spec, args, placesOf(args).job, logging),
    configMaps: [...code.configMaps, ...levels],
  };
}

/** A spec with the placement and the account of a typed job where it is silent. */
export function placedSpec(args: Args, given: SparkApplicationSpec): SparkApplicationSpec {
  const accounts = accountsOf(args);
  return withPlacement(withAccount(given, accounts[0], accounts), placesOf(args));
}

/** Where a manifest's pods are to run. */
export function placesOf({ platform, namespace, manifest, driverOnSpot = false }: Args): ManifestPlaces {
  const job = `${namespace.namespace}/${manifest.metadata.name}`;
  return { groups: platform.cluster.nodeGroups, driverOnSpot, job };
}

/** What rules are told of a manifest beside its spec. */
export function factsOf(args: Args): Omit<RuleSubject, "spec" | "at" | "versions" | "waits"> {
  const { platform, namespace, manifest, driverOnSpot = false } = args;
  return {
    name: manifest.metadata.name,
    namespace: namespace.namespace,
    annotations: manifest.metadata.annotations,
    labels: manifest.metadata.labels,
    groups: platform.cluster.nodeGroups,
    buckets: platform.bucketsUnknown
      ? undefined
      : Object.values(platform.storage.buckets).map((bucket) => bucket.name),
    claimsCure: platform.cluster.claimsCure,
    driverOnSpot,
    manifest: true,
  };
}

/** What is said of the account of a manifest's driver. */
export function accountFindings(args: Args, given: SparkApplicationSpec, at: string): RuleFindings {
  return serviceAccountFindings(given, at, accountsOf(args));
}

/**
 * What rules say of a manifest, together with what is said of its namespace, its account and the objects beside it, and with the
 * placement that it lacks in words.
 *
 * @param driver name of the role that the account's findings and the rules call the driver.
 */
export function withSurroundings(
  args: Args,
  { problems, warnings }: RuleFindings,
  account: RuleFindings,
  at: string,
  driver = "driver",
): RuleFindings {
  const { namespace, manifest, objects = [] } = args;
  const workshop = args.placement === "workshop";
  const elsewhere = namespaceProblems(manifest, namespace);
  const places = placesOf(args);
  return {
    problems: [
      ...(workshop ? [] : elsewhere),
      ...objectProblems(objects, namespace.namespace),
      ...(workshop ? [] : account.problems),
      ...(workshop
        ? problems
        : problems.map((problem) =>
            withWords(problem, { driver: `${at}.${driver}`, executor: `${at}.executor` }, places),
          )),
    ],
    warnings: [
      ...objectWarnings(objects),
      ...(workshop ? [...elsewhere, ...account.warnings].map(replaced) : account.warnings),
      ...warnings,
    ],
  };
}

/** Accounts that have a driver's rights: the namespace's own, and those that come with the manifest. */
function accountsOf({ namespace, objects = [] }: Args): [string, ...string[]] {
  const brought = objects
    .filter(({ kind }) => kind === "ServiceAccount")
    .map(({ metadata }) => metadata.name);
  return [namespace.serviceAccount, ...brought];
}

/** The image that the pods of both roles name themselves. */
function hasImage({ image, driver, executor }: SparkApplicationSpec): boolean {
  return Boolean(image || (driver.image && executor.image));
}

function withAccount(
  spec: SparkApplicationSpec,
  account: string,
  known: readonly string[],
): SparkApplicationSpec {
  const own = driverAccount(spec);
  const said = spec.executor.serviceAccount;
  return {
    ...spec,
    driver:
      own !== undefined && known.includes(own) ? spec.driver : { ...spec.driver, serviceAccount: account },
    executor:
      said === undefined || known.includes(said)
        ? spec.executor
        : { ...spec.executor, serviceAccount: account },
  };
}

/** Says of a pod that finds no node what its manifest must hold. */
function withWords(problem: Problem, paths: Readonly<Record<Role, string>>, places: ManifestPlaces): Problem {
  const role = (["driver", "executor"] as const).find((one) => problem.path === paths[one]);
  if (role === undefined || problem.value !== undefined) return problem;
  const words = placementInWords(role, places);
  if (words === "") return problem;
  const cure = `Say placement: "workshop", or write ${words}.`;
  return { ...problem, cure: problem.cure ? `${problem.cure} ${cure}` : cure };
}

/** Something of another cluster that the workshop's placement puts its own in the place of. */
function replaced({ path, value }: Problem): Problem {
  return { path, value, reason: "is replaced by the job namespace's own" };
}

/** What is wrong with the namespace of a manifest: the operator looks at some only. */
export function namespaceProblems(
  { metadata }: Pick<Manifest, "metadata">,
  { namespace }: Pick<NamespaceFacts, "namespace">,
): Problem[] {
  if (metadata.namespace === undefined || metadata.namespace === namespace) return [];
  return [
    {
      path: "metadata.namespace",
      value: metadata.namespace,
      reason: "is not the job namespace that the application is given",
      cure: `Remove it, or use ${namespace}.`,
    },
  ];
}
