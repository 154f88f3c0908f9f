import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { versions } from "../../versions/versions";
import type { NamespaceFacts, PlanContext } from "../platform-facts";
import { objectProblems, objectWarnings } from "../rules/brought-objects";
import { driverAccount, serviceAccountVerdict } from "../rules/service-account";
import { validate } from "../rules/validate";
import type { Manifest } from "./manifest";
import type { ManifestOptions } from "./manifest-args";
import { withPlatformDefaults } from "./manifest-defaults";
import { type ManifestPlaces, placementInWords, withPlacement } from "./manifest-placement";
import { withRestrictedPods } from "./restricted-containers";

/**
 * The spec of an application in a manifest, checked and placed.
 *
 * @param at where it stands, for messages: `spec`, or `spec.template` of a scheduled application.
 * @param waits whether an update waits for the end of the run.
 */
export function planManifestSpec(
  args: PlanContext & ManifestOptions<Manifest>,
  given: SparkApplicationSpec,
  at: string,
  waits: boolean,
): { spec: SparkApplicationSpec; problems: Problem[]; warnings: Problem[] } {
  const { platform, namespace, manifest, objects = [], driverOnSpot = false } = args;
  const groups = platform.cluster.nodeGroups;
  const job = `${namespace.namespace}/${manifest.metadata.name}`;
  const places: ManifestPlaces = { groups, driverOnSpot, job };
  const workshop = args.placement === "workshop";
  const accounts = [
    namespace.serviceAccount,
    ...objects.filter(({ kind }) => kind === "ServiceAccount").map(({ metadata }) => metadata.name),
  ] as const;
  const placed = workshop
    ? withPlacement(withAccount(given, namespace.serviceAccount, accounts), places)
    : given;
  const filled =
    workshop && args.defaults === "workshop"
      ? withPlatformDefaults(placed, { platform, namespace }, job)
      : placed;
  const spec = workshop ? withRestrictedPods(filled) : given;
  const account = serviceAccountVerdict(workshop ? given : spec, at, [accounts[0], ...accounts.slice(1)]);
  const { problems, warnings } = validate({
    name: manifest.metadata.name,
    namespace: namespace.namespace,
    spec,
    at,
    groups,
    buckets: platform.bucketsUnknown
      ? undefined
      : Object.values(platform.storage.buckets).map((bucket) => bucket.name),
    claimsCure: platform.cluster.claimsCure,
    driverOnSpot,
    versions: hasImage(spec) ? undefined : versions,
    manifest: true,
    waits,
  });
  const elsewhere = namespaceProblems(manifest, namespace);
  return {
    spec,
    problems: [
      ...(workshop ? [] : elsewhere),
      ...objectProblems(objects, namespace.namespace),
      ...(workshop ? [] : account.problems),
      ...(workshop ? problems : problems.map((problem) => withWords(problem, at, places))),
    ],
    warnings: [
      ...objectWarnings(objects),
      ...(workshop ? [...elsewhere, ...account.warnings].map(replaced) : account.warnings),
      ...warnings,
    ],
  };
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
function withWords(problem: Problem, at: string, places: ManifestPlaces): Problem {
  const role = (["driver", "executor"] as const).find((one) => problem.path === `${at}.${one}`);
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
