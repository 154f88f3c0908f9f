import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackConfig } from "../../../cli/stack/config";
import { publicAccessWarnings } from "../../../components/cluster/eks/public-access";
import { InvalidInput, sentence } from "../../../components/errors";
import { programOf } from "../../../stacks/accept";
import { checkConfig } from "../../../stacks/config";

/** Stack files as people have written them, each with one mistake, and what is said of it; or with none. */
const root = mkdtempSync(join(tmpdir(), "tried-"));
beforeAll(() =>
  writeFileSync(join(root, "Pulumi.yaml"), "name: spark-workshop\nconfig:\n  target: { type: string }\n"),
);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const file = (target: string, ...keys: string[]) =>
  ["config:", `target: ${target}`, ...(target === "eks" ? ["aws:region: us-east-1"] : []), ...keys].join(
    "\n  ",
  );

function said(text: string): string[] {
  writeFileSync(join(root, "Pulumi.t.yaml"), `${text}\n`);
  try {
    const { get, given, aws } = readStackConfig(root, "t");
    const { config, problems } = checkConfig({ get }, given);
    const more = config ? programOf(config.target).problems(config, { stack: "t", aws }) : [];
    return [...problems, ...more].map(sentence);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(sentence);
    throw error;
  }
}

const kind = (...keys: string[]) => file("kind", ...keys);
const eks = (settings: string) => file("eks", `eks: { ${settings} }`);
const existing = (settings: string) => file("existing", `existing: { context: minikube, ${settings} }`);
const pools = (settings: string) =>
  eks(
    `pools: [{ name: drivers, capacityType: on-demand, vcpus: [2, 4], limits: { cpus: 16, memoryGiB: 128 }, ${settings} }, { name: executors, capacityType: spot, vcpus: [4], limits: { cpus: 16, memoryGiB: 128 } }]`,
  );
const offer = (onDemand: string, spot: string) =>
  kind(`instanceTypes: [{ name: c5.large, onDemand: ${onDemand}, spot: ${spot} }]`);
const systemNodes = (type: string, more = "") => eks(`systemNodes: { instanceType: ${type} }${more}`);
const ranges = (count: number) => Array.from({ length: count }, (_, i) => `52.94.${i}.0/24`).join(", ");

