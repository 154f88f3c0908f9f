import { definitionsRelease } from "../../components/spark/release-names";
import { pulumi, type StackContext } from "../stack/context";

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly deletedWith?: string;
}
interface State {
  readonly deployment?: { readonly resources?: readonly Resource[] } | null;
}

/**
 * Takes what was in a cluster out of a stack's state, and leaves the rest for Pulumi to delete: the network, nodes, roles
 * and buckets around a control plane that is no more.
 *
 * @returns what was in the way; nothing when that went well.
 */
export function forgetCluster(bench: StackContext): Promise<string | undefined> {
  return forget(bench, withoutCluster);
}

/**
 * Takes the release of the operator's CRDs out of a stack's state, so that a destroy leaves them where they are.
 *
 * @returns what was in the way; nothing when that went well.
 */
export function forgetDefinitions(bench: StackContext): Promise<string | undefined> {
  return forget(bench, withoutDefinitions);
}

async function forget(bench: StackContext, cut: (state: State) => State): Promise<string | undefined> {
  const exported = await pulumi(bench, ["stack", "export"]);
  if (exported.code !== 0) return exported.stderr.trim();
  const state = cut(JSON.parse(exported.stdout) as State);
  const imported = await pulumi(bench, ["stack", "import"], JSON.stringify(state));
  return imported.code === 0 ? undefined : imported.stderr.trim();
}

/** A state without the objects of a cluster, and without what others say of them. */
export function withoutCluster(state: State): State {
  return without(state, ({ type }) => type.startsWith("kubernetes:"));
}

/** A state without the release of the operator's CRDs. */
export function withoutDefinitions(state: State): State {
  return without(
    state,
    ({ type, inputs }) => type === "kubernetes:helm.sh/v3:Release" && inputs?.name === definitionsRelease,
  );
}

function without({ deployment, ...state }: State, leaves: (resource: Resource) => boolean): State {
  const gone = new Set<string>();
  // A state has a parent before its children.
  for (const resource of deployment?.resources ?? [])
    if (leaves(resource) || isAmong(gone, resource.parent)) gone.add(resource.urn);
  const rest = (urns: readonly string[] | null) => urns?.filter((urn) => !gone.has(urn)) ?? [];
  const resources = deployment?.resources
    ?.filter(({ urn }) => !gone.has(urn))
    .map((resource) => ({
      ...resource,
      ...(resource.dependencies ? { dependencies: rest(resource.dependencies) } : {}),
      ...(resource.propertyDependencies
        ? {
            propertyDependencies: Object.fromEntries(
              Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, rest(urns)]),
            ),
          }
        : {}),
      ...(isAmong(gone, resource.deletedWith) ? { deletedWith: undefined } : {}),
    }));
  return { ...state, deployment: { ...deployment, resources } };
}

function isAmong(urns: ReadonlySet<string>, urn: string | undefined): boolean {
  return urn !== undefined && urns.has(urn);
}
