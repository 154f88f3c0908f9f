import type { NodeGroup } from "../../cluster/node-group";
import { type Problem, refuse } from "../../errors";
import {
  divisionInWords,
  minHeapMiB,
  overheadFactors,
  overheadMiB,
  type PodSize,
  type Runtime,
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
import { argumentProblems, tooManyPerNode } from "./args-problems";
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
  return [
    ...argumentProblems(request, paths.driver),
    ...zoneProblems(request.zone, request.groups, capacitiesOf(request)),
  ];
}

/** The capacity that each role asks for. */
export function capacitiesOf({ driver, executor }: PodsRequest): Capacities {
  return {
    driver: driver?.capacityType ?? capacityOf.driver,
    executor: executor?.capacityType ?? capacityOf.executor,
  };
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
  const { groups, driver, executor } = request;
  const capacities = capacitiesOf(request);
  const zone = zoneOf(request.zone, groups, job, capacities);
  const room = largest(
    groupsFor("executor", groups, capacities)
      .filter((group) => group.zones.includes(zone))
      .map((group) => group.allocatable),
  );
  const perNode = executor?.perNode ?? sparkDefaults.executor.perNode;
  const size = share(room, perNode, { runtime: runtimes.executor });
  refuse(subject, size.heapMiB < minHeapMiB ? [tooManyPerNode(perNode, size, room)] : []);
  return {
    zone,
    division: divisionInWords(room, size, perNode),
    driver: {
      size: driverSize(driver, overheadFactors[runtimes.driver]),
      placement: placement("driver", zone, groups, capacities),
    },
    executor: {
      size,
      placement: placement("executor", zone, groups, capacities),
      // Where dynamic allocation decides, a number that nobody has written could lie outside of its bounds.
      instances:
        executor?.instances ?? (request.dynamicAllocation ? undefined : sparkDefaults.executor.instances),
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
    overheadMiB: overheadMiB(heapMiB, factor),
  };
}

function largest(rooms: readonly Resources[]): Resources {
  return [...rooms].sort((a, b) => b.memoryMiB - a.memoryMiB)[0] ?? { cpuMillis: 0, memoryMiB: 0 };
}
