import { awsCost } from "../../../components/cost/aws-cost";
import { sentence } from "../../../components/errors";
import { awsStack } from "../../../stacks/aws";
import { billOf, eksSettings, eksSettingsProblems } from "../../../stacks/eks-config";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

/** The whole stack on a fake engine, with some keys of `eks`. */
async function stack(eks: Record<string, unknown> = {}): Promise<FakeEngine> {
  const engine = await FakeEngine.start(awsOutputs);
  const config = awsConfig({ publicAccess: ["8.8.8.8/32"], ...eks });
  awsStack(config, awsReady(config));
  await settled();
  return engine;
}

describe("executors while EC2 has no spot capacity", () => {
  const limits = { cpus: 64, memoryGiB: 512 };
  const drivers = { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits };
  const executors = { name: "executors", capacityType: "spot", vcpus: [4, 8], limits };
  const onDemandFallback = { cpus: 16, memoryGiB: 128 };
  const pools = [drivers, { ...executors, onDemandFallback }];
  const requirement = (engine: FakeEngine, role: "driver" | "executor") => {
    const { spec } = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication").inputs;
    const { affinity, tolerations } = (
      spec as Record<string, { affinity: object; tolerations: { value: string }[] }>
    )[role] as { affinity: object; tolerations: { value: string }[] };
    return { affinity: JSON.stringify(affinity), tolerations: tolerations.map(({ value }) => value) };
  };

  test("wait for it, unless a pool says otherwise", async () => {
    const engine = await stack({ pools: [drivers, executors] });
    expect(engine.registered.filter(({ type }) => type.startsWith("kubernetes:karpenter.sh/"))).toHaveLength(
      2,
    );
    expect(requirement(engine, "executor").affinity).not.toContain("on-demand");
  });

  test("get on-demand nodes of a pool with limits of its own, to which Karpenter turns last; drivers never run there", async () => {
    const engine = await stack({ pools });
    const pool = (name: string) =>
      engine.one("kubernetes:karpenter.sh/v1:NodePool", name).inputs.spec as Record<string, unknown>;
    expect(pool("executors")).toMatchObject({ weight: 1 });
    expect(pool("executors-on-demand")).toMatchObject({
      limits: { cpu: "16", memory: "128Gi" },
      template: {
        spec: {
          taints: [{ key: "spark-role", value: "executor" }],
          terminationGracePeriod: "2m",
          expireAfter: "168h",
        },
      },
    });
    expect(pool("executors-on-demand")).not.toHaveProperty("weight");
    expect(JSON.stringify(pool("executors-on-demand"))).toContain('"values":["on-demand"]');
    expect(requirement(engine, "executor")).toMatchObject({
      affinity: expect.stringContaining('"values":["spot","on-demand"]'),
      tolerations: ["executor"],
    });
    expect(requirement(engine, "driver")).toMatchObject({
      affinity: expect.stringContaining('"values":["on-demand"]'),
      tolerations: ["driver"],
    });
  });

  test("cost as much more at most as the limits say", () => {
    const most = (given: object[]) => awsCost(billOf(eksSettings.parse({ pools: given }), "us-east-1")).most;
    const without = most([drivers, executors]);
    expect(most(pools) - without).toBeCloseTo((without - most([drivers])) / 4);
  });

  test.each([
    [
      [{ ...drivers, onDemandFallback }, executors],
      /^eks\.pools\[0\]\.onDemandFallback .*is of a pool that is on-demand already/,
    ],
    [
      [drivers, { ...executors, onDemandFallback: { cpus: 1, memoryGiB: 1 } }],
      /^eks\.pools\[1\]\.onDemandFallback .*are under one node/,
    ],
    [
      [...pools, { ...drivers, name: "executors-on-demand" }],
      /^eks\.pools\[1\]\.onDemandFallback \("executors-on-demand"\) is the name of the pool that it makes/,
    ],
  ])("%j is refused", (given, message) => {
    const said = eksSettingsProblems(eksSettings.parse({ pools: given }), "us-east-1").map(sentence);
    expect(said).toContainEqual(expect.stringMatching(message));
  });
});
