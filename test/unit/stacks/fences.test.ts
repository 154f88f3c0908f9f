import { at } from "../../../policies/read";
import { awsStack } from "../../../stacks/aws";
import { readConfig, type StackConfig } from "../../../stacks/config";
import { existingClusterOf, existingStack, leftOutOf } from "../../../stacks/existing";
import { kindStack } from "../../../stacks/kind";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { chartWithValuesOf } from "../../support/chart";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

function configOf(target: string, over: Record<string, string> = {}): StackConfig {
  const values: Record<string, string> = { target, attendees: "2", ...over };
  return readConfig({ get: (key) => values[key] }, Object.keys(values), "dev");
}

const charts = () => ({ operator: chartWithValuesOf(), crds: "crds" });
const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };

/** Each target with two attendees. */
const targets: Record<string, () => void> = {
  kind: () => kindStack(configOf("kind"), charts()),
  existing: () => {
    const config = configOf("existing", { existing: JSON.stringify({ context: "minikube" }) });
    existingStack(config, { charts: charts(), kubeconfig: "{}" });
  },
  eks: () => {
    const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images }, { attendees: "2" });
    awsStack(config, awsReady(config));
  },
};

async function made(target: string) {
  const engine = await FakeEngine.start(awsOutputs, target !== "eks");
  targets[target]?.();
  await settled();
  return engine;
}

const spec = (engine: FakeEngine, kind: string, name: string) =>
  engine.one(`kubernetes:admissionregistration.k8s.io/v1:${kind}`, name).inputs.spec as Record<
    string,
    unknown
  >;

const within = (...values: string[]) => ({
  namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
});

test.each(Object.keys(targets))(
  "on %s every namespace of jobs and of attendees is fenced, and nothing is audited only",
  async (target) => {
    const engine = await made(target);
    const jobs = within("spark-jobs", "attendee-01", "attendee-02");
    const attendees = within("attendee-01", "attendee-02");
    for (const [name, matchResources] of [
      ["spark-workshop-applications", jobs],
      ["spark-workshop-drivers", jobs],
      ["spark-workshop-servers", jobs],
      ["spark-workshop-attendees", attendees],
      ["spark-workshop-attendee-servers", attendees],
    ] as const) {
      expect(spec(engine, "ValidatingAdmissionPolicyBinding", name)).toEqual({
        policyName: name,
        validationActions: ["Deny"],
        matchResources,
      });
      expect(spec(engine, "ValidatingAdmissionPolicy", name)).toMatchObject({ failurePolicy: "Fail" });
    }
  },
);

test.each(Object.keys(targets))(
  "on %s no pod of an attendee's reaches the drivers and servers of the stack",
  async (target) => {
    const engine = await made(target);
    const policy = engine.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", "spark-jobs-network").inputs;
    expect(policy).toMatchObject({
      metadata: { namespace: "spark-jobs" },
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] },
    });
    // Only where it is known what they need do the pods go nowhere else.
    const types = target === "eks" ? ["Ingress", "Egress"] : ["Ingress"];
    expect(policy.spec).toHaveProperty("policyTypes", types);
    expect(Object.hasOwn(policy.spec as object, "egress")).toBe(target === "eks");
  },
);

test.each(Object.keys(targets))(
  "on %s no pod of an attendee's reaches more of the operator than its webhook",
  async (target) => {
    const engine = await made(target);
    const { spec: closed } = engine.one(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "spark-operator-network",
    ).inputs;
    // The API server asks the webhook from an address of a node, which no selector of pods finds.
    expect(closed).toMatchObject({
      podSelector: {},
      ingress: [{ ports: [{ protocol: "TCP", port: 9443 }] }],
    });
  },
);

const forward =
  "kubectl --context kind-spark-workshop -n spark-history-server port-forward service/spark-history-server 18081:18080";

test.each([
  ["0", "NodePort", undefined],
  ["2", "ClusterIP", forward],
])(
  "on kind with %s attendees the Service of the History Server is a %s",
  async (attendees, type, command) => {
    const engine = await FakeEngine.start(awsOutputs, true);
    const told = kindStack(configOf("kind", { attendees }), charts());
    await settled();
    const service = engine.registered.find(
      ({ type, inputs }) =>
        type === "kubernetes:core/v1:Service" && at(inputs, "metadata", "name") === "spark-history-server",
    );
    expect(service?.inputs).toMatchObject({ spec: { type } });
    expect(told.historyServerForward).toBe(command);
    // Pods of the cluster reach it by no other way either.
    const closed = engine.names().filter((name) => name.endsWith("/history-server-network"));
    expect(closed).toHaveLength(command === undefined ? 0 : 1);
  },
);

test.each([
  [{ s3: 9000, historyServer: 28080 }, 28081],
  [{ s3: 18081, historyServer: 18080 }, 18082],
  [{ s3: 9000, historyServer: 65535 }, 65534],
  [{ s3: 65534, historyServer: 65535 }, 65533],
])("on kind with ports %o the History Server is forwarded to %i", async (ports, forwarded) => {
  await FakeEngine.start(awsOutputs, true);
  const told = kindStack(configOf("kind", { attendees: "2", ports: JSON.stringify(ports) }), charts());
  await settled();
  expect(told.historyServer).toBe(`http://localhost:${forwarded}`);
  expect(told.historyServerForward).toMatch(new RegExp(` ${forwarded}:18080$`));
});

test("on kind without attendees nobody is kept away from the operator", async () => {
  const engine = await FakeEngine.start({}, true);
  kindStack(configOf("kind", { attendees: "0" }), charts());
  await settled();
  expect(engine.names().filter((name) => name.endsWith("/spark-operator-network"))).toEqual([]);
});

test.each([
  ["2", /network policy.*CNI/],
  ["0", undefined],
])(
  "on a cluster of somebody else with %s attendees it is said who keeps their network apart",
  (attendees, said) => {
    const config = configOf("existing", { attendees, existing: JSON.stringify({ context: "minikube" }) });
    const lines = leftOutOf(existingClusterOf(config), config.attendees);
    expect(lines.filter((line) => /CNI/.test(line))).toEqual(said ? [expect.stringMatching(said)] : []);
  },
);

test.each(Object.keys(targets))(
  "on %s every namespace says what its pods may ask for, and none but Karpenter's on kind may ask for its node",
  async (target) => {
    const engine = await made(target);
    const levels = engine.registered
      .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
      .map(({ inputs }) => {
        const { name, labels } = inputs.metadata as { name: string; labels?: Record<string, string> };
        return [name, labels?.["pod-security.kubernetes.io/enforce"]];
      });
    expect(levels.length).toBeGreaterThan(3);
    expect(levels.filter(([, level]) => level !== "restricted" && level !== "baseline")).toEqual(
      target === "kind" ? [["karpenter", "privileged"]] : [],
    );
  },
);
