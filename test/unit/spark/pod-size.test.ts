import * as fc from "fast-check";
import {
  daemonSets,
  leastOverheadMiB,
  overheadMiB,
  request,
  share,
  sizeProblems,
} from "../../../components/spark/pod-size";

const node = { cpuMillis: 1930, memoryMiB: 3114 };

test("two executors share a c5.large", () => {
  expect(share(node, 2)).toEqual({ cores: 1, cpuMillis: 910, heapMiB: 1088, overheadMiB: 436 });
});

test("overhead is the factor, or the least that Spark gives", () => {
  expect(overheadMiB(512)).toBe(leastOverheadMiB);
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
        expect(size.overheadMiB).toBeGreaterThanOrEqual(leastOverheadMiB);
      },
    ),
  );
});

test("a heap that leaves its overhead no room to be rounded up gives way", () => {
  const size = share({ cpuMillis: 1000, memoryMiB: 628_340 }, 8);
  expect(8 * request(size).memoryMiB + daemonSets.memoryMiB).toBeLessThanOrEqual(628_340);
});

test("an executor larger than every node is refused with the arithmetic", () => {
  const [problem] = sizeProblems(
    "executor",
    { cores: 4, cpuMillis: 4000, heapMiB: 4096, overheadMiB: 1639 },
    [node],
  );
  expect(problem?.value).toBe("4000m and 4096 + 1639 = 5735 MiB");
  expect(problem?.reason).toContain("a node allocates 1930m and 3114 MiB");
});

test("too many on a node leave less heap than Spark starts with", () => {
  expect(sizeProblems("executor", share(node, 6), [node])[0]?.reason).toMatch(/450 MiB/);
});

test.each([0, 1.5, Number.NaN])("%p is no number of cores", (cores) => {
  expect(sizeProblems("driver", { ...share(node, 1), cores }, [node])[0]?.path).toBe("driver.cores");
});
