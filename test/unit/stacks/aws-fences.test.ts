import type { PolicyDocument } from "../../../components/aws/policy";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { DeletionGraph } from "../../support/graph";
import { isAllowed } from "../../support/iam";

afterEach(settled);

const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };

/** The stack with two attendees. */
async function workshop() {
  const engine = await FakeEngine.start(awsOutputs);
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images }, { attendees: "2" });
  awsStack(config, awsReady(config));
  await settled();
  return engine;
}

test("an attendee's role reaches the attendee's own prefixes, and nobody else's", async () => {
  const engine = await workshop();
  const role = (name: string): PolicyDocument =>
    JSON.parse(String(engine.one("aws:iam/rolePolicy:RolePolicy", `${name}-storage`).inputs.policy));
  const document = role("attendee-01");
  const may = (action: string, key: string) => isAllowed(document, action, `arn:aws:s3:::${key}`);
  for (const bucket of ["workshop-lake-123456789012", "workshop-events-123456789012"]) {
    expect([bucket, may("s3:PutObject", `${bucket}/attendee-01/a`)]).toEqual([bucket, true]);
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
      for (const key of ["attendee-02/a", "flights-report/a", "eventlog_v2_spark-1/events_1"]) {
        expect([action, key, may(action, `${bucket}/${key}`)]).toEqual([action, key, false]);
      }
    }
  }
  const landing = "workshop-landing-123456789012/nycflights13/a";
  expect([may("s3:GetObject", landing), may("s3:PutObject", landing)]).toEqual([true, false]);
});

test("jobs keep tables in the Glue databases that the stack file names, an attendee in the attendee's own, and others in none", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const eks = { publicAccess: ["52.94.76.7/32"], images, glueDatabases: ["sales"] };
  const config = awsConfig(eks, { attendees: "1" });
  awsStack(config, awsReady(config));
  await settled();
  const glue = (name: string) => {
    const { policy } = engine.one("aws:iam/rolePolicy:RolePolicy", name).inputs;
    const { Statement } = JSON.parse(String(policy)) as PolicyDocument;
    return Statement.filter(({ Sid }) => Sid === "GlueTables").map(({ Resource }) => Resource);
  };
  const of = (...names: string[]) => [names.map((name) => `arn:aws:glue:us-east-1:123456789012:${name}`)];
  expect(glue("spark-jobs-storage")).toEqual(
    of("catalog", "database/sales", "table/sales/*", "userDefinedFunction/sales/*"),
  );
  expect(glue("attendee-01-storage")).toEqual(
    of("catalog", "database/attendee_01", "table/attendee_01/*", "userDefinedFunction/attendee_01/*"),
  );
  expect(glue("history-server-storage")).toEqual([]);
  expect(glue("storage-own")).toEqual([]);
});

test("an attendee's folder of event logs is there, and told", async () => {
  const engine = await workshop();
  const folder = engine.one("aws:s3/bucketObjectv2:BucketObjectv2", "attendee-02-storage-event-logs");
  expect(folder.inputs).toMatchObject({ bucket: "workshop-events-123456789012", key: "attendee-02/" });
  const told = engine.one("kubernetes:core/v1:ConfigMap", "attendee-02-storage-prefix").inputs.data;
  expect(told).toEqual({
    uri: "s3a://workshop-lake-123456789012/attendee-02",
    eventLogs: "s3a://workshop-events-123456789012/attendee-02/",
  });
});

type Rule = { from?: object[]; to?: object[]; ports?: { protocol: string; port: number }[] };
interface Spec {
  readonly podSelector: object;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress: readonly Rule[];
}

test("the CNI is told to keep network policies, and every namespace of the stack is closed both ways", async () => {
  const engine = await workshop();
  expect(engine.one("eks:index:Cluster").inputs.vpcCniOptions).toMatchObject({ enableNetworkPolicy: true });
  const policies = engine.registered.filter(({ type }) => type.endsWith(":NetworkPolicy"));
  const closed = new Map(
    policies.map(({ inputs }) => [
      (inputs.metadata as { namespace: string }).namespace,
      inputs.spec as unknown as Spec,
    ]),
  );
  const namespaces = engine.registered
    .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
    .map(({ inputs }) => (inputs.metadata as { name: string }).name);
  expect([...closed.keys()].sort()).toEqual(namespaces.sort());

  const ownPods = [{ podSelector: {} }];
  for (const [namespace, { podSelector, policyTypes, ingress = [], egress }] of closed) {
    expect([namespace, podSelector, policyTypes]).toEqual([namespace, {}, ["Ingress", "Egress"]]);
    const isOfJobs = /^(spark-jobs|attendee-\d+)$/.test(namespace);
    const within = isOfJobs ? [{ from: ownPods }] : [];
    const webhook = { ports: [{ protocol: "TCP", port: 9443 }] };
    expect([namespace, ingress]).toEqual([namespace, namespace === "spark-operator" ? [webhook] : within]);
    expect([namespace, egress.some(({ to }) => JSON.stringify(to) === JSON.stringify(ownPods))]).toEqual([
      namespace,
      isOfJobs,
    ]);
  }
});

test("pods of the stack reach names, HTTPS and the Pod Identity agent, and neither other pods nor the instance's own role", async () => {
  const engine = await workshop();
  const { egress } = engine.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", "history-server-network")
    .inputs.spec as unknown as Spec;
  /** Whether a rule lets traffic to an address through, as a policy's ranges say. */
  const reaches = (address: string, protocol: string, port: number) =>
    egress.some(
      ({ to, ports = [] }) =>
        ports.some((one) => one.protocol === protocol && one.port === port) &&
        (to === undefined || JSON.stringify(to).includes(`"${address}/32"`)),
    );
  // The API server's Service and S3, CoreDNS' Service, the agent.
  expect([reaches("172.20.0.1", "TCP", 443), reaches("52.216.1.1", "TCP", 443)]).toEqual([true, true]);
  expect([reaches("172.20.0.10", "UDP", 53), reaches("172.20.0.10", "TCP", 53)]).toEqual([true, true]);
  expect(reaches("169.254.170.23", "TCP", 80)).toBe(true);
  expect(reaches("169.254.169.254", "TCP", 80)).toBe(false);
  expect([reaches("10.42.3.4", "TCP", 8080), reaches("10.42.3.4", "TCP", 7078)]).toEqual([false, false]);
});

