import { awsCost, listPrices } from "../../../components/cost/aws-cost";
import { type InstanceFilter, matching } from "../../../components/karpenter/aws/instance-filter";
import { onDemandPrices } from "../../../components/sizing/generated/ec2-prices";
import { billOf, eksSettings } from "../../../stacks/eks-config";

test("the most that pools may cost is their CPUs times the dearest vCPU that fits, with its share of a disk", () => {
  const bill = billOf(eksSettings.parse({}), "us-east-1");
  const one = { ...bill, pools: bill.pools.slice(0, 1).map((pool) => ({ ...pool, cpus: 1 })) };
  const most = awsCost(one).most;
  // Sizes are those of EC2: two vCPUs of a large, four of an xlarge, and four times the number before it.
  const vcpus = (type: string) =>
    type.endsWith(".large") ? 2 : 4 * Number(/\.(\d*)xlarge$/.exec(type)?.[1] || 1);
  const disk = bill.poolDiskGiB * listPrices.gp3GiB;
  const prices = Object.entries(onDemandPrices)
    .filter(([type]) => /\.(\d*x?)large$/.test(type))
    .map(([type, price]) => (price + disk) / vcpus(type));
  expect(prices.some((price) => Math.abs(price - most) < 1e-9)).toBe(true);
  expect(awsCost({ ...one, pools: one.pools.map((pool) => ({ ...pool, cpus: 10 })) }).most).toBeCloseTo(
    10 * most,
  );
});

const usual = billOf(eksSettings.parse({}), "us-east-1");

// AWS's price lists of us-east-1.
test("the fixed price is that of each part, by its number", () => {
  const { lines, fixed } = awsCost({
    ...usual,
    natGateways: 3,
    interfaceEndpoints: 6,
    keys: 2,
    systemNodes: { instanceType: "m5.large", count: 2 },
  });
  const prices = lines.map(({ what, dollarsPerHour }) => [what, dollarsPerHour?.toFixed(4)]);
  expect(prices).toEqual([
    ["EKS control plane", "0.1000"],
    ["2 system nodes m5.large", (2 * (0.096 + (20 * 0.08) / 730)).toFixed(4)],
    ["3 NAT gateways with address", "0.1500"],
    ["6 interfaces of endpoints", "0.0600"],
    ["2 KMS keys", (2 / 730).toFixed(4)],
  ]);
  expect(fixed).toBeCloseTo(
    prices.reduce((sum, [, price]) => sum + Number(price), 0),
    3,
  );
});

test("storage is that of the images and of ten gigabytes of data", () => {
  expect(awsCost({ ...usual, repositories: 3 }).storage * 730).toBeCloseTo(3 * 5 * 0.5 * 0.1 + 10 * 0.023);
  expect(awsCost({ ...usual, repositories: 0 }).storage * 730).toBeCloseTo(10 * 0.023);
});

test.each([2, 4, 8, 16])("of nodes with %i vCPUs each costs so much of the dearest type", (vcpus) => {
  const filter: InstanceFilter = {
    categories: ["c", "m", "r"],
    minGeneration: 5,
    vcpus: [vcpus],
    localNvme: false,
    architecture: "amd64",
  };
  const dearest = Math.max(...[...matching(filter)].map(([, price]) => price));
  const { most } = awsCost({ ...usual, poolDiskGiB: 73, pools: [{ name: "a", cpus: 10, filter }] });
  expect(most).toBeCloseTo((10 * (dearest + 73 * listPrices.gp3GiB)) / vcpus);
});

test("a stack pays for gateways of its own alone, for each key, and for what stands in for its pools", () => {
  const bill = (eks: object) => billOf(eksSettings.parse(eks), "us-east-1");
  const existing = {
    vpcId: "vpc-0a1",
    privateSubnets: { "us-east-1a": "subnet-0a1", "us-east-1b": "subnet-0b1" },
  };
  const gateways = [{}, { natPerZone: true }, { existing, natPerZone: true }].map(
    (network) => bill({ network }).natGateways,
  );
  expect(gateways).toEqual([1, 3, 0]);
  const keys = [{}, { ownKey: true }, { encryptSecrets: true }, { ownKey: true, encryptSecrets: true }];
  expect(keys.map((eks) => bill(eks).keys)).toEqual([0, 1, 1, 2]);
  const executors = {
    name: "executors",
    capacityType: "spot",
    vcpus: [4],
    limits: { cpus: 64, memoryGiB: 512 },
  };
  const pools = [{ ...executors, onDemandFallback: { cpus: 16, memoryGiB: 128 } }, executors];
  expect(bill({ pools }).pools.map(({ cpus }) => cpus)).toEqual([80, 64]);
  expect(bill({ images: { spark: "r/spark:1" } }).repositories).toBe(2);
});
