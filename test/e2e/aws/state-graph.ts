/** A resource in Pulumi's state, as far as the order of deletions goes. */
interface Resource {
  urn: string;
  type: string;
  parent?: string;
  provider?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
}

/**
 * The order in which the engine will delete what is in its state.
 *
 * @see pkg/resource/graph/dependency_graph.go of Pulumi
 */
export class StateGraph {
  private readonly resources: ReadonlyMap<string, Resource>;

  constructor(state: { deployment: { resources: Resource[] } }) {
    this.resources = new Map(state.deployment.resources.map((resource) => [resource.urn, resource]));
  }

  /** The pairs in which the first does not surely go before the other. */
  violations(first: RegExp, others: RegExp): string[] {
    const match = (pattern: RegExp) =>
      [...this.resources.values()].filter(({ urn, type }) => pattern.test(`${type} ${nameOf(urn)}`));
    const [left, right] = [match(first), match(others)];
    if (left.length === 0 || right.length === 0) return [`nothing is ${left.length === 0 ? first : others}`];
    return left.flatMap((one) => {
      const outlivedBy = this.survivors(one);
      return right
        .filter(({ urn }) => !outlivedBy.has(urn))
        .map(({ urn }) => `${nameOf(one.urn)} / ${nameOf(urn)}`);
    });
  }

  /** All that is deleted after a resource. */
  private survivors(resource: Resource): Set<string> {
    const seen = new Set<string>();
    const todo = this.direct(resource);
    for (let urn = todo.pop(); urn !== undefined; urn = todo.pop()) {
      if (seen.has(urn)) continue;
      seen.add(urn);
      const found = this.resources.get(urn);
      if (found) todo.push(...this.direct(found));
    }
    return seen;
  }

  private direct(resource: Resource): string[] {
    const provider = resource.provider?.split("::").slice(0, -1).join("::");
    const named = [
      ...(resource.dependencies ?? []),
      ...Object.values(resource.propertyDependencies ?? {}).flat(),
    ];
    return [...named, resource.parent, provider].filter((urn): urn is string => Boolean(urn));
  }
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
