import { join } from "node:path";
import { driversOnDemand } from "../../policies/rules/placement";
import { clone } from "./support/copy";
import { EngineProject } from "./support/engine-project";

// The provider's kubeconfig is unknown, as where the cluster is still to come: a preview has no outputs of what goes in there.
const PROGRAM = `
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const zone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["a"] };
const capacity = (type: string) => ({ key: "karpenter.sh/capacity-type", operator: "In", values: [type] });
const on = (...matchExpressions: object[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
  },
});
const kubeconfig = pulumi.output(pulumi.unknown) as pulumi.Output<string>;
const provider = new kubernetes.Provider("cluster", { kubeconfig });
const make = (apiVersion: string, kind: string, metadata: { name: string; namespace?: string }, spec: object) =>
  new kubernetes.apiextensions.CustomResource(metadata.name, { apiVersion, kind, metadata, spec }, { provider });

for (const type of ["on-demand", "spot"]) {
  const instances = { key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5.large"] };
  make("karpenter.sh/v1", "NodePool", { name: type }, {
    limits: { cpu: "64" },
    template: {
      spec: {
        requirements: [capacity(type), zone, instances],
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
        terminationGracePeriod: "30m",
      },
    },
  });
}
make("sparkoperator.k8s.io/v1beta2", "SparkApplication", { name: "flights", namespace: "jobs" }, {
  type: "Python",
  mode: "cluster",
  sparkVersion: "4.1.2",
  image: "spark:4.1.2",
  mainApplicationFile: "local:///opt/spark/app/flights.py",
  driver: { serviceAccount: "spark", affinity: on(capacity(config.require("driver")), zone) },
  executor: {
    memory: config.require("memory"),
    terminationGracePeriodSeconds: 110,
    affinity: on(capacity("spot"), zone),
  },
});
`;

let project: EngineProject;
beforeAll(async () => {
  project = new EngineProject(PROGRAM, "spark-workshop");
  await project.pulumi("stack", "init", "pack");
}, 60_000);
afterAll(() => project.remove());

/** Previews the program with a configuration under the pack, and tells what the engine says of policies. */
async function judged(config: Record<string, string>): Promise<{ refused: boolean; policies: string }> {
  const pairs = Object.entries({ target: "eks", driver: "on-demand", memory: "1g", ...config });
  const options = pairs.flatMap(([key, value]) => ["--config", `${key}=${value}`]);
  const preview = project.pulumi("preview", "--policy-pack", join(clone, "policies"), ...options);
  const [refused, said] = await preview.then(
    (text) => [false, text] as const,
    (error: Error) => [true, error.message] as const,
  );
  const policies = /^Policies:\n(.*?)\n\n/ms.exec(said)?.[1];
  if (policies === undefined) throw new Error(`nothing is said of policies:\n${said}`);
  return { refused, policies };
}

test("a sound stack passes in prod", async () => {
  const { refused, policies } = await judged({ environment: "prod" });
  expect(policies.trim()).toBe(`✅ spark-workshop@v0.1.0 (local: ${join(clone, "policies")})`);
  expect(refused).toBe(false);
}, 120_000);

test("what breaks a rule, about a job or about how it fits its nodes, is advised against in dev", async () => {
  const { refused, policies } = await judged({ environment: "dev", driver: "spot", memory: "9g" });
  expect(policies).toMatch(/\[advisory\] +drivers-on-demand +\(.*SparkApplication: flights\)/);
  expect(policies).toMatch(/\[advisory\] +requests-within-allocatable +\(.*SparkApplication: flights\)/);
  expect(policies).toMatch(/spec\.executor .* fits on no node: the largest, m5\.large of spot/);
  expect(policies).not.toContain("[mandatory]");
  expect(refused).toBe(false);
}, 120_000);

test("it is refused in prod, by the rule's name, with what is wrong and why", async () => {
  const { refused, policies } = await judged({ environment: "prod", driver: "spot" });
  expect(policies).toMatch(/\[mandatory\] +drivers-on-demand +\(.*SparkApplication: flights\)/);
  expect(policies).toContain(driversOnDemand.reason);
  expect(policies).toContain("The driver of jobs/flights may run on spot.");
  expect(refused).toBe(true);
}, 120_000);
