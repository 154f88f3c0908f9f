import { renderUnmanaged, unknownTo } from "../../../cli/aws/unmanaged";
import { teardownCures } from "../../../cli/engine/remedies";
import { withoutCluster } from "../../../cli/state/forget-cluster";
import { deletionPlan, renderDeletionPlan } from "../../../cli/state/inventory";
import { findStuck, release, renderStuck } from "../../../cli/state/stuck-finalizers";
import { confirmed } from "../../../cli/teardown/confirmation";

const urn = (type: string, name: string, parents = "") => `urn:pulumi:dev::p::${parents}${type}::${name}`;

describe("what a stack has", () => {
  const state = {
    deployment: {
      resources: [
        { urn: urn("pulumi:pulumi:Stack", "p-dev"), type: "pulumi:pulumi:Stack", custom: false },
        { urn: urn("pulumi:providers:kubernetes", "c"), type: "pulumi:providers:kubernetes", custom: true },
        {
          urn: urn("command:local:Command", "lake", "workshop:storage:LocalBucket$"),
          type: "command:local:Command",
          custom: true,
          inputs: { environment: { INPUT: '{"bucket":"workshop-lake","region":"local"}' } },
        },
        {
          urn: urn("kubernetes:core/v1:PersistentVolumeClaim", "data"),
          type: "kubernetes:core/v1:PersistentVolumeClaim",
          custom: true,
        },
        {
          urn: urn("aws:s3/bucket:Bucket", "logs"),
          type: "aws:s3/bucket:Bucket",
          custom: true,
          protect: true,
          inputs: { bucket: "logs-1" },
        },
        {
          urn: urn("aws:s3/bucket:Bucket", "old"),
          type: "aws:s3/bucket:Bucket",
          custom: true,
          retainOnDelete: true,
        },
        { urn: urn("kubernetes:core/v1:ConfigMap", "a"), type: "kubernetes:core/v1:ConfigMap", custom: true },
        { urn: urn("kubernetes:core/v1:ConfigMap", "b"), type: "kubernetes:core/v1:ConfigMap", custom: true },
      ],
    },
  };

  test("is counted without components and providers, the most first", () => {
    expect(deletionPlan(state).counts).toEqual([
      ["ConfigMap", 2],
      ["Bucket", 1],
      ["Command", 1],
      ["PersistentVolumeClaim", 1],
    ]);
  });

  test("names the data that goes, what refuses to go, and what stays", () => {
    const lines = renderDeletionPlan("dev", deletionPlan(state)).join("\n");
    expect(lines).toContain("bucket workshop-lake, every object in it");
    expect(lines).toContain("bucket logs-1, if it is empty; else it refuses");
    expect(lines).toContain("volume claim data");
    expect(lines).toMatch(/What stays:\n {2}Bucket old/);
    expect(deletionPlan(state).protected).toEqual([urn("aws:s3/bucket:Bucket", "logs")]);
  });

  test("can be nothing", () => {
    expect(renderDeletionPlan("dev", deletionPlan({ deployment: null }))).toContain("No data of it is lost.");
  });
});

describe("a question before a deletion", () => {
  const asking = (answer: string, terminal = true) => ({ terminal, ask: async () => answer });
  const asked = { stack: "prod", local: false, given: false };

  test("takes the stack's name for yes, and nothing else", async () => {
    expect(await confirmed(asked, asking(" prod "))).toBe(true);
    for (const answer of ["", "y", "yes", "dev"]) expect(await confirmed(asked, asking(answer))).toBe(false);
  });

  test("is not put to who has said yes, nor for a local stack where nobody is there", async () => {
    const never = { terminal: true, ask: () => Promise.reject(new Error("asked")) };
    expect(await confirmed({ ...asked, given: true }, never)).toBe(true);
    expect(await confirmed({ ...asked, local: true }, { ...never, terminal: false })).toBe(true);
  });

  test("stops what is not only on this machine where nobody can answer", async () => {
    await expect(confirmed(asked, asking("prod", false))).rejects.toThrow(/nobody is here to confirm/);
  });
});

