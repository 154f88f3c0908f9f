import fc from "fast-check";
import { contains, formatCidr, overlap, parseCidr } from "../../../components/network/cidr";
import { networkProblems, planSubnets } from "../../../components/network/plan";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
const range = (text: string) => {
  const parsed = parseCidr(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
const said = (cidr: string, avoid: string[] = [], where = zones) =>
  networkProblems("network", { cidr, zones: where, avoid }).map(({ path, reason }) => `${path} ${reason}`);

test("a range is read and written back", () => {
  expect(formatCidr(range("10.42.0.0/16"))).toBe("10.42.0.0/16");
  for (const text of ["10.42.0.1/16", "10.42.0.0", "10.42.0.0/33", "300.0.0.0/8", "10.42.0.0/16 "]) {
    expect([text, parseCidr(text)]).toEqual([text, undefined]);
  }
});

test("nodes get a quarter a zone, load balancers a sixteenth", () => {
  expect(planSubnets("10.42.0.0/16", zones)).toEqual([
    { zone: "us-east-1a", privateCidr: "10.42.0.0/18", publicCidr: "10.42.192.0/20" },
    { zone: "us-east-1b", privateCidr: "10.42.64.0/18", publicCidr: "10.42.208.0/20" },
    { zone: "us-east-1c", privateCidr: "10.42.128.0/18", publicCidr: "10.42.224.0/20" },
  ]);
});

test("whatever the VPC, its subnets lie in it and share no address", () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 0, max: 255 }), (prefix, second) => {
      const vpc = { base: (10 * 256 + second) * 65536, prefix };
      const parts = planSubnets(formatCidr(vpc), zones)
        .flatMap(({ privateCidr, publicCidr }) => [privateCidr, publicCidr])
        .map(range);
      for (const [i, part] of parts.entries()) {
        expect(contains(vpc, part)).toBe(true);
        expect(parts.slice(i + 1).some((other) => overlap(part, other))).toBe(false);
      }
    }),
  );
});

test.each<[string, string, string[], RegExp]>([
  ["no range", "10.42.0.0", [], /^network\.cidr is not a valid range/],
  ["too small", "10.42.0.0/22", [], /^network\.cidr is too small/],
  ["too large", "10.0.0.0/8", [], /^network\.cidr is larger than a VPC/],
  ["public addresses", "11.0.0.0/16", [], /^network\.cidr is not a private range/],
  [
    "the Services' range",
    "172.20.0.0/16",
    [],
    /overlaps 172\.20\.0\.0\/16, the range of the cluster's Services/,
  ],
  ["Docker's range", "172.17.0.0/16", [], /overlaps 172\.17\.0\.0\/16, the range of Docker's bridge/],
  ["a range to avoid", "10.42.0.0/16", ["10.40.0.0/13"], /overlaps 10\.40\.0\.0\/13, which avoid\[0\]/],
  ["a range to avoid that is not one", "10.42.0.0/16", ["10.0"], /^network\.avoid\[0\] is not a valid range/],
])("%s is refused", (_, cidr, avoid, message) => {
  expect(said(cidr, avoid)).toEqual([expect.stringMatching(message)]);
});

test("a network is /16 to /20", () => {
  expect(["/16", "/20"].flatMap((prefix) => said(`10.42.0.0${prefix}`))).toEqual([]);
  expect(said("10.42.0.0/15")).toContainEqual("network.cidr is larger than a VPC may be");
  expect(said("10.42.0.0/21")).toEqual(["network.cidr is too small: nodes and pods share its addresses"]);
});

test("one zone, four zones and a zone twice are refused; two and three are not", () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => `z${i}`);
  expect([2, 3].flatMap((n) => said("10.42.0.0/16", [], many(n)))).toEqual([]);
  for (const where of [many(1), many(4), ["a", "a"]]) {
    expect(said("10.42.0.0/16", [], where)).toEqual(["network.zones are not two or three different zones"]);
  }
});
