import { BlockList } from "node:net";
import { isObject, type Properties, type Value } from "../protocol/values";

/**
 * What AWS says instead of making or changing a thing, as far as this program has met it; nothing when it does as told. In
 * AWS's own words, and written down a second time: the program's own checks are what these find missing.
 *
 * @param inputs without the marks of secrets.
 */
export function refusalOfInputs(type: string, inputs: Properties): string | undefined {
  return (rules[type] ?? []).map((rule) => rule(inputs)).find((said) => said !== undefined);
}

/** What AWS says instead of making one state of a thing another. @see "Update existing cluster to new Kubernetes version" of EKS' user guide */
export function refusalToUpdate(type: string, before: Properties, after: Properties): string | undefined {
  if (type !== "aws:eks/cluster:Cluster") return undefined;
  const [from, to] = [before.version, after.version].map(String);
  const step = minorOf(to) - minorOf(from);
  return step < 0 || step > 1
    ? `InvalidParameterException: Unsupported Kubernetes minor version update from ${from} to ${to}`
    : undefined;
}

const minorOf = (version = ""): number => Number(version.split(".")[1]);

type Rule = (inputs: Properties) => string | undefined;

const rules: Readonly<Record<string, readonly Rule[]>> = {
  "aws:budgets/budget:Budget": [budget],
  "aws:eks/cluster:Cluster": [publicAccess],
  "aws:iam/role:Role": [atMost(64)],
  "aws:iam/instanceProfile:InstanceProfile": [atMost(128)],
  "aws:iam/policy:Policy": [atMost(128)],
  "aws:cloudwatch/eventRule:EventRule": [atMost(64)],
  "aws:sqs/queue:Queue": [atMost(80)],
};

/** Ranges that EKS refuses as sources of requests from the internet, and what it says. */
const notAllowed = new BlockList();
for (const [address, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notAllowed.addSubnet(address, prefix);

function publicAccess({ vpcConfig }: Properties): string | undefined {
  const cidrs = isObject(vpcConfig) ? texts(vpcConfig.publicAccessCidrs) : [];
  const refused = cidrs.filter((cidr) => {
    const [address = "", prefix] = cidr.split("/");
    return prefix !== "0" && notAllowed.check(address);
  });
  if (refused.length === 0) return undefined;
  return `InvalidParameterException: The following CIDRs are not allowed in publicAccessCidrs: [${refused.join(", ")}]`;
}

/** @see CreateBudget, and "Quotas" of AWS Budgets */
function budget({ name, limitAmount, notifications }: Properties): string | undefined {
  if (/[:\\]/.test(String(name)))
    return `InvalidParameterException: Budget name ${name} must not contain : or \\`;
  if (!(Number(limitAmount) > 0))
    return "InvalidParameterException: The budget limit must be greater than zero";
  const given = Array.isArray(notifications) ? notifications.filter(isObject) : [];
  if (given.length > 5) return "CreationLimitExceededException: You've exceeded the notification limit";
  return given.some((one) => texts(one.subscriberEmailAddresses).length > 10)
    ? "CreationLimitExceededException: You've exceeded the subscriber limit"
    : undefined;
}

function atMost(length: number): Rule {
  return ({ name }) =>
    typeof name === "string" && name.length > length
      ? `ValidationException: Value '${name}' at 'name' failed to satisfy constraint: Member must have length less than or equal to ${length}`
      : undefined;
}

function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