describe("what waits for a finalizer", () => {
  const object = (name: string, namespace: string | undefined, kind = "SparkApplication") => ({
    type: `kubernetes:x:${kind}`,
    outputs: {
      apiVersion: kind === "Namespace" ? "v1" : "sparkoperator.k8s.io/v1beta2",
      kind,
      metadata: { name, ...(namespace ? { namespace } : {}) },
    },
  });
  const state = {
    deployment: {
      resources: [
        object("stuck", "jobs"),
        object("alive", "jobs"),
        object("gone", "jobs"),
        object("jobs", undefined, "Namespace"),
        { type: "random:index:RandomId", outputs: { kind: "x" } },
      ],
    },
  };
  const live: Record<string, object> = {
    stuck: { metadata: { deletionTimestamp: "t", finalizers: ["a/b"] } },
    alive: { metadata: { finalizers: ["a/b"] } },
    jobs: { metadata: { deletionTimestamp: "t" } },
  };
  const asked: string[] = [];
  const ask = async (args: readonly string[]) => {
    asked.push(args.join(" "));
    if (args.includes("/readyz")) return "ok";
    const found = live[args[1]?.split("/").at(-1) ?? ""];
    return found && JSON.stringify(found);
  };

  test("is found among the stack's objects, named with its cure, and let go when that is asked for", async () => {
    const stuck = await findStuck(state, ask);
    expect(stuck).toEqual([
      {
        resource: "SparkApplication.v1beta2.sparkoperator.k8s.io/stuck",
        namespace: "jobs",
        finalizers: ["a/b"],
      },
    ]);
    expect(renderStuck(stuck, ["--context", "mine"]).join("\n")).toContain(
      `kubectl --context mine patch SparkApplication.v1beta2.sparkoperator.k8s.io/stuck -n jobs --type=merge -p '{"metadata":{"finalizers":null}}'`,
    );
    await release(stuck, ask);
    expect(asked.at(-1)).toMatch(/^patch .*stuck --namespace jobs --type=merge --patch=.*"finalizers":null/);
  });

  test("is not looked for in a cluster that is silent: each question would wait for its time-out", async () => {
    const questions: string[] = [];
    const silent = async (args: readonly string[]) => {
      questions.push(args.join(" "));
      return undefined;
    };
    expect(await findStuck(state, silent)).toEqual([]);
    expect(questions).toEqual(["get --raw /readyz"]);
  });
});

test("a pool that waits for Karpenter's claims is named with those claims, which no state has", async () => {
  const pool = {
    type: "kubernetes:karpenter.sh/v1:NodePool",
    outputs: { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "drivers" } },
  };
  const metadata = { deletionTimestamp: "t", finalizers: ["foregroundDeletion"] };
  const claims = [
    { metadata: { name: "drivers-1", deletionTimestamp: "t", finalizers: ["karpenter.sh/termination"] } },
    { metadata: { name: "others-1", finalizers: ["karpenter.sh/termination"] } },
  ];
  const ask = async (args: readonly string[]) =>
    JSON.stringify(args.includes("nodeclaims.karpenter.sh") ? { items: claims } : { metadata });
  const stuck = await findStuck({ deployment: { resources: [pool] } }, ask);
  expect(stuck.map(({ resource }) => resource)).toEqual([
    "NodeClaim.v1.karpenter.sh/drivers-1",
    "NodePool.v1.karpenter.sh/drivers",
  ]);
});

test("a cluster that is gone takes its objects out of the state, and leaves what is around it", () => {
  const [claim, group, pool, wait] = ["claim", "group", "pool", "wait"].map((name) => urn("t", name));
  const resource = (urn = "", type = "", more = {}) => ({ urn, type, ...more });
  const state = {
    version: 3,
    deployment: {
      manifest: { version: "v3" },
      resources: [
        resource(group, "aws:eks/nodeGroup:NodeGroup", { dependencies: [pool, "other"] }),
        resource(pool, "kubernetes:karpenter.sh/v1:NodePool"),
        resource(claim, "workshop:x:Y", { parent: pool }),
        resource(wait, "command:local:Command", {
          propertyDependencies: { create: [pool, group] },
          deletedWith: pool,
        }),
      ],
    },
  };
  expect(withoutCluster(state)).toEqual({
    version: 3,
    deployment: {
      manifest: { version: "v3" },
      resources: [
        resource(group, "aws:eks/nodeGroup:NodeGroup", { dependencies: ["other"] }),
        resource(wait, "command:local:Command", { propertyDependencies: { create: [group] } }),
      ],
    },
  });
});

test("what a state does not name is told apart in an account, with the command that removes it", () => {
  const left = (id: string) => ({ kind: "instance", id, dollarsPerHour: 0, remove: `end ${id}` });
  const found = unknownTo('{ "id": "i-1", "outputs": { "name": "i-12" } }', [left("i-1"), left("i-2")]);
  expect(found).toEqual([left("i-2")]);
  expect(renderUnmanaged(found).slice(2)).toEqual(["  instance  i-2", "    end i-2"]);
  expect(renderUnmanaged([])).toEqual([]);
});

test.each([
  ['resource "x" cannot be deleted\nbecause it is protected', /disposable: true/],
  ["deleting S3 Bucket: BucketNotEmpty: The bucket you tried to delete is not empty", /aws s3 rm/],
  ["configured Kubernetes cluster is unreachable: dial tcp: connect: connection refused", /--cluster-gone/],
  ["DependencyViolation: The vpc has dependencies", /instance, an interface/],
  ["the stack is currently locked by 1 lock(s)", /pulumi cancel --stack/],
  ["incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
])("the cure for %j is named", (message, cure) => {
  expect(teardownCures([{ message }], "./workshop down -s prod").join("\n")).toMatch(cure);
});

test("what is not known gets no cure that would mislead", () => {
  expect(teardownCures([{ message: "something else" }], "./workshop down")).toEqual([]);
});
