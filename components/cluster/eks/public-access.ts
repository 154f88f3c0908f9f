import { BlockList } from "node:net";
import type { Problem } from "../../errors";
import { type Cidr, cidrFault, contains, parseCidr, size } from "../../network/cidr";

/** Stands in a stack file for an address that only its owner knows. Previews show it; nothing is created with it. */
export const yourAddress = "YOUR-ADDRESS/32";

const cure = "Write the address that https://checkip.amazonaws.com tells, as a /32.";

/**
 * Ranges from which nobody comes over the internet, with what they are. EKS refuses them when the network stands already and is paid
 * for: "The following CIDRs are not allowed in publicAccessCidrs".
 *
 * @see IANA's registry of special-purpose addresses, RFC 6890
 */
const unreachable: readonly (readonly [range: string, what: string])[] = [
  ["192.0.2.0/24", "for documentation (RFC 5737)"],
  ["198.51.100.0/24", "for documentation (RFC 5737)"],
  ["203.0.113.0/24", "for documentation (RFC 5737)"],
  ["10.0.0.0/8", "private (RFC 1918)"],
  ["172.16.0.0/12", "private (RFC 1918)"],
  ["192.168.0.0/16", "private (RFC 1918)"],
  ["100.64.0.0/10", "shared behind a provider's NAT (RFC 6598)"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local (RFC 3927)"],
  ["224.0.0.0/4", "for multicast (RFC 5771)"],
  ["0.0.0.0/8", "reserved (RFC 6890)"],
  ["192.0.0.0/24", "reserved (RFC 6890)"],
  ["198.18.0.0/15", "reserved for benchmarks (RFC 2544)"],
  ["240.0.0.0/4", "reserved (RFC 1112)"],
  ["2001:db8::/32", "for documentation (RFC 3849)"],
  ["3fff::/20", "for documentation (RFC 9637)"],
  ["fc00::/7", "private (RFC 4193)"],
  ["fe80::/10", "link-local (RFC 4291)"],
  ["ff00::/8", "for multicast (RFC 4291)"],
  ["::/127", "unspecified or loopback (RFC 4291)"],
];

/** The most ranges of one cluster. @see "Amazon EKS service quotas" in EKS' user guide */
const mostRanges = 40;

/** Why nobody can come from a range over the internet, as the end of "is …"; nothing where somebody can. */
export function whyUnreachable(cidr: string): string | undefined {
  return unreachable.find(([range]) => lies(cidr, range))?.[1];
}

/** Who reaches the API server, as far as a tunnel matters. */
export interface TunnelSettings {
  readonly publicAccess?: readonly string[];
  readonly tunnelPort?: number;
}

/** Port of this machine at which a tunnel brings the API server; none where it is open to some range, or no port is named. */
export function tunnelOf({ publicAccess, tunnelPort }: TunnelSettings): number | undefined {
  return publicAccess?.length === 0 ? tunnelPort : undefined;
}

/**
 * What is wrong with the ranges that may reach the API server's public endpoint.
 *
 * @param path of the list.
 * @param callersInside whether whoever talks to the API server does so from inside the VPC.
 * @param tunnelPort at which a tunnel brings it to this machine.
 * @param onlyShown whether nothing is going to be created: the placeholder is let through.
 */
export function publicAccessProblems(
  path: string,
  ranges: readonly string[],
  {
    callersInside = false,
    tunnelPort,
    onlyShown = false,
  }: { callersInside?: boolean; tunnelPort?: number; onlyShown?: boolean } = {},
): Problem[] {
  if (ranges.length === 0 && !callersInside && tunnelPort === undefined) {
    return [
      {
        path,
        value: ranges,
        reason: "closes the API server to everybody outside the VPC, and so to this program",
        cure: "Name your range; or use a network that you are inside of: network.existing with callersInside: true; or, once the stack is up, come by ./workshop tunnel: tunnelPort: 8443.",
      },
    ];
  }
  const problems: Problem[] = ranges.flatMap((cidr, i) => {
    if (cidr === yourAddress && onlyShown) return [];
    const reason = rangeFault(cidr);
    return reason ? [{ path: `${path}[${i}]`, value: cidr, reason, cure }] : [];
  });
  if (ranges.length > mostRanges) {
    problems.push({
      path,
      value: ranges.length,
      reason: `are more ranges than the ${mostRanges} that EKS takes`,
      cure: "Write neighbours as one larger range.",
    });
  }
  return problems;
}

/** What people should know of the ranges, although nothing is wrong with them. */
export function publicAccessWarnings(ranges: readonly string[]): string[] {
  const warnings = ranges.includes(yourAddress)
    ? [`eks.publicAccess has ${yourAddress}, which ./workshop up refuses. ${cure}`]
    : [];
  if (addressesIn(ranges) >= 2 ** 31) {
    warnings.push(
      `The API server's public endpoint is open to ${ranges.join(", ")}: anyone may try to log in. Narrow eks.publicAccess. ${cure}`,
    );
  }
  return warnings;
}

/** How many addresses ranges have together. */
function addressesIn(ranges: readonly string[]): number {
  const sorted = ranges.flatMap((cidr) => parseCidr(cidr) ?? []).sort((a, b) => a.base - b.base);
  let end = 0;
  return sorted.reduce((sum, range: Cidr) => {
    const from = Math.max(end, range.base);
    end = Math.max(end, range.base + size(range));
    return sum + end - from;
  }, 0);
}

function rangeFault(cidr: string): string | undefined {
  if (cidr === yourAddress) return "stands for your own address";
  const why = whyUnreachable(cidr);
  if (why) return `is ${why}: EKS refuses it`;
  if (isIpv6(cidr)) return "is a range of IPv6 addresses, and the cluster's endpoint has none";
  return cidrFault(cidr);
}

const isIpv6 = (text: string) => /^[0-9a-f:.]*:[0-9a-f:.]*(\/\d{1,3})?$/i.test(text);

/** Whether all of a range lies in another, of the same kind of addresses. */
function lies(cidr: string, range: string): boolean {
  if (isIpv6(cidr) !== isIpv6(range)) return false;
  const [address = "", length] = range.split("/");
  if (!isIpv6(cidr)) {
    const [inner, outer] = [parseCidr(cidr), parseCidr(range)];
    return inner !== undefined && outer !== undefined && contains(outer, inner);
  }
  const [first = "", prefix = "128"] = cidr.split("/");
  const list = new BlockList();
  list.addSubnet(address, Number(length), "ipv6");
  return Number(prefix) >= Number(length) && list.check(first, "ipv6");
}
