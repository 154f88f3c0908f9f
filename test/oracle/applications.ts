import fc from "fast-check";
import type { SparkApplicationSpecDriverToleration } from "../../components/crds/generated/spark-operator";
import type { NodeAffinity } from "../../components/spark/scheduling/node-match";
import type { Cluster } from "./clusters";
import { affinity, type Label, labels, selector, tolerations } from "./placements";

/** A container beside Spark's own. */
export interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

/** Where something is written: in the role's field, or in the Spark property that means the same. */
type Where = "field" | "conf";

/** What is meant of a role, and where each of it is written. */
export interface RoleIntent {
  readonly cores: { readonly value: number; readonly at: Where | "nowhere" };
  readonly coreRequest?: { readonly value: string; readonly at: Where };
  readonly heap: { readonly mib: number; readonly at: Where | "nowhere" };
  readonly overhead:
    | { readonly kind: "usual" }
    | { readonly kind: "given"; readonly mib: number; readonly at: Where }
    | { readonly kind: "least"; readonly mib: number }
    | { readonly kind: "factor"; readonly factor: number };
  readonly gpus: number;
  readonly sidecars: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly selectors: readonly {
    readonly key: string;
    readonly value: string;
    /** The role's template, its property or its field. */
    readonly at: "template" | "roleConf" | "role";
  }[];
  readonly affinity?: { readonly value: NodeAffinity; readonly at: "role" | "template" };
  readonly tolerations: {
    readonly value: readonly SparkApplicationSpecDriverToleration[];
    readonly at: "role" | "template";
  };
}

/** What is meant of an application. */
export interface Intent {
  readonly type: "Scala" | "Java" | "Python" | "R";
  /** Overhead's share of the heap for both roles. */
  readonly factor?: { readonly value: number; readonly at: Where };
  /** PySpark's own memory in MiB. */
  readonly pyspark?: number;
  readonly offHeap?: { readonly mib: number; readonly enabled: boolean };
  /** Node selectors of both roles. */
  readonly selectors: readonly {
    readonly key: string;
    readonly value: string;
    readonly at: "sparkConf" | "spec";
  }[];
  readonly driver: RoleIntent;
  readonly executor: RoleIntent;
  readonly instances: number;
}

/** Applications for a cluster: half of them ask for what some node of it just has, or just has not. */
export function intents(cluster: Cluster): fc.Arbitrary<Intent> {
  const label = labels(cluster);
  return fc.record(
    {
      type: fc.constantFrom("Scala" as const, "Java" as const, "Python" as const, "R" as const),
      factor: fc.record({ value: fc.constantFrom(0.1, 0.2, 0.35, 1), at: where() }),
      pyspark: fc.constantFrom(256, 1000, 4096),
      offHeap: fc.record({ mib: fc.constantFrom(1, 512, 3000), enabled: fc.boolean() }),
      selectors: mostlyNone(fc.array(selector(label, ["sparkConf", "spec"]), { maxLength: 1 }), []),
      driver: role(cluster, label),
      executor: role(cluster, label),
      instances: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: ["type", "selectors", "driver", "executor", "instances"] },
  );
}

function role(cluster: Cluster, label: Label): fc.Arbitrary<RoleIntent> {
  return fc.oneof(loose(cluster), tight(cluster)).chain((size) =>
    fc
      .record({
        gpus: fc.oneof({ weight: 15, arbitrary: fc.constant(0) }, fc.constantFrom(1, 2)),
        selectors: mostlyNone(
          fc.array(selector(label, ["template", "roleConf", "role"]), { maxLength: 2 }),
          [],
        ),
        affinity: mostlyNone(
          fc.record({ value: affinity(label), at: fc.constantFrom("role", "template") }),
          undefined,
        ),
        tolerations: fc.record({ value: tolerations(cluster), at: fc.constantFrom("role", "template") }),
      })
      .map(({ affinity, ...rest }): RoleIntent => ({ ...size, ...rest, ...(affinity ? { affinity } : {}) })),
  );
}

type Size = Omit<RoleIntent, "gpus" | "selectors" | "affinity" | "tolerations">;

