import {
  ec2Types,
  instanceTypeOf,
  leastInterfaces,
  readTypeName,
} from "../../../components/sizing/ec2-types";

test.each([
  ["m6id.2xlarge", "m6id", "m", 6, "amd64", "intel", true, 8],
  ["c7g.large", "c7g", "c", 7, "arm64", "aws", false, 2],
  ["m6gd.xlarge", "m6gd", "m", 6, "arm64", "aws", true, 4],
  ["r6a.16xlarge", "r6a", "r", 6, "amd64", "amd", false, 64],
  ["x2iezn.12xlarge", "x2iezn", "x", 2, "amd64", "intel", false, 48],
  ["inf2.xlarge", "inf2", "inf", 2, "amd64", "intel", false, 4],
  ["m10.large", "m10", "m", 10, "amd64", "intel", false, 2],
  ["m7i-flex.large", "m7i-flex", "m", 7, "amd64", "intel", false, 2],
])("the name %s is read", (name, family, category, generation, architecture, manufacturer, nvme, vcpus) => {
  const size = name.split(".")[1];
  expect(readTypeName(name)).toEqual({
    family,
    category,
    generation,
    size,
    architecture,
    manufacturer,
    nvme,
    vcpus,
  });
});

test.each([
  "m5.metal",
  "m7i.metal-24xl",
  "t3.medium",
  "1m5.large",
  "m5.large-x",
  "large",
  "m.large",
  "m5.",
  "m5.x2xlarge",
  "m5.2xlarger",
  ".large",
])("%s tells no number of vCPUs", (name) => {
  expect(readTypeName(name)).toBeUndefined();
});

test.each([
  [1, [3, 10]],
  [2, [3, 10]],
  [3, [4, 15]],
  [8, [4, 15]],
  [9, [8, 30]],
])("with %i vCPUs an unknown type is taken to have these interfaces and addresses: %p", (vcpus, least) => {
  expect(leastInterfaces(vcpus)).toEqual(least);
});

// As EC2 publishes them.
test.each([
  ["c5.2xlarge", 8, 16, "amd64"],
  ["m6g.xlarge", 4, 16, "arm64"],
  ["r5.large", 2, 16, "amd64"],
  ["c5n.large", 2, 5.25, "amd64"],
  ["c5n.4xlarge", 16, 42, "amd64"],
  ["c5n.9xlarge", 36, 96, "amd64"],
  ["c5n.18xlarge", 72, 192, "amd64"],
])("an EC2 %s has %i vCPUs and %d GiB", (name, vcpus, gib, architecture) => {
  expect(ec2Types.find((type) => type.name === name)).toMatchObject({
    vcpus,
    memoryMiB: gib * 1024,
    architecture,
  });
});

test("types stand in order: by memory, then vCPUs, then name", () => {
  const keys = ec2Types.map(({ memoryMiB, vcpus, name }) => [memoryMiB, vcpus, name] as const);
  const sorted = [...keys].sort(
    ([m, v, n], [memory, cpus, name]) => m - memory || v - cpus || (n < name ? -1 : 1),
  );
  expect(keys).toEqual(sorted);
  expect(ec2Types.some(({ name }) => !/^[cmr]/.test(name))).toBe(false);
});

test("a type is found in either table, and a name that no table has is not", () => {
  expect(instanceTypeOf("t3.medium")?.vcpus).toBe(2);
  expect(instanceTypeOf("c5n.18xlarge")?.vcpus).toBe(72);
  expect(instanceTypeOf("c5n.1xlarge")).toBeUndefined();
});
