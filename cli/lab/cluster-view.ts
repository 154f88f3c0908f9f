import { type Look, NoAnswer } from "./docker-view";

/** An object of the API server as JSON has it: times are text. Labs widen it by what they look at. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
    }[];
  };
}

/** Which objects of a kind. */
export interface Selection {
  /** @default the lab's own; `*` is all of them, and objects without a namespace need none */
  readonly namespace?: string;
  /** @default any */
  readonly labels?: string;
  /** @default any */
  readonly fields?: string;
}

/** The cluster, looked at once: the same question has the same answer, and is asked once. */
export interface ClusterView {
  /**
   * One object by kind and name: `get<Pod>("pod", "web")`.
   *
   * @param namespace @default the lab's own
   * @throws {NoAnswer} when the API server does not answer.
   */
  get<T extends ApiObject = ApiObject>(
    kind: string,
    name: string,
    namespace?: string,
  ): Promise<T | undefined>;
  /** Objects of a kind, none where there is no such kind or namespace. */
  list<T extends ApiObject = ApiObject>(kind: string, selection?: Selection): Promise<readonly T[]>;
  /**
   * What `kubectl ARGS` prints, for questions beside objects (`logs`, `exec` of something that only reads, `get --raw`);
   * nothing where it fails.
   */
  ask(...args: string[]): Promise<string | undefined>;
}

/** kubectl's own ways to say that the cluster cannot be asked. */
const silent =
  /connection refused|connection to the server|unable to connect|i\/o timeout|deadline exceeded|no configuration has been provided|current-context/i;

/**
 * @param look runs kubectl with the kubeconfig of the stack.
 * @param own the lab's namespace.
 */
export function clusterView(look: Look, own: string): ClusterView {
  const asked = new Map<string, Promise<string | undefined>>();
  const once = (args: readonly string[]): Promise<string | undefined> => {
    const key = JSON.stringify(args);
    const answer = asked.get(key) ?? kubectl(look, args);
    asked.set(key, answer);
    return answer;
  };
  const namespaced = (namespace = own) =>
    namespace === "*" ? ["--all-namespaces"] : ["--namespace", namespace];
  return {
    async get<T extends ApiObject>(kind: string, name: string, namespace?: string) {
      const text = await once([
        "get",
        kind,
        name,
        ...namespaced(namespace),
        "--ignore-not-found",
        "--output=json",
      ]);
      return text ? (JSON.parse(text) as T) : undefined;
    },
    async list<T extends ApiObject>(kind: string, { namespace, labels, fields }: Selection = {}) {
      const text = await once([
        "get",
        kind,
        ...namespaced(namespace),
        ...(labels ? ["--selector", labels] : []),
        ...(fields ? ["--field-selector", fields] : []),
        "--output=json",
      ]);
      return text ? (JSON.parse(text) as { items: T[] }).items : [];
    },
    ask: (...args) => once(args),
  };
}

async function kubectl(look: Look, args: readonly string[]): Promise<string | undefined> {
  // What follows `--` is a container's own command line.
  const end = args.indexOf("--");
  const at = end === -1 ? args.length : end;
  const bounded = [...args.slice(0, at), "--request-timeout=5s", ...args.slice(at)];
  const { code, stdout, stderr } = await look("kubectl", bounded);
  if (code === 0) return stdout;
  if (code === 124 || code === 127 || silent.test(stderr)) {
    throw new NoAnswer(
      "kubectl",
      code === 124 ? "no answer in time" : stderr.trim().split("\n").at(-1) || "?",
    );
  }
  return undefined;
}
