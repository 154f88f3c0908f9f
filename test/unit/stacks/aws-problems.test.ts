import { readStackConfig } from "../../../cli/stack/config";
import { sentence } from "../../../components/errors";
import { awsProblems } from "../../../stacks/aws-problems";
import { readConfig } from "../../../stacks/config";
import { renderingVariable } from "../../../stacks/rendering";
import { awsConfig } from "../../support/aws-stack";

const region = "us-east-1";
const limits = { cpus: 64, memoryGiB: 512 };
const said = (eks: Record<string, unknown>, over: Record<string, string> = {}) =>
  awsProblems(awsConfig(eks, over), region).map(sentence);

test("the stack file's own configuration is fine", () => {
  expect(said({})).toEqual([]);
});

test("everything wrong is said at once, under the keys of the stack file, before anything is registered", () => {
  const pools = [
    { name: "drivers", capacityType: "spot", vcpus: [2], limits },
    { name: "executors", capacityType: "spot", vcpus: [4], limits: { cpus: 1, memoryGiB: 512 } },
    { name: "odd", capacityType: "spot", vcpus: [3], limits },
  ];
  const eks = {
    zones: ["us-east-1a", "eu-west-1b"],
    network: { cidr: "10.42.0.0/24", avoid: ["10.42.0.0/16"] },
    publicAccess: ["home"],
    access: { viewers: ["ana"] },
    systemNodes: { count: 1 },
    pools,
  };
  const buckets = JSON.stringify({ landing: "My_Landing", lake: "lake", events: "e".repeat(52) });
  const problems = said(eks, { kubernetesVersion: "1.40", clusterName: "Spark", buckets });
  for (const path of [
    /^eks\.zones \("eu-west-1b"\) is not a zone/,
    /^eks\.network\.cidr .* is too small/,
    /^eks\.network\.cidr .* overlaps 10\.42\.0\.0\/16/,
    /^eks\.publicAccess\[0\] \("home"\)/,
    /^eks\.access\.viewers\[0\] \("ana"\)/,
    /^eks\.systemNodes\.count \(1\)/,
    /^eks\.pools\[0\]\.capacityType \("spot"\) is not for drivers/,
    /^eks\.pools\[1\]\.limits .* under one node/,
    /^eks\.pools\[2\].* leaves no instance type/,
    /^kubernetesVersion \("1\.40"\) is a Kubernetes that Karpenter/,
    /^clusterName \("Spark"\)/,
    /^buckets\.landing .* characters that S3 refuses/,
    // With the account's number behind it.
    /^buckets\.events .* has not 3 to 63 characters/,
  ]) {
    expect(problems).toContainEqual(expect.stringMatching(path));
  }
});

test.each(["hom", "prod"])(
  "%s as it is shipped is shown by an offline preview, and refused by all else",
  (file) => {
    const { get, given } = readStackConfig(process.cwd(), file);
    const config = readConfig({ get }, given, file);
    expect(awsProblems(config, region).map(sentence)).toEqual([
      expect.stringMatching(/^eks\.publicAccess\[0\] \("YOUR-ADDRESS\/32"\) stands for your own address/),
    ]);
    process.env[renderingVariable] = "true";
    try {
      expect(awsProblems(config, region)).toEqual([]);
    } finally {
      delete process.env[renderingVariable];
    }
  },
);

test("an API server that nobody reaches needs callers inside an existing network, and the file says so", () => {
  const existing = {
    vpcId: "vpc-0a1",
    privateSubnets: { [`${region}a`]: "subnet-0a1", [`${region}b`]: "subnet-0b1" },
  };
  for (const network of [{}, { existing }]) {
    expect(said({ publicAccess: [], network })).toEqual([
      expect.stringMatching(/^eks\.publicAccess \(\[\]\) closes the API server .* callersInside: true/),
    ]);
  }
  expect(said({ publicAccess: [], network: { existing: { ...existing, callersInside: true } } })).toEqual([]);
});

test("an existing network has addresses of its own", () => {
  const existing = {
    vpcId: "vpc-0a1",
    privateSubnets: { "us-east-1a": "subnet-0a1", "us-east-1c": "subnet-0c1" },
  };
  expect(said({ network: { cidr: "nonsense", existing } })).toEqual([]);
});