test.each<[text: string, expected: RegExp]>([
  [offer("0.1", "1e-10"), /^instanceTypes\[0\]\.spot \(1e-10\) is not a price .* no exponents/],
  [offer("1e21", "0.01"), /^instanceTypes\[0\]\.onDemand \(1e\+21\)/],
  [offer("0.000002", "0.0000001"), /^instanceTypes\[0\]\.spot \(1e-7\)/],
  [offer(".inf", "0.034"), /instanceTypes has a number that is not finite/],
  [kind("kubernetesVersion: 1.30"), /^kubernetesVersion \("1\.3"\).*Use "1\.\d+\.\d+", in quotes/],
  [kind("jobs: [flights, flights]"), /^jobs\[1\] \("flights"\) is there twice/],
  [
    kind(
      "karpenter: false",
      "workers: [{ name: drivers, count: 1, capacityType: on-demand, zones: [local-a], instanceType: c5.large }, { name: executors, count: 2, capacityType: spot, zones: [local-a, local-a], instanceType: c5.large }]",
    ),
    /^workers\[1\]\.zones\[1\] \("local-a"\) is there twice\. Name each zone once\./,
  ],
  [pools("zones: [a, a]"), /^eks\.pools\[0\]\.zones\[1\] \("a"\) is there twice/],
  [
    eks(
      "pools: [{ name: drivers, capacityType: on-demand, vcpus: [2, 2], limits: { cpus: 16, memoryGiB: 128 } }]",
    ),
    /^eks\.pools\[0\]\.vcpus\[1\] \(2\) is there twice/,
  ],
  [
    kind("ports: { s3: 9000, historyServer: 9000 }"),
    /^ports\.historyServer \(9000\) is taken by ports\.s3\./,
  ],
  ...["três", "true", "[João, José]", "1_000", "1.5", "-1", "''"].map((count): [string, RegExp] => [
    kind(`attendees: ${count}`),
    /^attendees \(.*\) is not a number of people/,
  ]),
  [kind("attendees: 201"), /^attendees \("201"\) is more than 200/],
  [
    kind("attendeeQuota: { cpuMillis: 1, memoryMiB: 8192, pods: 8 }"),
    /^attendeeQuota\.cpuMillis \(1\) is less than the 200 of the smallest job/,
  ],
  [kind("attendeeQuota: { cpuMillis: 4000, memoryMiB: 8192, pods: 1 }"), /^attendeeQuota\.pods \(1\)/],
  [kind("attendeeQuota: { cpuMillis: 4000, memoryMiB: 512, pods: 2 }"), /^attendeeQuota\.memoryMiB \(512\)/],
  [kind("toString: x"), /^toString is not a key of this program/],
  [kind("__proto__: x"), /^__proto__ is not a key of this program/],
  [kind("eks: { diskGiB: 60 }"), /^eks .* is not read on the target kind, but on eks\. Leave it out/],
  [kind("existing: { context: x }"), /^existing .* is not read on the target kind, but on existing/],
  [file("eks", "karpenter: false"), /^karpenter \(false\) is not read on the target eks, but on kind/],
  [
    file("eks", "workers: [{ name: x, count: 1, zones: [z], instanceType: c5.large }]"),
    /^workers .* not read on the target eks/,
  ],
  [
    file("eks", "limits: { drivers: { cpus: 1, memoryGiB: 1 }, executors: { cpus: 1, memoryGiB: 1 } }"),
    /^limits .* not read on the target eks/,
  ],
  [
    file("existing", "existing: { context: x }", "clusterName: mine"),
    /^clusterName \("mine"\) is not read on the target existing, but on kind and eks/,
  ],
  [
    kind(
      "karpenter: false",
      "limits: { drivers: { cpus: 8, memoryGiB: 32 }, executors: { cpus: 8, memoryGiB: 32 } }",
    ),
    /^limits .* is about nodes that Karpenter launches, and karpenter is false/,
  ],
  [existing('address: ""'), /^existing\.address \(""\) is not a valid host/],
  [existing('address: "a b"'), /^existing\.address/],
  [existing("registry: ghcr.io/me/"), /^existing\.registry \("ghcr\.io\/me\/"\) is not a valid registry/],
  [existing("registry: ghcr.io/é"), /^existing\.registry/],
  [existing("registry: 'https://ghcr.io/me'"), /^existing\.registry/],
  [existing("labelled: true, zones: [a, a]"), /^existing\.zones\[1\] \("a"\) is there twice/],
  [
    existing("labelled: true, zones: ['a b']"),
    /^existing\.zones\[0\] \("a b"\) is not a valid value of a label/,
  ],
  ...["us-east-1", "us-east-1-bue-1a", "us-east-10a", "us-east-1A"].map((zone): [string, RegExp] => [
    eks(`zones: [${zone}, us-east-1b]`),
    new RegExp(`^eks\\.zones \\("${zone}"\\) is not a zone of us-east-1\\. Zones there`),
  ]),
  [systemNodes("t3.nano"), /^eks\.systemNodes\.instanceType \("t3\.nano"\) is too small/],
  [systemNodes("c6i.medium"), /is too small/],
  [
    systemNodes("t4g.large"),
    /^eks\.systemNodes\.instanceType \("t4g\.large"\) is arm64, and eks\.architecture is amd64\. Use one such as t3\.large/,
  ],
  [systemNodes("m5.large", ", architecture: arm64"), /is amd64, and eks\.architecture is arm64.*t4g\.large/],
  [systemNodes('""'), /^eks\.systemNodes\.instanceType \(""\) is not a name of an EC2 instance type/],
  [systemNodes("nonsense"), /is not a name of an EC2 instance type/],
  [systemNodes("m5.huge"), /is not a name of an EC2 instance type/],
  [systemNodes("T3.large"), /is not a name of an EC2 instance type/],
  [systemNodes("m5.3xlarge"), /is not an instance type of AWS's price list of \d{4}-/],
  [systemNodes("m99.large"), /is not an instance type of AWS's price list/],
  [eks("systemNodes: { count: 1000 }"), /^eks\.systemNodes\.count \(1000\) is more than the 450/],
  [eks("diskGiB: 100000"), /^eks\.diskGiB \(100000\) is more than 16384/],
  [eks("eventLogDays: 99999999999"), /^eks\.eventLogDays .* is more than 2147483647/],
  ...['"não é uma imagem"', '"https://x/y"', '"repo/Spark:1"', '" "', '"repo/x@sha256:123"'].map(
    (image): [string, RegExp] => [
      eks(`images: { spark: ${image} }`),
      /^eks\.images\.spark .* is not a valid reference of an image/,
    ],
  ),
  [eks("images: { sparkOperator: nginx }"), /^eks\.images\.sparkOperator \("nginx"\) names no version/],
  [eks("images: { sparkOperator: 'nginx:1' }"), /is not a registry, a repository and a tag/],
  [pools("expireAfter: 0s"), /^eks\.pools\[0\]\.expireAfter \("0s"\) is less than the 900 s/],
  [pools("expireAfter: 1s"), /^eks\.pools\[0\]\.expireAfter \("1s"\) is less than the 900 s/],
  [pools("expireAfter: 999999999999h"), /^eks\.pools\[0\]\.expireAfter .* is longer than the 2562047h/],
  [pools("expireAfter: 1d"), /^eks\.pools\[0\]\.expireAfter \("1d"\) is not a valid duration such as 90s/],
  [pools("terminationGracePeriod: 1s"), /^eks\.pools\[0\]\.terminationGracePeriod .* less than the 30 s/],
  [pools("terminationGracePeriod: 2562048h"), /terminationGracePeriod .* is longer than/],
  [pools("consolidateAfter: 99999999h"), /consolidateAfter .* is longer than/],
  [
    pools("limits: { cpus: 4, memoryGiB: 3 }").replace("limits: { cpus: 16, memoryGiB: 128 }, ", ""),
    /^eks\.pools\[0\]\.limits .* are under one node/,
  ],
  [
    eks('publicAccess: ["52.94.76.7/24"]'),
    /^eks\.publicAccess\[0\] .* has an address within its range: the range is 52\.94\.76\.0\/24/,
  ],
  [eks('publicAccess: ["052.094.076.007/32"]'), /^eks\.publicAccess\[0\] .* begins with a zero, .* octal/],
  [eks(`publicAccess: [${ranges(41)}]`), /^eks\.publicAccess \(41\) are more ranges than the 40/],
  [eks('network: { cidr: "010.042.000.000/16" }'), /^eks\.network\.cidr .* begins with a zero/],
  [eks('network: { cidr: "10.42.1.0/16" }'), /^eks\.network\.cidr .* the range is 10\.42\.0\.0\/16/],
  [eks('network: { avoid: ["10.0.0.1/8"] }'), /^eks\.network\.avoid\[0\] .* the range is 10\.0\.0\.0\/8/],
  [
    eks(
      "network: { existing: { vpcId: vpc-0a, privateSubnets: { us-east-1a: subnet-0a, us-east-1b: subnet-0a } } }",
    ),
    /^eks\.network\.existing\.privateSubnets\.us-east-1b \("subnet-0a"\) is the subnet of another zone too/,
  ],
  [
    eks(
      "zones: [us-east-1a, us-east-1c], network: { existing: { vpcId: vpc-0a, privateSubnets: { us-east-1a: subnet-0a, us-east-1b: subnet-0b } } }",
    ),
    /^eks\.zones \("us-east-1c"\) has no subnet in eks\.network\.existing\.privateSubnets/,
  ],
  ["config:\n  target: eks\n  aws:region: mars", /^aws:region \("mars"\) is not a name of a region/],
])("%s", (text, expected) => {
  expect(said(text)).toEqual([expect.stringMatching(expected)]);
});

test.each([
  offer("0.000002", "0.000001"),
  kind("attendees: 0", "attendeeQuota: { cpuMillis: 200, memoryMiB: 1668, pods: 2 }"),
  kind("attendees: '12'"),
  kind("karpenter: false"),
  file("eks", "karpenter: true", "existing: {}"),
  existing("address: 192.168.49.2, registry: 'localhost:5000'"),
  existing("address: Meu-Host.local, registry: ghcr.io/me/spark"),
  // Letters are dealt to each account anew: which of them is use1-az3 only the account says.
  eks("zones: [us-east-1e, us-east-1a]"),
  ...["t3.medium", "m5.large", "g5.xlarge", "t2.large", "m5.metal", "i4i.large", "r7iz.metal-16xl"].map(
    (type) => systemNodes(type),
  ),
  systemNodes("t4g.medium", ", architecture: arm64"),
  systemNodes("im4gn.large", ", architecture: arm64"),
  eks("systemNodes: { count: 450 }, diskGiB: 16384"),
  eks("images: { spark: 'ghcr.io/a/b:1', sparkOperator: 'ghcr.io/a/b/c:2', flightsData: '' }"),
  pools("expireAfter: 15m, terminationGracePeriod: 30s, consolidateAfter: 61s"),
  pools("expireAfter: Never, terminationGracePeriod: 2562047h"),
  eks(`publicAccess: [${ranges(40)}]`),
  eks('network: { cidr: "10.0.0.0/16" }'),
  ...["us-gov-west-1", "ap-southeast-7", "mx-central-1", "il-central-1"].map(
    (region) => `config:\n  target: eks\n  aws:region: ${region}`,
  ),
])("nothing is wrong with %s", (text) => {
  expect(said(text)).toEqual([]);
});

test("ranges that together are everybody warn as 0.0.0.0/0 does, and those of a company do not", () => {
  const everybody = ["0.0.0.0/1", "128.0.0.0/1"];
  expect(said(eks(`publicAccess: ["${everybody.join('", "')}"]`))).toEqual([]);
  expect(publicAccessWarnings(everybody)).toEqual([
    expect.stringMatching(/is open to 0\.0\.0\.0\/1, 128\.0\.0\.0\/1: anyone may try to log in/),
  ]);
  // The same range twice, and one within another, count once.
  expect(publicAccessWarnings(["64.0.0.0/2", "64.0.0.0/2", "64.0.0.0/3"])).toEqual([]);
});
