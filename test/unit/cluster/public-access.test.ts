import { readFileSync } from "node:fs";
import {
  publicAccessProblems,
  publicAccessWarnings,
  whyUnreachable,
  yourAddress,
} from "../../../components/cluster/eks/public-access";
import { sentence } from "../../../components/errors";
import { refusalOfInputs } from "../../../offline/plugins/aws/rules";

const problems = (ranges: readonly string[], options = {}) =>
  publicAccessProblems("eks.publicAccess", ranges, options).map(sentence);

test.each([
  ["203.0.113.0/24", "for documentation (RFC 5737)"],
  ["198.51.100.7/32", "for documentation (RFC 5737)"],
  ["192.0.2.128/25", "for documentation (RFC 5737)"],
  ["10.0.0.0/8", "private (RFC 1918)"],
  ["172.31.0.0/16", "private (RFC 1918)"],
  ["192.168.1.20/32", "private (RFC 1918)"],
  ["100.100.0.0/16", "shared behind a provider's NAT (RFC 6598)"],
  ["127.0.0.1/32", "loopback"],
  ["169.254.169.254/32", "link-local (RFC 3927)"],
  ["239.1.2.0/24", "for multicast (RFC 5771)"],
  ["255.255.255.255/32", "reserved (RFC 1112)"],
  ["2001:db8::/32", "for documentation (RFC 3849)"],
  ["2001:DB8:1::/48", "for documentation (RFC 3849)"],
  ["3fff:1::/32", "for documentation (RFC 9637)"],
  ["fd12:3456::/32", "private (RFC 4193)"],
  ["::1/128", "unspecified or loopback (RFC 4291)"],
])("%s is refused as what it is, with the cure", (cidr, what) => {
  expect(problems([cidr])).toEqual([
    `eks.publicAccess[0] ("${cidr}") is ${what}: EKS refuses it. Write the address that https://checkip.amazonaws.com tells, as a /32.`,
  ]);
});

test.each(["0.0.0.0/0", "52.94.76.7/32", "172.32.0.0/16", "100.128.0.0/9", "192.0.1.0/24", "11.0.0.0/8"])(
  "%s may reach the API server",
  (cidr) => {
    expect(problems([cidr])).toEqual([]);
    expect(refusalOfInputs("aws:eks/cluster:Cluster", { vpcConfig: { publicAccessCidrs: [cidr] } })).toBe(
      undefined,
    );
  },
);

test("none at all needs somebody inside, or a tunnel", () => {
  expect(problems([])).toEqual([expect.stringMatching(/callersInside: true; or, .* tunnelPort: 8443\.$/)]);
  expect(problems([], { callersInside: true })).toEqual([]);
  expect(problems([], { tunnelPort: 8443 })).toEqual([]);
});

test("what is no range of IPv4 addresses is refused, each with its place", () => {
  expect(problems(["home", "52.94.76.7/32", "52.94.76.7", "2600:1f18::/32"])).toEqual([
    expect.stringMatching(/^eks\.publicAccess\[0\] \("home"\) is not a valid range/),
    expect.stringMatching(/^eks\.publicAccess\[2\] \("52\.94\.76\.7"\) is not a valid range/),
    expect.stringMatching(/^eks\.publicAccess\[3\] .* is a range of IPv6 addresses/),
  ]);
});

test("the placeholder of the stack files is shown with a warning, and refused where something would be made", () => {
  expect(problems([yourAddress])).toEqual([
    expect.stringMatching(/stands for your own address\. Write the address/),
  ]);
  expect(problems([yourAddress], { onlyShown: true })).toEqual([]);
  expect(publicAccessWarnings([yourAddress])).toEqual([
    expect.stringMatching(/which \.\/workshop up refuses/),
  ]);
  for (const stack of ["hom", "prod"]) {
    expect(readFileSync(`Pulumi.${stack}.yaml`, "utf8")).toContain(`publicAccess: [${yourAddress}]`);
  }
});

test("an endpoint that is open to the world warns, and a narrow one does not", () => {
  expect(publicAccessWarnings(["0.0.0.0/0"])).toEqual([expect.stringMatching(/open to 0\.0\.0\.0\/0/)]);
  expect(publicAccessWarnings(["52.94.76.7/32"])).toEqual([]);
});

test("the played account says of such ranges what EKS says", () => {
  const ask = (...publicAccessCidrs: string[]) =>
    refusalOfInputs("aws:eks/cluster:Cluster", { vpcConfig: { publicAccessCidrs } });
  expect(ask("52.94.76.7/32", "203.0.113.0/24", "10.1.0.0/16")).toBe(
    "InvalidParameterException: The following CIDRs are not allowed in publicAccessCidrs: [203.0.113.0/24, 10.1.0.0/16]",
  );
  // Whatever the played account refuses, the program has refused before.
  for (const cidr of ["10.1.0.0/16", "203.0.113.0/24", "224.0.0.1/32", "0.1.0.0/16"]) {
    expect([cidr, whyUnreachable(cidr)]).toEqual([cidr, expect.any(String)]);
    expect(ask(cidr)).toContain("not allowed");
  }
});
