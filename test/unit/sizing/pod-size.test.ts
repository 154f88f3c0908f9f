import * as fc from "fast-check";
import { allocatable } from "../../../components/sizing/allocatable";
import { instanceTypes } from "../../../components/sizing/instance-types";
import {
  daemonSets,
  divisionInWords,
  minHeapMiB,
  minOverheadMiB,
  overheadMiB,
  request,
  share,
  target,
  waste,
} from "../../../components/sizing/pod-size";

const node = { cpuMillis: 1930, memoryMiB: 3114 };

test("two executors share a c5.large", () => {
  expect(share(node, 2)).toEqual({ cores: 1, cpuMillis: 910, heapMiB: 1088, overheadMiB: 436 });
});

test("overhead is the factor, or the least that Spark gives", () => {
  expect(overheadMiB(512)).toBe(minOverheadMiB);
  expect(overheadMiB(2000)).toBe(800);
});

test("property: what is shared fits, and does not waste another tenth of a node's CPU", () => {
  fc.assert(
    fc.property(
      fc.record({
        cpuMillis: fc.integer({ min: 1000, max: 96_000 }),
        memoryMiB: fc.integer({ min: 3000, max: 768_000 }),
      }),
      fc.integer({ min: 1, max: 8 }),
      (room, perNode) => {
        const size = share(room, perNode);
        const one = request(size);
        const cpu = perNode * one.cpuMillis + daemonSets.cpuMillis;
        expect(cpu).toBeLessThanOrEqual(room.cpuMillis);
        expect(cpu).toBeGreaterThan(room.cpuMillis - 10 * perNode - 1);
        expect(perNode * one.memoryMiB + daemonSets.memoryMiB).toBeLessThanOrEqual(room.memoryMiB);
        expect(size.overheadMiB).toBeGreaterThanOrEqual(minOverheadMiB);
      },
    ),
  );
});

test("a heap that leaves its overhead no room to be rounded up gives way", () => {
  const size = share({ cpuMillis: 1000, memoryMiB: 628_340 }, 8);
  expect(8 * request(size).memoryMiB + daemonSets.memoryMiB).toBeLessThanOrEqual(628_340);
});

test("the notes' example: of an m5.xlarge one executor has 4 slots and requests 3400m of the 4000m", () => {
  const m5 = instanceTypes.get("m5.xlarge");
  if (!m5) throw new Error("no m5.xlarge");
  // What a node of EKS runs itself: VPC CNI 50m, kube-proxy 100m, EBS CSI 30m, CloudWatch and Fluent Bit 300m, node exporter 40m.
  const onEveryNode = { cpuMillis: 520, memoryMiB: 700 };
  const size = share(allocatable(m5), 1, { daemonSets: onEveryNode });
  expect(allocatable(m5).cpuMillis).toBe(3920);
  expect(size).toMatchObject({ cores: 4, cpuMillis: 3400 });
  expect(waste(allocatable(m5), size, 1, onEveryNode).cpuMillis).toBe(0);
});

test("a JVM job wants a tenth beside its heap, a Python job two fifths", () => {
  const room = { cpuMillis: 3920, memoryMiB: 14_162 };
  const [jvm, python] = [share(room, 1, { runtime: "jvm" }), share(room, 1, { runtime: "python" })];
  expect(jvm.overheadMiB / jvm.heapMiB).toBeCloseTo(0.1, 2);
  expect(python.overheadMiB / python.heapMiB).toBeCloseTo(0.4, 2);
  expect(request(jvm).memoryMiB).toBeLessThanOrEqual(room.memoryMiB - daemonSets.memoryMiB);
  expect(jvm.heapMiB).toBeGreaterThan(python.heapMiB);
});

test("a division says what each gets and what nobody gets", () => {
  expect(divisionInWords(node, share(node, 2), 2)).toBe(
    "2 a node of 1930m and 3114 MiB: each 1 core, 910m, 1088 + 436 MiB; unused 10m and 2 MiB",
  );
});

test("of several cores a division says so", () => {
  const room = { cpuMillis: 3920, memoryMiB: 14_162 };
  expect(divisionInWords(room, share(room, 1), 1)).toMatch(/each 4 cores, 3820m/);
});

test("a target is met by a heap of just that size", () => {
  const { heapMiB } = share(node, 2);
  expect(target(node, { cores: 1, heapMiB })?.perNode).toBe(2);
  expect(target(node, { cores: 1, heapMiB: heapMiB + 1 })?.perNode).toBe(1);
});

const rooms = fc.record({
  cpuMillis: fc.integer({ min: 1000, max: 96_000 }),
  memoryMiB: fc.integer({ min: 3000, max: 768_000 }),
});

test("a target divides a node no further than into heaps that Spark starts with", () => {
  // Four slots would be there, for heaps of less than Spark's least.
  const room = { cpuMillis: 4000, memoryMiB: 2800 };
  expect(share(room, 4).heapMiB).toBeLessThan(minHeapMiB);
  const found = target(room, { cores: 1, heapMiB: 1 });
  expect(found?.size.heapMiB).toBeGreaterThanOrEqual(minHeapMiB);
  expect(found?.perNode).toBeLessThan(4);
});

test("property: a target gets at least what it wants, and one more on the node would get less", () => {
  fc.assert(
    fc.property(
      rooms,
      fc.record({ cores: fc.integer({ min: 1, max: 8 }), heapMiB: fc.integer({ min: 1, max: 64_000 }) }),
      (room, wanted) => {
        const found = target(room, wanted);
        if (!found) {
          const least = share(room, 1);
          const slots = Math.ceil(room.cpuMillis / 1000);
          expect(slots < wanted.cores || least.heapMiB < Math.max(wanted.heapMiB, minHeapMiB)).toBe(true);
          return;
        }
        expect(found.size.heapMiB).toBeGreaterThanOrEqual(wanted.heapMiB);
        expect(found.size.cores).toBeGreaterThanOrEqual(wanted.cores);
        const left = waste(room, found.size, found.perNode);
        expect(left.cpuMillis).toBeGreaterThanOrEqual(0);
        expect(left.memoryMiB).toBeGreaterThanOrEqual(0);
        const more = share(room, found.perNode + 1);
        const slots = Math.floor(Math.ceil(room.cpuMillis / 1000) / wanted.cores);
        expect(found.perNode === slots || more.heapMiB < Math.max(wanted.heapMiB, minHeapMiB)).toBe(true);
      },
    ),
  );
});

test("property: more room never makes an executor smaller", () => {
  fc.assert(
    fc.property(
      rooms,
      fc.nat(4000),
      fc.nat(8000),
      fc.integer({ min: 1, max: 8 }),
      (room, cpu, memory, perNode) => {
        const small = share(room, perNode);
        const large = share({ cpuMillis: room.cpuMillis + cpu, memoryMiB: room.memoryMiB + memory }, perNode);
        expect(large.cpuMillis).toBeGreaterThanOrEqual(small.cpuMillis);
        expect(large.cores).toBeGreaterThanOrEqual(small.cores);
        expect(large.heapMiB).toBeGreaterThanOrEqual(small.heapMiB - 32);
      },
    ),
  );
});
