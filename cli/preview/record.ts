import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Pulumi from "@pulumi/pulumi";
import { factsFrom } from "../../policies/facts";
import { factsOf } from "../../stacks/targets";
import { answerOf } from "./answers";
import {
  cleaned,
  type Declared,
  inherited,
  type Json,
  type Options,
  present,
  type Rendering,
} from "./declared";

/**
 * Runs a program as a preview of a stack that does not exist yet, and writes down what it declares. A process of its own:
 * the program may be another checkout's, with other packages, and the SDK keeps one program's state in one process.
 *
 * The engine's place is taken by the SDK's own mock monitor, so that neither engine, plugins, cluster nor credentials are
 * needed; what is written down is the request that the SDK would send to the engine, with parents and options.
 */

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
/** Pulumi's own count of what is under way; not in its public types. */
interface Rpcs {
  waitForRPCs(): Promise<void>;
}

/** What is to be recorded. */
export interface Order {
  /** Folder of the program; also the working directory. */
  readonly root: string;
  readonly project: string;
  readonly stack: string;
  /** The stack's whole configuration, by full key. */
  readonly config: Readonly<Record<string, string>>;
  /** File for the {@link Rendering}. */
  readonly result: string;
}

/**
 * Runs a program under the SDK's mocks and writes down what it declares.
 *
 * @param pulumi the SDK that the program uses.
 * @param failures told by the process of what nobody caught.
 */
export async function record(
  { root, project, stack, config }: Omit<Order, "result">,
  pulumi: typeof Pulumi,
  program: () => unknown,
  failures: readonly unknown[] = [],
): Promise<Rendering> {
  const warnings: string[] = [];
  const warn = console.warn;
  console.warn = (line: unknown) => {
    warnings.push(String(line).replace(/^warning: \[runtime\] /, ""));
  };
  let resources = new Map<string, Declared>();
  let failure: unknown;
  let outputs: unknown;
  try {
    pulumi.runtime.setAllConfig({ ...config });
    await pulumi.runtime.setMocks(
      {
        // Nothing exists yet: an id or an output that the inputs do not say is unknown, as in a first preview.
        newResource: ({ inputs }) => ({ id: undefined, state: inputs }),
        call: ({ token, inputs }) => answerOf(token, inputs, config["aws:region"] ?? "us-east-1"),
      },
      project,
      stack,
      true,
    );
    resources = listen(pulumi, stack, project, root);
    outputs = await program();
  } catch (error) {
    failure = error;
  } finally {
    // A program that refuses half-way has begun things that must not go on in another recording.
    await settled(pulumi);
    console.warn = warn;
  }
  failure ??= failures[0];
  const message = failure instanceof Error ? failure.message : String(failure);
  return {
    stack,
    ...factsFrom((key) => config[`${project}:${key}`]),
    target: config[`${project}:target`] ?? "",
    ...costOf(outputs, config[`${project}:target`]),
    resources: inherited([...resources.values()]).sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    warnings: [...new Set(warnings)].sort(),
    ...(failure === undefined ? {} : { error: message.replaceAll(root, ".") }),
  };
}

/** What the program says of its price, in a line, or what is known of the target's. */
export function costOf(outputs: unknown, target: string | undefined): { cost?: string } {
  const said = (outputs as { cost?: unknown } | undefined)?.cost;
  if (typeof said === "string") return { cost: said };
  if (typeof said === "object" && said !== null) {
    // A CostSummary, of this program or of an older one.
    const { fixed, most, storage } = said as Record<string, unknown>;
    const parts = [fixed, most, storage].filter((part): part is string => typeof part === "string");
    if (parts.length > 0) return { cost: parts.map((part) => part.replace(/\.$/, "")).join("; ") };
  }
  const { cost } = factsOf(target);
  return cost === undefined ? {} : { cost };
}

async function main(file: string): Promise<void> {
  const { result, ...order } = JSON.parse(readFileSync(file, "utf8")) as Order;
  const failures: unknown[] = [];
  process.on("unhandledRejection", (reason) => failures.push(reason));
  process.on("uncaughtException", (reason) => failures.push(reason));
  const here = createRequire(join(order.root, "index.ts"));
  const pulumi = here("@pulumi/pulumi") as typeof Pulumi;
  const rendering = await record(
    order,
    pulumi,
    () => {
      const program = here(join(order.root, "index.ts")) as unknown;
      return typeof program === "function" ? program() : program;
    },
    failures,
  );
  writeFileSync(result, JSON.stringify(rendering));
}

/** Writes down every registration from now on, under the URNs that the engine would give. */
function listen(pulumi: typeof Pulumi, stack: string, project: string, root: string): Map<string, Declared> {
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

/** Waits until everything that was begun has been registered. */
async function settled(pulumi: typeof Pulumi): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet++) {
    await (pulumi.runtime as unknown as Rpcs).waitForRPCs();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

if (require.main === module) void main(process.argv[2] ?? "").then(() => process.exit(0));
