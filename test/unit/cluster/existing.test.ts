import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1Node, V1Pod } from "@kubernetes/client-node";
import { parse, stringify } from "yaml";
import { type ExistingClusterArgs, existingProblems } from "../../../components/cluster/existing/args";
import { ExistingCluster } from "../../../components/cluster/existing/existing-cluster";
import { kubeconfigFiles, kubeconfigOf } from "../../../components/cluster/existing/kubeconfig";
import { nodeProblems, preflightExisting } from "../../../components/cluster/existing/preflight";
import { placement } from "../../../components/spark/scheduling/placement";
import { FakeEngine, outputValue, settled } from "../../support/engine";

const args: ExistingClusterArgs = { context: "mine", allocatable: { cpuMillis: 1900, memoryMiB: 3072 } };
const node = (
  name: string,
  over: { cpu?: string; memory?: string; labels?: Record<string, string>; ready?: string } = {},
): V1Node => ({
  metadata: { name, labels: over.labels ?? {} },
  status: {
    allocatable: { cpu: over.cpu ?? "2", memory: over.memory ?? "4Gi" },
    conditions: [{ type: "Ready", status: over.ready ?? "True" }],
  },
});

const pod = (nodeName: string, namespace: string, cpu: string, phase = "Running"): V1Pod => ({
  metadata: { name: "p", namespace },
  spec: { nodeName, containers: [{ name: "c", resources: { requests: { cpu, memory: "100Mi" } } }] },
  status: { phase },
});
const seen = (nodes: V1Node[], pods: V1Pod[] = []) => ({ nodes, pods, uid: "uid-1" });

afterEach(settled);

test.each<[string, Partial<ExistingClusterArgs>, RegExp]>([
  ["no context", { context: "" }, /existing\.context/],
  ["labels without zones", { labelled: true }, /existing\.zones/],
  ["zones without labels", { zones: ["a"] }, /existing\.zones/],
  ["a URL for an address", { address: "http://10.0.0.1:80" }, /existing\.address/],
])("%s is refused", (_, over, path) => {
  expect(
    existingProblems({ ...args, ...over })
      .map((problem) => problem.path)
      .join(),
  ).toMatch(path);
});

test("a node that is not ready, or takes no pods, is none of its zone's", () => {
  const labelled = { ...args, labelled: true, zones: ["a"] };
  const of = (type: string, over: { ready?: string; cordoned?: boolean } = {}): V1Node => ({
    ...node(type, {
      ready: over.ready,
      labels: { "topology.kubernetes.io/zone": "a", "karpenter.sh/capacity-type": type },
    }),
    ...(over.cordoned ? { spec: { unschedulable: true } } : {}),
  });
  const reasons = (spot: V1Node) =>
    nodeProblems(labelled, seen([of("on-demand"), spot])).map(({ reason }) => reason);
  expect(reasons(of("spot"))).toEqual([]);
  const missing = ["has no node with karpenter.sh/capacity-type=spot"];
  expect(reasons(of("spot", { ready: "False" }))).toEqual(missing);
  expect(reasons(of("spot", { ready: "Unknown" }))).toEqual(missing);
  expect(reasons(of("spot", { cordoned: true }))).toEqual(missing);
});

describe("the nodes must bear out what the file says", () => {
  test("when they do", () => {
    expect(
      nodeProblems(
        args,
        seen(
          [node("small", { cpu: "500m" }), node("large", { memory: "4194304Ki" })],
          [pod("large", "jobs", "1")],
        ),
        ["jobs"],
      ),
    ).toEqual([]);
  });

  test("no node that is large enough, ready and not cordoned", () => {
    const cordoned = { ...node("c"), spec: { unschedulable: true } };
    const found = nodeProblems(
      args,
      seen([node("a", { cpu: "1" }), node("b", { ready: "False" }), cordoned]),
    );
    expect(found).toMatchObject([
      {
        path: "existing.allocatable",
        reason: expect.stringContaining("a 1000m of 1000m and 4096 of 4096 MiB"),
      },
    ]);
  });

  test("no node with so much left beside the pods of others", () => {
    const others = [
      pod("n", "kube-system", "950m"),
      pod("m", "kube-system", "1"),
      pod("n", "shop", "1", "Succeeded"),
    ];
    expect(nodeProblems(args, seen([node("n")], others))).toMatchObject([
      {
        path: "existing.allocatable",
        reason: expect.stringContaining("n 1050m of 2000m and 3996 of 4096 MiB"),
      },
    ]);
  });

  test("labels that are not there", () => {
    const labels = { "topology.kubernetes.io/zone": "a", "karpenter.sh/capacity-type": "spot" };
    const labelled = { ...args, labelled: true, zones: ["a"] };
    expect(nodeProblems(labelled, seen([node("n", { labels })]))).toMatchObject([
      { path: "existing.zones", value: "a", reason: expect.stringContaining("on-demand") },
    ]);
    const onDemand = { ...labels, "karpenter.sh/capacity-type": "on-demand" };
    expect(nodeProblems(labelled, seen([node("n", { labels }), node("m", { labels: onDemand })]))).toEqual(
      [],
    );
  });

  test.each([
    [{ major: "1", minor: "29+" }, "runs Kubernetes 1.29+, which keeps no ValidatingAdmissionPolicy"],
    [{ major: "", minor: "" }, "keeps no ValidatingAdmissionPolicy"],
  ])("a cluster that is too old for admission policies: %j", async (version, reason) => {
    const old = () => Promise.resolve({ ...seen([node("a", { cpu: "1" })]), version });
    const refused = preflightExisting(args, "", [], old);
    await expect(refused).rejects.toThrow(reason);
    // Together with what else is wrong.
    await expect(refused).rejects.toThrow(/Upgrade the cluster to Kubernetes 1\.30.*existing\.allocatable/s);
  });

  test.each([
    ["1", "30"],
    ["1", "36+"],
    ["2", "0"],
  ])("Kubernetes %s.%s is new enough", async (major, minor) => {
    const ask = () => Promise.resolve({ ...seen([node("a")]), version: { major, minor } });
    await expect(preflightExisting(args, "", [], ask)).resolves.toBe("uid-1");
  });

  test("a cluster that does not answer", async () => {
    const silent = () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:1\nat x"));
    await expect(preflightExisting(args, "", [], silent)).rejects.toThrow(
      /does not answer: connect ECONNREFUSED.*kubectl --context mine/,
    );
  });
});

