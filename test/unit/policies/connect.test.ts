import * as pulumi from "@pulumi/pulumi";
import type { JobNamespace } from "../../../components/spark/job-namespace";
import { SparkConnect } from "../../../components/spark/spark-connect";
import { checkPolicies } from "../../../policies/check";
import type { Subject } from "../../../policies/rule";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";
import { platformFor } from "../../support/platform";
import { type Props, subject } from "./subjects";

const type = "kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect";
afterEach(settled);

/** The server that the component declares. */
async function server(): Promise<Subject> {
  const engine = await FakeEngine.start();
  const cluster = fakeCluster();
  const { platform, namespace } = platformFor(cluster.nodeGroups);
  const component = new pulumi.ComponentResource("test:index:Namespace", "jobs");
  new SparkConnect("notebooks", {
    platform: { ...platform, cluster },
    namespace: Object.assign(component, namespace) as JobNamespace,
  });
  await settled();
  return subject(type, JSON.parse(JSON.stringify(engine.one(type).inputs)), "notebooks");
}

const messages = (resource: Subject): string[] =>
  checkPolicies([resource], { environment: "prod", disposable: false }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

test("the workshop's own Connect server breaks none of the rules", async () => {
  expect(messages(await server())).toEqual([]);
});

test("the rules about pods read a Connect server's templates", async () => {
  const own = await server();
  const spec = own.props.spec as Record<string, Props & { template: { spec: Props } }>;
  const bare = (pod: object) => ({
    template: { spec: { containers: [{ name: "s", image: "s:latest", ...pod }] } },
  });
  const resource = {
    ...own,
    props: { ...own.props, spec: { ...spec, server: bare({}), executor: bare({}) } },
  };
  expect(messages(resource)).toEqual([
    "drivers-on-demand: The driver of spark-jobs/notebooks may run on any node. Require karpenter.sh/capacity-type In [on-demand] in spec.server.template.spec.affinity.",
    expect.stringMatching(
      /^one-zone-per-job: .* in spec\.server\.template\.spec\.affinity and spec\.executor\.template\.spec\.affinity\.$/,
    ),
    expect.stringMatching(
      /^executor-grace-periods: .*Set spec\.executor\.template\.spec\.terminationGracePeriodSeconds /,
    ),
    'images-pinned: notebooks: spec.server.template.spec.containers.s.image is "s:latest". Name a version or a digest.',
    'images-pinned: notebooks: spec.executor.template.spec.containers.s.image is "s:latest". Name a version or a digest.',
    "service-accounts-not-default: The driver of spark-jobs/notebooks runs as the service account default. Name one in spec.server.template.spec.serviceAccountName.",
  ]);
});

test("a server that is larger than every node of the pools is told by its own path", async () => {
  const own = await server();
  const spec = own.props.spec as Record<string, object>;
  const large = {
    ...own,
    props: { ...own.props, spec: { ...spec, server: { ...spec.server, memory: "900g" } } },
  };
  const pool = subject(
    "kubernetes:karpenter.sh/v1:NodePool",
    {
      metadata: { name: "drivers" },
      spec: {
        limits: { cpu: "64" },
        template: {
          spec: {
            terminationGracePeriod: "30m",
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
            requirements: [
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spot"] },
              { key: "topology.kubernetes.io/zone", operator: "In", values: ["local-a", "local-b"] },
              { key: "node.kubernetes.io/instance-type", operator: "In", values: ["m5.large"] },
            ],
          },
        },
      },
    },
    "drivers",
  );
  const told = checkPolicies([large, pool], { environment: "prod", disposable: false })
    .filter(({ rule }) => rule === "requests-within-allocatable")
    .map(({ message }) => message);
  expect(told).toEqual(
    expect.arrayContaining([expect.stringMatching(/^spark-jobs\/notebooks: spec\.server .*fits on no node/)]),
  );
});
