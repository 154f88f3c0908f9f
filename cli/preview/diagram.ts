import type { Operation } from "./compare";
import type { Declared } from "./declared";

/** A part of the stack as the diagram shows it. */
interface Part {
  readonly urn: string;
  readonly label: string;
  readonly parts: number;
}

/** How a part is drawn when something in it changes. */
const styles: Readonly<Record<Operation, string>> = {
  replace: "fill:#f8d7da,stroke:#b02a37,stroke-width:2px",
  delete: "fill:#f8d7da,stroke:#b02a37,stroke-dasharray:4",
  create: "fill:#d1e7dd,stroke:#146c43,stroke-width:2px",
  update: "fill:#fff3cd,stroke:#997404,stroke-width:2px",
};

/** The outermost component that each resource belongs to, by URN; itself where there is none. */
export function outermost(resources: readonly Declared[]): Map<string, Declared> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const top = (resource: Declared): Declared => {
    const parent = byUrn.get(resource.parent);
    return parent ? top(parent) : resource;
  };
  return new Map(resources.map((resource) => [resource.urn, top(resource)]));
}

/** A component as people call it: `SparkOperator spark-operator`. */
export function componentLabel({ type, name }: Declared): string {
  return `${type.split(":").at(-1)} ${name}`;
}

/**
 * The stack as a Mermaid flowchart, drawn from the resource graph: its outermost components, and an arrow from each to what
 * it waits for. Arrows that others already imply are left out.
 *
 * @param marks what happens to the components, by URN.
 */
export function diagram(
  resources: readonly Declared[],
  marks: ReadonlyMap<string, Operation> = new Map(),
): string {
  // A provider is how something is reached, and not a part of the stack.
  const tops = new Map(
    [...outermost(resources)].filter(([, top]) => !top.type.startsWith("pulumi:providers:")),
  );
  const parts = partsOf(resources, tops);
  const ids = new Map(parts.map(({ urn }, i) => [urn, `n${i}`]));
  const edges = reduced(edgesOf(resources, tops));
  const used = [...new Set(marks.values())].sort();
  return [
    "flowchart TB",
    ...parts.map(({ urn, label, parts }) => {
      const count = parts > 1 ? `<br/><small>${parts} resources</small>` : "";
      const mark = marks.get(urn);
      return `  ${ids.get(urn)}["${label.replaceAll('"', "#quot;")}${count}"]${mark ? `:::${mark}` : ""}`;
    }),
    ...parts.flatMap(({ urn }) =>
      [...(edges.get(urn) ?? [])].sort().map((target) => `  ${ids.get(urn)} --> ${ids.get(target)}`),
    ),
    ...used.map((mark) => `  classDef ${mark} ${styles[mark]}`),
    "",
  ].join("\n");
}

function partsOf(resources: readonly Declared[], tops: ReadonlyMap<string, Declared>): Part[] {
  const counts = new Map<string, number>();
  for (const { urn, custom } of resources) {
    const top = tops.get(urn)?.urn;
    if (top) counts.set(top, (counts.get(top) ?? 0) + (custom ? 1 : 0));
  }
  return [...new Set(tops.values())]
    .map((top) => ({ urn: top.urn, label: componentLabel(top), parts: counts.get(top.urn) ?? 0 }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

function edgesOf(
  resources: readonly Declared[],
  tops: ReadonlyMap<string, Declared>,
): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const { urn, dependsOn, provider } of resources) {
    const from = tops.get(urn)?.urn;
    for (const target of [...dependsOn, provider]) {
      const to = tops.get(target)?.urn;
      if (!from || !to || from === to) continue;
      edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return edges;
}

/** Without the edges between whose ends another way leads. */
function reduced(edges: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    [...(edges.get(from) ?? [])].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return new Map(
    [...edges].map(([from, targets]) => [
      from,
      new Set(
        [...targets].filter(
          (to) => ![...targets].some((other) => other !== to && reaches(other, to, new Set([from]))),
        ),
      ),
    ]),
  );
}
