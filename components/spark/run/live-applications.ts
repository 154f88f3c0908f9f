import { askApi } from "../../cluster/ask-api";
import type { SparkApplicationSpec, SparkApplicationStatus } from "../../crds/generated/spark-operator";
import { applicationsPath, type RunName } from "./run-name";

/** A SparkApplication as it is in the cluster. */
export interface LiveApplication {
  readonly metadata: {
    readonly name: string;
    readonly uid?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: SparkApplicationSpec;
  readonly status?: SparkApplicationStatus;
}

/** Longest wait for the cluster: a preview should not hang because it cannot be reached. */
const timeoutMs = 5000;

/** One list a namespace serves all applications in it. */
const lists = new Map<string, Promise<ReadonlyMap<string, LiveApplication> | undefined>>();

/**
 * A SparkApplication as it is in the cluster now: `null` when there is none, `undefined` when the cluster does not answer.
 *
 * @param kubeconfig as text.
 */
export async function liveApplication(
  kubeconfig: string,
  { namespace, name }: RunName,
): Promise<LiveApplication | null | undefined> {
  const key = `${namespace} ${kubeconfig}`;
  const known = lists.get(key) ?? list(kubeconfig, namespace);
  lists.set(key, known);
  const applications = await known;
  return applications && (applications.get(name) ?? null);
}

async function list(
  kubeconfig: string,
  namespace: string,
): Promise<ReadonlyMap<string, LiveApplication> | undefined> {
  try {
    // An API server that does not know the kind yet has no such objects either.
    const found = (await askApi(kubeconfig, applicationsPath(namespace), timeoutMs)) ?? { items: [] };
    const { items } = found as { readonly items: readonly LiveApplication[] };
    return new Map(items.map((item) => [item.metadata.name, item]));
  } catch {
    return undefined;
  }
}
