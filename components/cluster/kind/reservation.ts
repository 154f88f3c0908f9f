import { capacity, evictionThresholdMiB, kubeReserved } from "../../sizing/allocatable";
import { type InstanceType, maxPods } from "../../sizing/instance-types";

/** What a kubelet on this machine sees as its own: in kind every node sees the whole machine. */
export interface MachineFacts {
  readonly cpus: number;
  /** Memory in kibibytes, as `/proc/meminfo` counts it. */
  readonly memoryKiB: number;
}

/** The kubelet's settings that make a node offer what its instance type would. */
export interface Reservation {
  /** What the machine has beyond the instance type. */
  readonly systemReserved: { readonly cpuMillis: number; readonly memoryKiB: number };
  /** What kubelet and runtime would keep on the instance. */
  readonly kubeReserved: { readonly cpuMillis: number; readonly memoryMiB: number };
  readonly evictionThresholdMiB: number;
  readonly maxPods: number;
}

/** Whether the machine has all that an instance of this type would have. */
export function fits(machine: MachineFacts, type: InstanceType): boolean {
  const needed = capacity(type);
  return machine.cpus * 1000 >= needed.cpuMillis && machine.memoryKiB >= needed.memoryMiB * 1024;
}

/**
 * What to reserve so that a node's `status.allocatable` is `allocatable(type)`: the kubelet reports the machine's
 * capacity less these three, to the byte.
 *
 * @throws {RangeError} when the machine is smaller than the type, which preflight reports first.
 */
export function reservation(machine: MachineFacts, type: InstanceType): Reservation {
  if (!fits(machine, type)) throw new RangeError(`${type.name} is larger than this machine`);
  const { cpuMillis, memoryMiB } = capacity(type);
  return {
    systemReserved: {
      cpuMillis: machine.cpus * 1000 - cpuMillis,
      memoryKiB: machine.memoryKiB - memoryMiB * 1024,
    },
    kubeReserved: kubeReserved(type),
    evictionThresholdMiB,
    maxPods: maxPods(type),
  };
}