describe("the kubeconfig", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kube-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, contexts: string[]) => {
    const path = join(folder, name);
    const entry = (key: string, value: object) =>
      contexts.map((context) => ({ name: context, [key]: value }));
    writeFileSync(
      path,
      stringify({
        "current-context": contexts[0],
        contexts: contexts.map((context) => ({
          name: context,
          context: { cluster: context, user: context },
        })),
        clusters: entry("cluster", { server: "https://x" }),
        users: entry("user", { token: "t" }),
      }),
    );
    return path;
  };

  test("holds the one context and nothing else of the person's", () => {
    const files = [file("a", ["work"]), file("b", ["mine", "other"]), join(folder, "missing")];
    const cut = parse(kubeconfigOf("mine", files));
    expect(cut["current-context"]).toBe("mine");
    expect(
      [cut.contexts, cut.clusters, cut.users].map((list) => list.map((one: { name: string }) => one.name)),
    ).toEqual([["mine"], ["mine"], ["mine"]]);
  });

  test("of another context is refused, with those that there are", () => {
    expect(() => kubeconfigOf("mine", [file("a", ["work", "play"])])).toThrow(
      /"mine".*Use one of work, play/,
    );
    expect(() => kubeconfigOf("mine", [join(folder, "missing")])).toThrow(/Set KUBECONFIG/);
  });

  test("is found where kubectl finds it", () => {
    expect(kubeconfigFiles({ KUBECONFIG: "/a:/b" })).toEqual(["/a", "/b"]);
    expect(kubeconfigFiles({ HOME: "/home/me" })).toEqual(["/home/me/.kube/config"]);
  });
});

test("pods require no label that nodes do not have", async () => {
  await FakeEngine.start();
  const cluster = new ExistingCluster("cluster", { ...args, kubeconfig: "{}" });
  const terms = (role: "driver" | "executor") =>
    placement(role, "any", cluster.nodeGroups).affinity.nodeAffinity
      .requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]?.matchExpressions;
  expect(terms("driver")).toEqual([{ key: "kubernetes.io/os", operator: "In", values: ["linux"] }]);
  expect(terms("executor")).toEqual(terms("driver"));
  expect(cluster.platformPods.nodeSelector).toEqual({});
});

test("where nodes are labelled, pods require what they require on a cluster of our own", async () => {
  await FakeEngine.start();
  const cluster = new ExistingCluster("cluster", { ...args, labelled: true, zones: ["a"], kubeconfig: "{}" });
  const text = JSON.stringify(placement("driver", "a", cluster.nodeGroups));
  expect(text).toContain("karpenter.sh/capacity-type");
  expect(cluster.platformPods.nodeSelector).toEqual({ "karpenter.sh/capacity-type": "on-demand" });
});

test("nothing dies with a cluster that stays, and nothing of somebody else's is taken over", async () => {
  const engine = await FakeEngine.start();
  const cluster = new ExistingCluster("cluster", { ...args, kubeconfig: "{}" });
  expect(cluster.optionsForInClusterResources()).toEqual({ providers: [cluster.provider] });
  await settled();
  expect(engine.one("pulumi:providers:kubernetes").inputs).not.toHaveProperty("upsertExistingObjects");
  expect(await outputValue(cluster.url(30900))).toBe("http://localhost:30900");
});

test("images are pushed once where there is a registry, those of others are not", async () => {
  const engine = await FakeEngine.start();
  const cluster = new ExistingCluster("cluster", { ...args, registry: "ghcr.io/me", kubeconfig: "{}" });
  const image = {
    kind: "built",
    reference: "workshop.invalid/spark-workshop/spark:1",
    context: "images/spark",
    buildArgs: {},
    from: [],
  } as const;
  const [first, second] = [cluster.provideImage(image), cluster.provideImage(image)];
  expect(second).toBe(first);
  expect(first.reference).toBe("ghcr.io/me/spark-workshop/spark:1");
  expect(cluster.provideImage({ kind: "pulled", reference: "a/b:1" })).toEqual({
    reference: "a/b:1",
    ready: [],
  });
  await settled();
  expect(engine.registered.filter(({ name }) => name.endsWith("-push"))).toHaveLength(1);
});
