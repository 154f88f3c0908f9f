import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Pulumi from "@pulumi/pulumi";
import { factsFrom } from "../../policies/facts";
import { factsOf } from "../../stacks/targets";
import { answerOf } from "./answers";
import { type Declared, inherited, type Rendering } from "./declared";
import { listen } from "./registrations";

/**
 * Runs a program as a preview of a stack that does not exist yet, and writes down what it declares. A process of its own:
 * the program may be another checkout's, with other packages, and the SDK keeps one program's state in one process.
 *
 * The engine's place is taken by the SDK's own mock monitor, so that neither engine, plugins, cluster nor credentials are
 * needed; what is written down is the request that the SDK would send to the engine, with parents and options.
 */

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
  // A rendering shows messages and no stack traces, and the SDK makes one for each of its promises.
  process.setSourceMapsEnabled(false);
  Error.stackTraceLimit = 0;
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

/** Waits until everything that was begun has been registered. */
async function settled(pulumi: typeof Pulumi): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet++) {
    await (pulumi.runtime as unknown as Rpcs).waitForRPCs();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

if (require.main === module) void main(process.argv[2] ?? "").then(() => process.exit(0));
