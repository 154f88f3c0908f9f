import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../../stacks/config";
import { existingStack } from "../../../stacks/existing";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, settled } from "../../support/engine";
import { listen, renderTree } from "../../support/tree";

const golden = join(__dirname, "existing.tree.txt");

afterEach(settled);

/** The whole stack on a fake engine, as a first preview. */
async function stack(existing: Record<string, unknown>) {
  const values: Record<string, string> = { target: "existing", existing: JSON.stringify(existing) };
  const config = readConfig({ get: (key) => values[key] }, Object.keys(values), "existing");
  const engine = await FakeEngine.start({}, true);
  const nodes = listen();
  const charts = { operator: chartWithValuesOf(), crds: "crds" };
  const told = existingStack(config, { charts, kubeconfig: "{}" });
  await settled();
  return { engine, nodes, told };
}

test("on nodes that say nothing, the stack is the golden tree, and says what it does without", async () => {
  const { engine, nodes, told } = await stack({ context: "minikube" });
  const tree = renderTree(nodes);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, tree);
  expect(tree).toBe(readFileSync(golden, "utf8"));
  expect(told.leftOut.join("\n")).toMatch(/no node says what it is/);
  const flights = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication");
  expect(JSON.stringify(flights.inputs.spec)).not.toMatch(/capacity-type|topology/);
});

test("on nodes that say what they are, drivers are on-demand and executors spot, in one zone", async () => {
  const { engine, told } = await stack({ context: "minikube", labelled: true, zones: ["a", "b"] });
  expect(told.leftOut.join("\n")).not.toMatch(/no node says/);
  const flights = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication");
  const asked = (capacity: string) => [
    { key: "karpenter.sh/capacity-type", operator: "In", values: [capacity] },
    { key: "topology.kubernetes.io/zone", operator: "In", values: [told.applications[0]?.zone] },
  ];
  const required = (capacity: string) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: asked(capacity) }],
        },
      },
    },
  });
  expect(flights.inputs.spec).toMatchObject({ driver: required("on-demand"), executor: required("spot") });
});

test("nobody on the nodes' network reads the History Server, unless the file says so", async () => {
  const service = "kubernetes:core/v1:Service";
  const closed = await stack({ context: "minikube" });
  expect(closed.engine.one(service, "history-server-service").inputs.spec).toMatchObject({
    type: "ClusterIP",
  });
  const { spec } = closed.engine.one(
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "history-server-network",
  ).inputs;
  expect(spec).toEqual({ podSelector: {}, policyTypes: ["Ingress"] });
  expect(closed.told).toMatchObject({
    historyServer: "http://localhost:18080",
    historyServerForward: expect.stringMatching(
      /^kubectl --context minikube -n spark-history-server port-forward/,
    ),
  });
  await settled();
  const open = await stack({ context: "minikube", historyServerNodePort: true });
  expect(open.engine.one(service, "history-server-service").inputs.spec).toMatchObject({ type: "NodePort" });
  expect(open.told.historyServerForward).toBeUndefined();
});
