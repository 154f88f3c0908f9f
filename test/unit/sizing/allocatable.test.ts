import fc from "fast-check";
import {
  allocatable,
  capacity,
  evictionThresholdMiB,
  kubeReserved,
} from "../../../components/sizing/allocatable";
import { ec2Interfaces } from "../../../components/sizing/generated/ec2-interfaces";
import { type InstanceType, instanceTypes, maxPods } from "../../../components/sizing/instance-types";

function type(name: string): InstanceType {
  const found = instanceTypes.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

/** Instance types that EC2 might have: any size, not only those of the table. */
const anyType: fc.Arbitrary<InstanceType> = fc.record({
  name: fc.constant("any.size"),
  vcpus: fc.integer({ min: 1, max: 448 }),
  memoryMiB: fc.integer({ min: 256, max: 24 * 1024 * 1024 }),
  architecture: fc.constantFrom("amd64", "arm64"),
  networkInterfaces: fc.integer({ min: 1, max: 15 }),
  addressesPerInterface: fc.integer({ min: 2, max: 50 }),
});

test.each([
  ["c5.large", 2, 1930],
  ["m5.xlarge", 4, 3920],
  ["m5.2xlarge", 8, 7910],
  ["m5.4xlarge", 16, 15890],
])("a %s with %i vCPUs leaves pods %im of CPU", (name, vcpus, millis) => {
  expect(type(name).vcpus).toBe(vcpus);
  expect(allocatable(type(name)).cpuMillis).toBe(millis);
});

// By hand from the formula: installed - ceil(7.5 %) - (255 + 11 x pods) - 100.
test.each([
  ["c5.large", 29, 4096 - 308 - (255 + 319) - 100],
  ["m5.xlarge", 58, 16384 - 1229 - (255 + 638) - 100],
  ["m6g.large", 29, 8192 - 64 - 610 - (255 + 319) - 100],
])("a %s holds %i pods and leaves them %i MiB of memory", (name, pods, memory) => {
  expect(maxPods(type(name))).toBe(pods);
  expect(allocatable(type(name)).memoryMiB).toBe(memory);
});

// Published in the AMI's own table: eni-max-pods.txt.
test.each([
  ["t3.medium", 17],
  ["t3.large", 35],
  ["r5.large", 29],
  ["m5.2xlarge", 58],
  ["m5.4xlarge", 234],
])("a %s has addresses for %i pods", (name, pods) => {
  expect(maxPods(type(name))).toBe(pods);
});

test("a type has as many interfaces and addresses as EC2 gives it", () => {
  const known = [...instanceTypes.values()].filter(({ name }) => name in ec2Interfaces);
  expect(known.length).toBeGreaterThan(10);
  expect(
    known.map(({ name, networkInterfaces, addressesPerInterface }) => [
      name,
      networkInterfaces,
      addressesPerInterface,
    ]),
  ).toEqual(known.map(({ name }) => [name, ...(ec2Interfaces[name] ?? [])]));
});

test("every type of the table is named as EC2 names them and has room for pods", () => {
  for (const [name, one] of instanceTypes) {
    expect(name).toBe(one.name);
    expect(name).toMatch(/^[a-z]\d[a-z]?\.(\d*x?large|medium)$/);
    expect(allocatable(one).cpuMillis).toBeGreaterThan(0);
    expect(allocatable(one).memoryMiB).toBeGreaterThan(1024);
  }
});

test("allocatable is never negative and always below capacity", () => {
  fc.assert(
    fc.property(anyType, (one) => {
      const { cpuMillis, memoryMiB } = allocatable(one);
      expect(cpuMillis).toBeGreaterThanOrEqual(0);
      expect(memoryMiB).toBeGreaterThanOrEqual(0);
      expect(cpuMillis).toBeLessThan(capacity(one).cpuMillis);
      expect(memoryMiB).toBeLessThan(capacity(one).memoryMiB);
      expect(Number.isInteger(cpuMillis) && Number.isInteger(memoryMiB)).toBe(true);
    }),
  );
});

test("a larger instance never offers less", () => {
  fc.assert(
    fc.property(anyType, fc.nat(64), fc.nat(65536), (one, vcpus, memoryMiB) => {
      const larger = { ...one, vcpus: one.vcpus + vcpus, memoryMiB: one.memoryMiB + memoryMiB };
      expect(allocatable(larger).cpuMillis).toBeGreaterThanOrEqual(allocatable(one).cpuMillis);
      expect(allocatable(larger).memoryMiB).toBeGreaterThanOrEqual(allocatable(one).memoryMiB);
    }),
  );
});

test("capacity is what pods get, what is kept and the eviction threshold together", () => {
  fc.assert(
    fc.property(anyType, (one) => {
      const pods = allocatable(one);
      fc.pre(pods.memoryMiB > 0);
      const kept = kubeReserved(one);
      expect(pods.cpuMillis + kept.cpuMillis).toBe(capacity(one).cpuMillis);
      expect(pods.memoryMiB + kept.memoryMiB + evictionThresholdMiB).toBe(capacity(one).memoryMiB);
    }),
  );
});
