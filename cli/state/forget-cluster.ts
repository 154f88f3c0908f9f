import { pulumi, type StackContext } from "../stack/context";

interface Resource {
  readonly urn: string;
  readonly type: string;
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
export async function forgetCluster(bench: StackContext): Promise<string | undefined> {
  const exported = await pulumi(bench, ["stack", "export"]);
  if (exported.code !== 0) return exported.stderr.trim();
  const state = withoutCluster(JSON.parse(exported.stdout) as State);
  const imported = await pulumi(bench, ["stack", "import"], JSON.stringify(state));
  return imported.code === 0 ? undefined : imported.stderr.trim();
}

/** A state without the objects of a cluster, and without what others say of them. */
export function withoutCluster(state: State): State {
  const { deployment } = state;
  const gone = new Set(
    deployment?.resources?.filter(({ type }) => type.startsWith("kubernetes:")).map(({ urn }) => urn),
  );
  const rest = (urns: readonly string[] | null | undefined) => urns?.filter((urn) => !gone.has(urn)) ?? [];
  const resources = deployment?.resources
    ?.filter(({ urn, parent = "" }) => !gone.has(urn) && !gone.has(parent))
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
      ...(gone.has(resource.deletedWith ?? "") ? { deletedWith: undefined } : {}),
    }));
  return { ...state, deployment: { ...deployment, resources } };
}
