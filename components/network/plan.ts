import type { Problem } from "../errors";
import { cidrFault, contains, formatCidr, overlap, parseCidr, split } from "./cidr";

/** The subnets of one zone. */
export interface ZonePlan {
  /** `us-east-1a`. */
  readonly zone: string;
  /** Range for nodes and pods, which with the VPC CNI share it. */
  readonly privateCidr: string;
  /** Range for NAT and load balancers. */
  readonly publicCidr: string;
}

/** Addresses of Kubernetes Services, of the whole cluster and never routed. Fixed, so that EKS does not choose. */
export const serviceCidr = "172.20.0.0/16";

/** Where CoreDNS answers: EKS gives its Service the tenth address of the range. @see clusterDNS of nodeadm's NodeConfig */
export const serviceDns = "172.20.0.10";

/** Ranges that a VPC may be made of. RFC 1918 and, for those who have run out of it, RFC 6598. */
const allowed = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Docker's own bridge on build machines and in several AWS services. */
const dockerCidr = "172.17.0.0/16";

/** Longest prefix of a VPC: a zone then has 1019 addresses, of which a node takes up to 234. */
const longestPrefix = 20;

/**
 * Cuts a VPC's range: a quarter for the private subnet of each zone, up to three; the last quarter, in quarters again, for
 * the public ones.
 *
 * @param cidr checked by {@link networkProblems}.
 */
export function planSubnets(cidr: string, zones: readonly string[]): ZonePlan[] {
  const range = parseCidr(cidr);
  if (!range) throw new RangeError(`${cidr} is not a valid range of addresses`);
  const quarters = split(range, 2);
  const last = quarters.at(-1);
  const small = last ? split(last, 2) : [];
  return zones.map((zone, i) => {
    const [privateRange, publicRange] = [quarters[i], small[i]];
    if (i >= 3 || !privateRange || !publicRange) throw new RangeError("a network has at most three zones");
    return { zone, privateCidr: formatCidr(privateRange), publicCidr: formatCidr(publicRange) };
  });
}

/**
 * What is wrong with a network.
 *
 * @param path of the property that holds it.
 * @param avoid ranges that it must not share addresses with, such as those of networks it will be connected to.
 */
export function networkProblems(
  path: string,
  { cidr, zones, avoid = [] }: { cidr: string; zones: readonly string[]; avoid?: readonly string[] },
): Problem[] {
  return [...zoneCountProblems(`${path}.zones`, zones), ...cidrProblems(path, cidr, avoid)];
}

/** A control plane wants two zones; a network has room for three. */
export function zoneCountProblems(path: string, zones: readonly string[]): Problem[] {
  const distinct = new Set(zones).size;
  if (distinct === zones.length && distinct >= 2 && distinct <= 3) return [];
  return [{ path, value: zones, reason: "are not two or three different zones", cure: "Name two or three." }];
}

/** What is wrong with a network's addresses. */
export function cidrProblems(path: string, cidr: string, avoid: readonly string[]): Problem[] {
  const problem = (reason: string, cure: string, at = "cidr", value = cidr): Problem => ({
    path: `${path}.${at}`,
    value,
    reason,
    cure,
  });
  const range = parseCidr(cidr);
  if (!range) {
    return [problem(cidrFault(cidr) ?? "", "Write it as 10.42.0.0/16, with zeros behind the prefix.")];
  }
  const problems: Problem[] = [];
  if (range.prefix < 16) {
    problems.push(problem("is larger than a VPC may be", "Use a prefix of /16 to /20."));
  }
  if (range.prefix > longestPrefix) {
    problems.push(problem("is too small: nodes and pods share its addresses", "Use a prefix of /16 to /20."));
  }
  if (!allowed.some((outer) => contains(parse(outer), range))) {
    problems.push(problem("is not a private range", `Take it from ${allowed.join(", ")}.`));
  }
  for (const [other, whose] of [
    [serviceCidr, "the cluster's Services"],
    [dockerCidr, "Docker's bridge"],
  ] as const) {
    if (overlap(parse(other), range)) {
      problems.push(
        problem(`overlaps ${other}, the range of ${whose}`, "Take another, such as 10.42.0.0/16."),
      );
    }
  }
  for (const [i, text] of avoid.entries()) {
    const other = parseCidr(text);
    if (!other) {
      problems.push(problem(cidrFault(text) ?? "", "Fix or remove it.", `avoid[${i}]`, text));
    } else if (overlap(other, range)) {
      problems.push(problem(`overlaps ${text}, which avoid[${i}] rules out`, "Take another range."));
    }
  }
  return problems;
}

function parse(text: string) {
  const range = parseCidr(text);
  if (!range) throw new RangeError(text);
  return range;
}
