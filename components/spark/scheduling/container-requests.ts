import { cpuMillisOf, quantityValue } from "../../units/quantity";

/** Amounts by the name of their resource: `cpu` in thousandths, `memory` and `ephemeral-storage` in MiB, devices by number. */
export type Amounts = Readonly<Record<string, number>>;

/** A container as far as the scheduler looks at it. */
export interface RequestingContainer {
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number | undefined>>;
    readonly limits?: Readonly<Record<string, string | number | undefined>>;
  };
  /** `Always` makes an init container a sidecar that stays. */
  readonly restartPolicy?: string;
}

/**
 * What a container requests: where it names a limit alone, Kubernetes takes that for its request.
 *
 * @returns `undefined` when a quantity is not readable.
 */
export function requestsOf({ resources }: RequestingContainer): Amounts | undefined {
  const wanted = { ...resources?.limits, ...resources?.requests };
  const amounts: Record<string, number> = {};
  for (const [name, quantity] of Object.entries(wanted)) {
    if (quantity === undefined) continue;
    const amount = name === "cpu" ? cpuMillisOf(quantity) : quantityValue(quantity);
    if (amount === undefined) return undefined;
    amounts[name] = name === "memory" || name === "ephemeral-storage" ? amount / 2 ** 20 : amount;
  }
  return amounts;
}

/**
 * What a pod requests of the scheduler: its containers together, or the most that an init container wants while the
 * sidecars before it run, whichever is more.
 *
 * @param main what Spark's own container requests.
 * @returns `undefined` when a quantity is not readable.
 * @see PodRequests in component-helpers/resource/helpers.go of Kubernetes
 */
export function podAmounts(
  main: Amounts,
  others: readonly RequestingContainer[],
  init: readonly RequestingContainer[],
): Amounts | undefined {
  const own = others.map(requestsOf);
  let running = own.reduce<Amounts | undefined>((sum, one) => one && sum && add(sum, one), main);
  let staying: Amounts = {};
  let most: Amounts = {};
  for (const container of init) {
    const wanted = requestsOf(container);
    if (!wanted || !running) return undefined;
    if (container.restartPolicy === "Always") {
      running = add(running, wanted);
      staying = add(staying, wanted);
      most = larger(most, staying);
    } else {
      most = larger(most, add(staying, wanted));
    }
  }
  return running && larger(running, most);
}

function add(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x + y);
}

function larger(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, Math.max);
}

function combine(a: Amounts, b: Amounts, how: (x: number, y: number) => number): Amounts {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((name) => [name, how(a[name] ?? 0, b[name] ?? 0)]));
}
