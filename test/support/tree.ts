import * as pulumi from "@pulumi/pulumi";

/** A resource as it went over the wire to the engine. */
export interface Node {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly deletedWith: string;
}

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getDeletedwith(): string;
}
interface Response {
  getUrn(): string;
}
type Callback = (error: unknown, response: Response | undefined) => void;

/** Pulumi's mock monitor keeps neither parents nor options: this listens to what it is asked. */
interface Monitor {
  registerResource(request: Request, callback: Callback): unknown;
}

/** Remembers every registration from now on. Call after the mocks were set. */
export function listen(): Node[] {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const nodes: Node[] = [];
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (response) {
        nodes.push({
          urn: response.getUrn(),
          type: request.getType(),
          name: request.getName(),
          parent: request.getParent(),
          deletedWith: request.getDeletedwith(),
        });
      }
      callback(error, response);
    });
  return nodes;
}

/** The resources as the tree that a preview prints: type and name, indented below the parent, sorted. */
export function renderTree(nodes: readonly Node[]): string {
  const urns = new Set(nodes.map((node) => node.urn));
  const below = (parent: string, indent: string): string[] =>
    nodes
      .filter((node) => (urns.has(node.parent) ? node.parent : "") === parent)
      .sort((a, b) => `${a.type} ${a.name}`.localeCompare(`${b.type} ${b.name}`))
      .flatMap((node) => [
        `${indent}${node.type}  ${node.name}${mark(node)}`,
        ...below(node.urn, `${indent}   `),
      ]);
  return `${below("", "").join("\n")}\n`;
}

/** What a component says its whole subtree dies with; the engine hands it down. */
function mark({ deletedWith }: Node): string {
  return deletedWith ? `  (dies with ${deletedWith.split("::").pop()})` : "";
}
