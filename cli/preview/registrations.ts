import type * as Pulumi from "@pulumi/pulumi";
import { cleaned, type Declared, type Json, type Options, present } from "./declared";

/** A request of the SDK to register a resource, as far as it is looked at. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getRemote(): boolean;
  getProvider(): string;
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
  getProtect(): boolean | undefined;
  hasProtect?(): boolean;
  getRetainondelete(): boolean | undefined;
  hasRetainondelete?(): boolean;
  getDeletedwith(): string;
  getReplaceWithList(): string[];
  getDeletebeforereplace(): boolean;
  getDeletebeforereplacedefined(): boolean;
  getReplaceonchangesList(): string[];
  getIgnorechangesList(): string[];
  getAliasesList(): Alias[];
  getAliasurnsList(): string[];
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    forEach(visit: (dependencies: { getUrnsList(): string[] }, property: string) => void): void;
  };
}
interface Alias {
  getUrn(): string;
  getSpec():
    | { getName(): string; getType(): string; getParenturn(): string; getNoparent(): boolean }
    | undefined;
}
interface Response {
  getUrn(): string;
}
type Callback = (error: unknown, response: Response | undefined) => void;
interface Monitor {
  registerResource(request: Request, callback: Callback): unknown;
  registerResourceHook(request: unknown, callback: (error: null, response: object) => void): void;
  newUrn(parent: string, type: string, name: string): string;
}
/** Writes down every registration from now on, under the URNs that the engine would give. */
export function listen(
  pulumi: typeof Pulumi,
  stack: string,
  project: string,
  root: string,
): Map<string, Declared> {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const urn = (parent: string, type: string, name: string): string => {
    const above = parent === "" ? "" : (parent.split("::")[2] ?? "");
    const chain = above === "" || above === "pulumi:pulumi:Stack" ? type : `${above}$${type}`;
    return [`urn:pulumi:${stack}`, project, chain, name].join("::");
  };
  monitor.newUrn = urn;
  // The mock monitor knows no hooks, and a registration waits for those it names; none of them runs in a preview.
  monitor.registerResourceHook = (_, callback) => callback(null, {});
  const resources = new Map<string, Declared>();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (response && request.getType() !== "pulumi:pulumi:Stack") {
        const declared = declaredBy(request, response.getUrn(), root, urn);
        resources.set(declared.urn, declared);
      }
      callback(error, response);
    });
  return resources;
}

function declaredBy(
  request: Request,
  urn: string,
  root: string,
  urnOf: (parent: string, type: string, name: string) => string,
): Declared {
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) propertyDependencies[property] = [...urns].sort();
  });
  const aliases = [
    ...request.getAliasurnsList(),
    ...request.getAliasesList().map((alias) => {
      const spec = alias.getSpec();
      if (!spec) return alias.getUrn();
      const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
      return urnOf(parent, spec.getType() || request.getType(), spec.getName() || request.getName());
    }),
  ].filter((alias) => alias !== "" && alias !== urn);
  const list = (values: string[]) => (values.length > 0 ? [...values].sort() : undefined);
  const options: Options = present({
    protect: said(request.hasProtect?.(), request.getProtect()),
    retainOnDelete: said(request.hasRetainondelete?.(), request.getRetainondelete()),
    deletedWith: request.getDeletedwith() || undefined,
    replaceWith: list(request.getReplaceWithList()),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    replaceOnChanges: list(request.getReplaceonchangesList()),
    ignoreChanges: list(request.getIgnorechangesList()),
    aliases: list([...new Set(aliases)]),
  });
  const parent = request.getParent();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: parent.includes("::pulumi:pulumi:Stack::") ? "" : parent,
    // The parts of a component in a plugin are not seen here; it stands for them.
    custom: request.getCustom() || request.getRemote(),
    provider: providerUrn(request.getProvider()),
    inputs: cleaned(request.getObject()?.toJavaScript() ?? {}, root) as Record<string, Json>,
    options,
    dependsOn: [...new Set(request.getDependenciesList())].sort(),
    propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).sort()),
  };
}

/** An option that may be unset: where the protocol cannot say so, `false` counts as unset. */
function said(has: boolean | undefined, value: boolean | undefined): boolean | undefined {
  return has === undefined ? value || undefined : has ? value : undefined;
}

/** A reference to a provider is its URN and its id. */
function providerUrn(reference: string): string {
  return reference === "" ? "" : reference.split("::").slice(0, 4).join("::");
}
