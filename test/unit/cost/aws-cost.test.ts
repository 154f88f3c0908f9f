import { awsCost, listPrices } from "../../../components/cost/aws-cost";
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
