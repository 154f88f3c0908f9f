import fc from "fast-check";
import { allocatableMismatches } from "../../../components/cluster/kind/allocatable-mismatches";
import { withDefaults } from "../../../components/cluster/kind/args";
import { fits, reservation } from "../../../components/cluster/kind/reservation";
import { allocatable, capacity } from "../../../components/sizing/allocatable";
import { type InstanceType, instanceTypes } from "../../../components/sizing/instance-types";

const anyType = fc.constantFrom(...instanceTypes.values());

/** Machines that hold an instance of the type, from just so to far larger, in the kibibytes that kernels count. */
const typeAndMachine = anyType.chain((type) => {
  const { cpuMillis, memoryMiB } = capacity(type);
  return fc.record({
    type: fc.constant<InstanceType>(type),
    machine: fc.record({
      cpus: fc.integer({ min: cpuMillis / 1000, max: 256 }),
      memoryKiB: fc.integer({ min: memoryMiB * 1024, max: 2 ** 32 }),
    }),
  });
});

test("what a kubelet reports is exactly what the instance type would offer", () => {
  fc.assert(
    fc.property(typeAndMachine, ({ type, machine }) => {
      const { systemReserved, kubeReserved, evictionThresholdMiB } = reservation(machine, type);
      // As the kubelet computes status.allocatable.
      const cpuMillis = machine.cpus * 1000 - systemReserved.cpuMillis - kubeReserved.cpuMillis;
      const memoryKiB =
        machine.memoryKiB - systemReserved.memoryKiB - (kubeReserved.memoryMiB + evictionThresholdMiB) * 1024;
      expect(cpuMillis).toBe(allocatable(type).cpuMillis);
      expect(memoryKiB).toBe(allocatable(type).memoryMiB * 1024);
    }),
  );
});

test("nothing reserved is negative", () => {
  fc.assert(
    fc.property(typeAndMachine, ({ type, machine }) => {
      const { systemReserved } = reservation(machine, type);
      expect(systemReserved.cpuMillis).toBeGreaterThanOrEqual(0);
      expect(systemReserved.memoryKiB).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("a machine one CPU or one kibibyte too small does not fit", () => {
  fc.assert(
    fc.property(anyType, (type) => {
      const { cpuMillis, memoryMiB } = capacity(type);
      const just = { cpus: cpuMillis / 1000, memoryKiB: memoryMiB * 1024 };
      expect(fits(just, type)).toBe(true);
      expect(fits({ ...just, cpus: just.cpus - 1 }, type)).toBe(false);
      expect(() => reservation({ ...just, memoryKiB: just.memoryKiB - 1 }, type)).toThrow(
        "larger than this machine",
      );
    }),
  );
});

describe("nodes that offer something else", () => {
  const spec = withDefaults({ name: "dev" });

  test("are none when each offers what its type would, in whatever unit", () => {
    const report =
      "dev-control-plane 2 24684092Ki\ndev-worker 1930m 3114Mi\ndev-worker2 1930m 3188736Ki\ndev-worker3 1930m 3265265664\n";
    expect(allocatableMismatches(spec, report)).toEqual([]);
  });

  test("are named with what they offer and what was expected", () => {
    expect(allocatableMismatches(spec, "dev-worker 2 24684092Ki\ndev-worker2 1930m 3114Mi\n")).toEqual([
      expect.stringContaining(
        "dev-worker offers 2 CPU and 24684092Ki memory, not the 1930m and 3114Mi of c5.large",
      ),
      expect.stringContaining("dev-worker3 offers no CPU and no memory"),
    ]);
  });
});
