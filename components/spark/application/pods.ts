import { type NodeGroup, nodeLabels } from "../../cluster/node-group";
import { type Problem, refuse } from "../../errors";
import {
  divisionInWords,
  minHeapMiB,
  overheadFactors,
  overheadMiB,
  type PodSize,
  type Runtime,
  request as requestOf,
  share,
} from "../../sizing/pod-size";
import type { Resources } from "../../sizing/resources";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import {
  type Capacities,
  capacityOf,
  groupsFor,
  type Placement,
  placement,
  type Role,
  zoneOf,
  zoneProblems,
} from "../scheduling/placement";
import type { DriverArgs, ExecutorArgs } from "./args";
import { argumentProblems, hasOwnSize, poolProblems, tooManyPerNode } from "./args-problems";
import { sparkDefaults } from "./defaults";

/** What decides where the pods of a job or of a Connect server run, and how large they are. */
export interface PodsRequest {
  readonly groups: readonly NodeGroup[];
  readonly zone?: string;
  readonly driver?: DriverArgs;
  readonly executor?: ExecutorArgs;
  /** Whether Spark decides how many executors there are, where no number is asked for. */
  readonly dynamicAllocation?: boolean;
}

/** Driver and executors, decided. */
export interface PlannedPods {
  readonly zone: string;
  /** How the nodes of the executors are divided, in words. */
  readonly division: string;
  readonly driver: { readonly size: PodSize; readonly placement: Placement };
  readonly executor: {
    readonly size: PodSize;
    readonly placement: Placement;
    /** None where Spark decides. */
    readonly instances: number | undefined;
    /** Whether executors may be told to go at short notice. */
    readonly spot: boolean;
  };
}

/** What each role's code runs in: it decides how much memory is wanted beside the heap. */
export type Runtimes = Readonly<Record<Role, Runtime>>;

/** Everything that is wrong with a request by itself. {@link planPods} comes after it. */
export function podsProblems(request: PodsRequest, paths = { driver: "driver" }): Problem[] {
  const pools = poolProblems(request.executor ?? {}, request.groups);
  return [
    ...argumentProblems(request, paths.driver),
    ...(pools.length > 0 ? pools : zoneProblems(request.zone, usable(request), capacitiesOf(request))),
  ];
}

/** The capacity that each role asks for. */
export function capacitiesOf({ driver, executor, groups }: PodsRequest): Capacities {
  const pool = groups.find(({ name }) => name === executor?.pool);
  return {
    driver: driver?.capacityType ?? capacityOf.driver,
    executor: executor?.capacityType ?? pool?.capacityType ?? capacityOf.executor,
  };
}

/** Without the pools that executors leave out by naming another. */
function usable(request: PodsRequest): readonly NodeGroup[] {
  const { groups, executor } = request;
  if (executor?.pool === undefined) return groups;
  const capacities = capacitiesOf(request);
  return groups.filter(
    ({ name, capacityType }) =>
      name === executor.pool ||
      (capacityType === capacities.driver && capacities.driver !== capacities.executor),
  );
}

/**
 * Decides zone, placement and size of a driver and its executors.
 *
 * @param job `namespace/name`, by which the zone is chosen where none is asked for.
 * @param subject for messages.
 * @throws {InvalidInput} when so many executors share a node that none has heap enough to start.
 */
export function planPods(
  request: PodsRequest,
  job: string,
  subject: string,
  runtimes: Runtimes,
): PlannedPods {
  const { driver, executor = {} } = request;
  const groups = usable(request);
  const capacities = capacitiesOf(request);
  const zone = zoneOf(request.zone, groups, job, capacities);
  const room = largest(
    groupsFor("executor", groups, capacities)
      .filter((group) => group.zones.includes(zone))
      .map((group) => group.allocatable),
  );
  const own = hasOwnSize(executor);
  const factor = overheadFactors[runtimes.executor];
  const asked = executor.perNode ?? sparkDefaults.executor.perNode;
  const size = own ? ownSize(executor, factor) : share(room, asked, { runtime: runtimes.executor });
  // The rules about nodes say whether an executor with a size of its own fits.
  const perNode = own ? Math.max(1, howMany(room, size)) : asked;
  refuse(subject, !own && size.heapMiB < minHeapMiB ? [tooManyPerNode(perNode, size, room)] : []);
  return {
    zone,
    division: divisionInWords(room, size, perNode),
    driver: {
      size: driverSize(driver, overheadFactors[runtimes.driver]),
      placement: placement("driver", zone, groups, capacities),
    },
    executor: {
      size,
      placement: inPool(placement("executor", zone, groups, capacities), executor.pool),
      // Where dynamic allocation decides, a number that nobody has written could lie outside of its bounds.
      instances:
        executor.instances ?? (request.dynamicAllocation ? undefined : sparkDefaults.executor.instances),
      spot: capacities.executor === "spot",
    },
  };
}

function driverSize(driver: DriverArgs | undefined, factor: number): PodSize {
  const { cores, coreRequest, memory } = sparkDefaults.driver;
  const heapMiB = mebibytesOf(driver?.memory ?? memory) ?? 0;
  return {
    cores: driver?.cores ?? cores,
    cpuMillis: cpuMillisOf(driver?.coreRequest ?? coreRequest) ?? 0,
    heapMiB,
    overheadMiB: mebibytesOf(driver?.memoryOverhead ?? "") ?? overheadMiB(heapMiB, factor),
  };
}

/** The size of executors that say one. */
function ownSize(
  { memory = "1g", memoryOverhead, cores = 1, coreRequest }: ExecutorArgs,
  factor: number,
): PodSize {
  const heapMiB = mebibytesOf(memory) ?? 0;
  return {
    cores,
    cpuMillis: cpuMillisOf(coreRequest ?? String(cores)) ?? 0,
    heapMiB,
    overheadMiB: mebibytesOf(memoryOverhead ?? "") ?? overheadMiB(heapMiB, factor),
  };
}

/** How many pods of a size a node takes. */
function howMany({ cpuMillis, memoryMiB }: Resources, size: PodSize): number {
  const wanted = requestOf(size);
  return Math.floor(Math.min(cpuMillis / wanted.cpuMillis, memoryMiB / wanted.memoryMiB));
}

/** The same placement on the nodes of one pool alone. */
function inPool(placed: Placement, pool: string | undefined): Placement {
  if (pool === undefined) return placed;
  const { nodeSelectorTerms } = placed.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
  const own = { key: nodeLabels.nodePool, operator: "In", values: [pool] } as const;
  return {
    ...placed,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: nodeSelectorTerms.map(({ matchExpressions }) => ({
            matchExpressions: [...matchExpressions, { ...own, values: [...own.values] }],
          })),
        },
      },
    },
  };
}

function largest(rooms: readonly Resources[]): Resources {
  return [...rooms].sort((a, b) => b.memoryMiB - a.memoryMiB)[0] ?? { cpuMillis: 0, memoryMiB: 0 };
}
