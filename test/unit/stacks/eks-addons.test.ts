import { addonsOf } from "../../../cli/doctor/addon-versions";
import { versions } from "../../../components/versions/versions";
import { awsStack } from "../../../stacks/aws";
import { eksSettings, poolsOf } from "../../../stacks/eks-config";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { eksStack, typed } from "../../support/eks-stack";
import { FakeEngine, settled } from "../../support/engine";
import type { DeletionGraph } from "../../support/graph";

/** Of the last stack. */
let graph: DeletionGraph;

afterEach(settled);

async function stack(eks?: Record<string, unknown>): Promise<FakeEngine> {
  const made = await eksStack(eks);
  graph = made.graph;
  return made.engine;
}

describe("PersistentVolumeClaims", () => {
  const quotas = async (eks: Record<string, unknown>) => {
    const engine = await FakeEngine.start(awsOutputs);
    const config = awsConfig({ publicAccess: ["8.8.8.8/32"], ...eks }, { attendees: "1" });
    awsStack(config, awsReady(config));
    await settled();
    const { spec } = engine.one("kubernetes:core/v1:ResourceQuota", "attendee-01-quota").inputs;
    return (spec as { hard: Record<string, string> }).hard.persistentvolumeclaims;
  };

  test("are out of attendees' quota where nothing would bind them", async () => {
    expect(await quotas({})).toBe("0");
    expect(await quotas({ volumeClaims: true })).toBe("4");
    expect(await quotas({ volumeClaims: "ebs" })).toBe("4");
  });

  test.each([false, true])(
    "with volumeClaims: %s nothing is brought that would bind them",
    async (volumeClaims) => {
      const engine = await stack({ volumeClaims });
      expect(typed(engine, "kubernetes:storage.k8s.io/v1:StorageClass")).toEqual([]);
      expect(
        typed(engine, "aws:eks/addon:Addon")
          .map(({ inputs }) => inputs.addonName)
          .sort(),
      ).toEqual(["coredns", "eks-pod-identity-agent"]);
    },
  );

  test("are bound by EBS' driver, with encrypted gp3 disks that an audit finds, by the rights of its own pods alone", async () => {
    const engine = await stack({ volumeClaims: "ebs", ownKey: true });
    expect(engine.one("kubernetes:storage.k8s.io/v1:StorageClass").inputs).toMatchObject({
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      volumeBindingMode: "WaitForFirstConsumer",
      parameters: {
        type: "gp3",
        encrypted: "true",
        kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/k-1",
      },
    });
    const { configurationValues } = engine.one("aws:eks/addon:Addon", "cluster-aws-ebs-csi-driver").inputs;
    const { controller, node } = JSON.parse(String(configurationValues));
    // The tag by which the audit asks for volumes.
    expect(controller).toMatchObject({ k8sTagClusterId: "spark-workshop" });
    expect(controller.extraVolumeTags).toMatchObject({ "spark-workshop/stack": "aws" });
    expect(controller.tolerations).toEqual([
      { key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" },
    ]);
    expect(node.tolerateAllTaints).toBe(true);
    const role = engine.one("aws:iam/role:Role", "cluster-ebs").inputs;
    expect(String(role.assumeRolePolicy)).toContain("ebs-csi-controller-sa");
    const attached = typed(engine, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(({ inputs }) =>
      String(inputs.policyArn).includes("EBSCSI"),
    );
    expect(attached.map(({ inputs }) => inputs.role)).toEqual(["spark-workshop-ebs-csi"]);
    expect(
      graph.violations(
        /:Addon cluster-aws-ebs-csi-driver$/,
        /^aws:eks\/nodeGroup:|PodIdentityAssociation cluster-ebs$/,
      ),
    ).toEqual([]);
  });

  test("leave jobs as much less room as the driver's DaemonSet asks for", () => {
    const pool = (volumeClaims: "ebs" | false) =>
      poolsOf(eksSettings.parse({ volumeClaims }), "us-east-1")[0];
    const [without, ebs] = [pool(false), pool("ebs")];
    expect(Number(without?.smallest.cpuMillis) - Number(ebs?.smallest.cpuMillis)).toBe(30);
    expect(Number(without?.smallest.memoryMiB) - Number(ebs?.smallest.memoryMiB)).toBe(120);
    expect(ebs?.daemonSets).toEqual({ cpuMillis: 180, memoryMiB: 120 });
  });
});

test("metrics-server runs on the system nodes by wish", async () => {
  expect(typed(await stack(), "aws:eks/addon:Addon").map(({ inputs }) => inputs.addonName)).not.toContain(
    "metrics-server",
  );
  const engine = await stack({ metricsServer: true });
  const { inputs } = engine.one("aws:eks/addon:Addon", "cluster-metrics-server");
  expect(inputs.addonVersion).toBe(versions.eks.metricsServer);
  expect(JSON.parse(String(inputs.configurationValues))).toMatchObject({
    nodeSelector: { "eks.amazonaws.com/nodegroup": "system" },
    tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
  });
  expect(graph.violations(/:Addon cluster-metrics-server$/, /^aws:eks\/nodeGroup:/)).toEqual([]);
  // EKS is asked before a first up whether it has every addon that there will be.
  const asked = addonsOf({ volumeClaims: false, metricsServer: true });
  const made = typed(engine, "aws:eks/addon:Addon").map(({ inputs: own }) => [
    own.addonName,
    own.addonVersion,
  ]);
  const { vpcCniOptions, kubeProxyAddonOptions } = engine.one("eks:index:Cluster").inputs as Record<
    string,
    Record<string, unknown>
  >;
  expect(asked).toEqual({
    ...Object.fromEntries(made),
    "vpc-cni": vpcCniOptions?.addonVersion,
    "kube-proxy": kubeProxyAddonOptions?.version,
  });
  expect(addonsOf({ volumeClaims: "ebs", metricsServer: false })).toMatchObject({
    "aws-ebs-csi-driver": versions.eks.ebsCsi,
  });
});