test("every namespace of the stack has a level of Pod Security", async () => {
  const engine = await workshop();
  const levels = engine.registered
    .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
    .map(({ name, inputs }) => {
      const { labels = {} } = inputs.metadata as { labels?: Record<string, string> };
      return [name, labels["pod-security.kubernetes.io/enforce"]];
    });
  expect(Object.fromEntries(levels)).toEqual({
    storage: "restricted",
    "spark-jobs": "restricted",
    "attendee-01": "restricted",
    "attendee-02": "restricted",
    "history-server": "restricted",
    "spark-operator": "baseline",
  });
});

test("no pod of a job is of a class that pushes the system's own off their nodes", async () => {
  const engine = await workshop();
  for (const name of ["spark-jobs-priority", "attendee-01-priority", "attendee-02-priority"]) {
    expect(engine.one("kubernetes:core/v1:ResourceQuota", name).inputs.spec).toEqual({
      hard: { pods: "0" },
      scopeSelector: {
        matchExpressions: [
          {
            scopeName: "PriorityClass",
            operator: "In",
            values: ["system-cluster-critical", "system-node-critical"],
          },
        ],
      },
    });
  }
});

test("the platform's own jobs log where the History Server reads", async () => {
  const engine = await workshop();
  const flights = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication");
  expect(flights.inputs.spec).toMatchObject({
    sparkConf: { "spark.eventLog.dir": "s3a://workshop-events-123456789012/" },
  });
});

test("a role of pods may be taken by its own service account of this cluster, and by no other pod", async () => {
  const engine = await workshop();
  const of = (type: string) => engine.registered.filter((resource) => resource.type === type);
  const roles = of("aws:iam/role:Role").filter(({ inputs }) =>
    String(inputs.assumeRolePolicy).includes("pods.eks.amazonaws.com"),
  );
  const identities = of("aws:eks/podIdentityAssociation:PodIdentityAssociation").map(({ inputs }) => inputs);
  expect(roles.length).toBe(identities.length);
  for (const { inputs } of roles) {
    const [statement, ...more] = (JSON.parse(String(inputs.assumeRolePolicy)) as PolicyDocument).Statement;
    expect(more).toEqual([]);
    const own = identities.find(({ roleArn }) => String(roleArn).endsWith(`/${inputs.name}`));
    expect(statement?.Condition).toEqual({
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:us-east-1:123456789012:cluster/${own?.clusterName}`,
        "aws:RequestTag/kubernetes-namespace": own?.namespace,
        "aws:RequestTag/kubernetes-service-account": own?.serviceAccount,
      },
    });
  }
});

test("nodes may attach no network interface: the CNI does by a role of its own, which is there before them and after", async () => {
  const engine = await FakeEngine.start(awsOutputs);
  const graph = DeletionGraph.recording();
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"] });
  awsStack(config, awsReady(config));
  await settled();
  const attached = engine.registered.filter(({ type }) => type.startsWith("aws:iam/rolePolicyAttachment:"));
  const roles = (policy: RegExp) =>
    attached.filter(({ inputs }) => policy.test(String(inputs.policyArn))).map(({ inputs }) => inputs.role);
  expect(roles(/AmazonEKS_CNI_Policy$/)).toEqual(["spark-workshop-vpc-cni"]);
  expect(roles(/AmazonEKSWorkerNodePolicy$/)).toEqual([
    "spark-workshop-system-nodes",
    "KarpenterNodeRole-spark-workshop",
  ]);
  // Names of what stays are those of stacks that stand.
  expect(attached.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["cluster-system-0", "cluster-system-2", "cluster-system-3", "karpenter-node-3"]),
  );
  expect(
    engine.one("aws:eks/podIdentityAssociation:PodIdentityAssociation", "cluster-cni").inputs,
  ).toMatchObject({ namespace: "kube-system", serviceAccount: "aws-node" });
  expect(
    graph.violations(
      /^aws:eks\/nodeGroup:/,
      /^(command:local:Command cluster-cni$|aws:\S+ cluster-cni|aws:eks\/addon:\S+ cluster-eks-pod-identity-agent)/,
    ),
  ).toEqual([]);
});

test("the History Server looks into the bucket as seldom as each look costs", async () => {
  const engine = await workshop();
  const { data } = engine.one("kubernetes:core/v1:ConfigMap", "history-server-conf").inputs;
  expect((data as Record<string, string>)["spark-defaults.conf"]).toContain(
    "spark.history.fs.update.interval 60s\n",
  );
});

test("pods request a share of their node's disk, so that it is not full before CPU and memory are", async () => {
  const engine = await workshop();
  const limits = (name: string) =>
    (
      engine.one("kubernetes:core/v1:LimitRange", name).inputs.spec as {
        limits: { defaultRequest: object }[];
      }
    ).limits[0]?.defaultRequest;
  // 50 GiB, less what the kubelet keeps, on nodes of 4 to 16 vCPUs: four of the smallest in the largest.
  expect(limits("spark-jobs-disk")).toEqual({ "ephemeral-storage": "10137Mi" });
  expect(limits("attendee-01-limits")).toMatchObject({ "ephemeral-storage": "10137Mi" });
});
