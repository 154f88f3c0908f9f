import * as pulumi from "@pulumi/pulumi";
import { withoutTraces } from "./traces";

/** A resource as the program asked for it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** `urn::id` of the provider, inherited ones too. */
  readonly provider: string | undefined;
}

/** What a component wrote into a child's options, before the engine lets children inherit. */
export interface SeenOptions {
  readonly type: string;
  readonly name: string;
  readonly options: pulumi.CustomResourceOptions & pulumi.ComponentResourceOptions;
}

/** The part of the resource monitor that takes hooks. */
interface HookMonitor {
  registerResourceHook(
    request: { getName(): string },
    callback: (error: null, response: object) => void,
  ): void;
}

/** Pulumi's unit-test mocks, remembering what was registered. They prove wiring, not behaviour. */
export class FakeEngine {
  readonly registered: Registered[] = [];
  readonly seen: SeenOptions[] = [];
  /** What is answered to a question by its token; to any other, what was asked. */
  readonly answers = new Map<string, (asked: Record<string, unknown>) => Record<string, unknown>>();
  /** Names of the hooks that resources brought along. */
  readonly hooks: string[] = [];
  /** Types that are not created, as `--target` leaves resources out: these have no ID and only their inputs. */
  readonly leftOut = new Set<string>();

  /**
   * @param outputs what the "cloud" adds to the inputs of a type: `{ "kubernetes:…:SparkApplication": { status: … } }`.
   * @param preview whether unknown outputs stay unknown, as in a first preview.
   */
  static async start(
    outputs: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {},
    preview = false,
  ): Promise<FakeEngine> {
    withoutTraces();
    const engine = new FakeEngine();
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, inputs, provider, id }) => {
          engine.registered.push({ type, name, inputs, provider });
          if (engine.leftOut.has(type)) return { id: "", state: inputs };
          return { id: id || `${name}-id`, state: { ...inputs, ...outputs[type]?.(inputs) } };
        },
        call: ({ token, inputs }) => engine.answers.get(token)?.(inputs) ?? inputs,
      },
      "spark-workshop",
      "test",
      preview,
    );
    // Pulumi's mock monitor knows no hooks; the real one keeps a callback for each, which nothing here would call.
    const monitor = pulumi.runtime.getMonitor() as unknown as HookMonitor;
    monitor.registerResourceHook = (request, callback) => {
      engine.hooks.push(request.getName());
      callback(null, {});
    };
    return engine;
  }

  /** Options for a component under test: records what it and every descendant is given. */
  watching(): pulumi.ComponentResourceOptions {
    return {
      transformations: [
        ({ type, name, opts }) => {
          this.seen.push({ type, name, options: opts });
          return undefined;
        },
      ],
    };
  }

  /** The one resource of this type and name. */
  one(type: string, name?: string): Registered {
    const found = this.registered.filter((r) => r.type === type && (name === undefined || r.name === name));
    if (found.length !== 1 || !found[0]) {
      throw new Error(
        `${found.length} resources ${type} ${name ?? ""}; there are ${this.names().join(", ")}`,
      );
    }
    return found[0];
  }

  options(name: string, type?: string): SeenOptions["options"] {
    const found = this.seen.find((s) => s.name === name && (type === undefined || s.type === type));
    if (!found) throw new Error(`nothing called ${name}`);
    return found.options;
  }

  names(): string[] {
    return this.registered.map((r) => `${r.type}/${r.name}`);
  }
}

/** The value of an output. */
export function outputValue<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/** Pulumi's own count of what is under way; not in its public types. */
interface Rpcs {
  waitForRPCs(): Promise<void>;
}

/** Waits until everything that was begun has been registered. Tests end with it: what is late would reach the next one's engine. */
export async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    await (pulumi.runtime as unknown as Rpcs).waitForRPCs();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
