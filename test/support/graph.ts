import * as pulumi from "@pulumi/pulumi";

/** A resource with everything that the engine deletes after it. */
interface Vertex {
  readonly type: string;
  readonly name: string;
  /** URNs: dependencies of any kind, provider and parent. */
  readonly outlivedBy: ReadonlySet<string>;
}

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): { forEach(each: (value: { getUrnsList(): string[] }) => void): void };
}
interface Response {
  getUrn(): string;
}
type Callback = (error: unknown, response: Response | undefined) => void;
interface Monitor {
  registerResource(request: Request, callback: Callback): unknown;
}

/**
 * The graph that the program hands to the engine, from which the engine takes the order of deletions.
 *
 * @see pkg/resource/graph/dependency_graph.go of Pulumi
 */
export class DeletionGraph {
  private readonly vertices = new Map<string, Vertex>();

  /** Records every registration from now on. Call after the mocks were set. */
  static recording(): DeletionGraph {
    const graph = new DeletionGraph();
    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) =>
      register(request, (error, response) => {
        if (response) graph.add(response.getUrn(), request);
        callback(error, response);
      });
    return graph;
  }

  private add(urn: string, request: Request): void {
    const outlivedBy = new Set(request.getDependenciesList());
    request.getPropertydependenciesMap().forEach((value) => {
      for (const dependency of value.getUrnsList()) outlivedBy.add(dependency);
    });
    // A provider's reference is its URN and its id.
    const provider = request.getProvider().split("::").slice(0, -1).join("::");
    for (const other of [request.getParent(), provider]) if (other) outlivedBy.add(other);
    outlivedBy.delete(urn);
    this.vertices.set(urn, { type: request.getType(), name: request.getName(), outlivedBy });
  }

  /** The resources whose type and name match, as `aws:eks/addon:Addon cluster-coredns`. */
  matching(pattern: RegExp): string[] {
    return [...this.vertices]
      .filter(([, { type, name }]) => pattern.test(`${type} ${name}`))
      .map(([urn]) => urn);
  }

  /** Whether the first is surely deleted before the other. */
  goesBefore(first: string, other: string): boolean {
    const seen = new Set<string>();
    const todo = [first];
    for (let urn = todo.pop(); urn !== undefined; urn = todo.pop()) {
      for (const next of this.vertices.get(urn)?.outlivedBy ?? []) {
        if (next === other) return true;
        if (!seen.has(next)) {
          seen.add(next);
          todo.push(next);
        }
      }
    }
    return false;
  }

  /** The pairs in which the first does not surely go before the other: `first / other`. */
  violations(first: RegExp, others: RegExp): string[] {
    return this.matching(first).flatMap((one) =>
      this.matching(others)
        .filter((other) => !this.goesBefore(one, other))
        .map((other) => `${label(one)} / ${label(other)}`),
    );
  }
}

function label(urn: string): string {
  return urn.split("::").slice(2).join(" ").split("$").pop() ?? urn;
}