function loose({ pools }: Cluster): fc.Arbitrary<Size> {
  const most = Math.max(
    2000,
    ...pools.flatMap(({ types }) => types.map(({ capacity }) => capacity.memoryMiB)),
  );
  return fc.record(
    {
      cores: fc.oneof(
        fc.record({ value: fc.integer({ min: 1, max: 9 }), at: where() }),
        fc.constant({ value: 1, at: "nowhere" as const }),
      ),
      coreRequest: fc.record({
        value: fc.constantFrom("1", "0.5", "100m", "1930m", "3.2", "7"),
        at: where(),
      }),
      heap: fc.oneof(
        fc.record({ mib: fc.integer({ min: 450, max: Math.min(most, 40_000) }), at: where() }),
        fc.record({ mib: fc.constantFrom(512, 1024, 2048, 4096), at: where() }),
        fc.constant({ mib: 1024, at: "nowhere" as const }),
      ),
      overhead: fc.oneof(
        fc.constant({ kind: "usual" as const }),
        fc.record({
          kind: fc.constant("given" as const),
          mib: fc.integer({ min: 0, max: 3000 }),
          at: where(),
        }),
        fc.record({ kind: fc.constant("least" as const), mib: fc.constantFrom(0, 200, 1500) }),
        fc.record({ kind: fc.constant("factor" as const), factor: fc.constantFrom(0.05, 0.33, 0.9) }),
      ),
      sidecars: mostlyNone(fc.array(container("sidecar"), { maxLength: 2 }), []),
      initContainers: mostlyNone(fc.array(container("init"), { maxLength: 3 }), []),
    },
    { requiredKeys: ["cores", "heap", "overhead", "sidecars", "initContainers"] },
  );
}

/** A size that one type's nodes just have, beside their DaemonSets, or that they lack a thousandth of a CPU or a MiB for. */
function tight({ pools }: Cluster): fc.Arbitrary<Size> {
  const rooms = pools.flatMap(({ types, daemonSets }) =>
    types.flatMap(({ allocatable }) => {
      const [cpuMillis, memoryMiB] = [
        allocatable.cpuMillis - daemonSets.cpuMillis,
        allocatable.memoryMiB - daemonSets.memoryMiB,
      ];
      return cpuMillis > 1 && memoryMiB > 900 ? [{ cpuMillis, memoryMiB }] : [];
    }),
  );
  const room =
    rooms.length > 0 ? fc.constantFrom(...rooms) : fc.constant({ cpuMillis: 1000, memoryMiB: 1000 });
  const beyond = fc.constantFrom(-1, 0, 0, 0, 1);
  return fc
    .tuple(room, beyond, beyond, where(), where(), where())
    .map(([room, cpu, memory, at, atToo, atThree]) => ({
      cores: { value: 1, at: "nowhere" },
      coreRequest: { value: `${room.cpuMillis + cpu}m`, at },
      heap: { mib: room.memoryMiB + memory - 384, at: atToo },
      overhead: { kind: "given", mib: 384, at: atThree },
      sidecars: [],
      initContainers: [],
    }));
}

function container(name: string): fc.Arbitrary<Container> {
  const amounts = fc.record(
    {
      cpu: fc.constantFrom("1m", "50m", "0.25", "1", "2500m"),
      memory: fc.constantFrom("1Mi", "100M", "64Mi", "1Gi", "1.5Gi", "3e9"),
      "ephemeral-storage": fc.constantFrom("1Gi", "9Gi", "16Gi", "19Gi", "25Gi"),
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(amounts, fc.constantFrom("requests", "limits"), fc.boolean(), fc.nat())
    .map(([amounts, as, stays, n]) => ({
      name: `${name}-${n}`,
      ...(name === "init" && stays ? { restartPolicy: "Always" } : {}),
      resources: { [as]: amounts },
    }));
}

function where(): fc.Arbitrary<Where> {
  return fc.constantFrom("field", "conf");
}

function mostlyNone<T, None>(arbitrary: fc.Arbitrary<T>, none: None): fc.Arbitrary<T | None> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(none) }, arbitrary);
}
