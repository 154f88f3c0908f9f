import {
  askKubectl,
  findStuck,
  instanceOf,
  release,
  renderStuck,
  stuckObjects,
} from "../../../../cli/state/stuck-finalizers";
import { PlayedClone, PlayedTools } from "../../../support/played-tools";

const played = { tools: new PlayedTools() };
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));

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
        { ...object("stuck", "jobs"), type: "workshop:x:Copy" },
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
    await release(stuck, ask, () => Promise.reject(new Error("there is no instance")));
    expect(asked.at(-1)).toMatch(/^patch .*stuck --namespace jobs --type=merge --patch=.*"finalizers":null/);
  });

  test("is asked for by kind and group, in the object's namespace if it has one", async () => {
    asked.length = 0;
    await findStuck(state, ask);
    expect(asked).toEqual([
      "get --raw /readyz",
      ...["stuck", "alive", "gone"].map(
        (name) => `get SparkApplication.v1beta2.sparkoperator.k8s.io/${name} --namespace jobs --output=json`,
      ),
      "get Namespace/jobs --output=json",
    ]);
  });

  test("is told without a namespace where there is none", () => {
    const [line, patch] = renderStuck(
      [{ resource: "NodePool.v1.karpenter.sh/a", finalizers: ["x", "y"] }],
      [],
    );
    expect(line).toBe("  NodePool.v1.karpenter.sh/a waits for x, y");
    expect(patch).toMatch(/^ {4}kubectl patch NodePool\.v1\.karpenter\.sh\/a --type=merge -p /);
    const inJobs = { resource: "A/a", namespace: "jobs", finalizers: ["x"] };
    expect(renderStuck([inJobs], [])[0]).toBe("  A/a in jobs waits for x");
  });

  test("is nothing in a state without objects, and what is no object waits for nothing", async () => {
    expect(await findStuck({ deployment: null }, ask)).toEqual([]);
    expect(await findStuck({ deployment: { resources: [{ type: "kubernetes:x:Y" }] } }, ask)).toEqual([]);
    expect(await findStuck(state, async () => '{ "kind": "Status" }')).toEqual([]);
  });

  test("is looked for in the state that Pulumi exports, by the kubectl that is told where", async () => {
    const clone = new PlayedClone();
    const exported = { code: 0, stdout: JSON.stringify(state) };
    const answers = { "get SparkApplication": JSON.stringify(live.stuck), "get Namespace": { code: 1 } };
    try {
      const bench = clone.bench("mine");
      played.tools = new PlayedTools({ "pulumi stack export": exported, ...answers });
      expect(await stuckObjects(bench, askKubectl(bench, ["--context", "lent"]))).toHaveLength(3);
      expect(played.tools.was("kubectl --context lent --request-timeout=15s get --raw /readyz")).toBe(true);
      played.tools = new PlayedTools({ "pulumi stack export": { ...exported, code: 1 }, ...answers });
      expect(await stuckObjects(bench, askKubectl(bench, []))).toEqual([]);
    } finally {
      clone.remove();
    }
  });

  test("is not looked for in objects of others, of which the stack has patched a part", async () => {
    const patch = { ...object("stuck", "jobs"), type: "kubernetes:core/v1:ServiceAccountPatch" };
    expect(await findStuck({ deployment: { resources: [patch] } }, ask)).toEqual([]);
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
    {
      metadata: { name: "drivers-2", deletionTimestamp: "t", finalizers: ["karpenter.sh/termination"] },
      status: { providerID: "aws:///us-east-1a/i-0a2" },
    },
    { metadata: { name: "others-1", finalizers: ["karpenter.sh/termination"] } },
  ];
  const asked: string[] = [];
  const ask = async (args: readonly string[]) => {
    asked.push(args.join(" "));
    return JSON.stringify(args.includes("nodeclaims.karpenter.sh") ? { items: claims } : { metadata });
  };
  const account = {
    type: "kubernetes:core/v1:ServiceAccount",
    outputs: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "a" } },
  };
  const stuck = await findStuck({ deployment: { resources: [pool, account] } }, ask);
  expect(asked.at(-1)).toBe("get nodeclaims.karpenter.sh --output=json");
  expect(stuck.map(({ resource }) => resource)).toEqual([
    "NodeClaim.v1.karpenter.sh/drivers-1",
    "NodeClaim.v1.karpenter.sh/drivers-2",
    "NodePool.v1.karpenter.sh/drivers",
    "ServiceAccount/a",
  ]);
  expect(stuck.map(({ instance }) => instance)).toEqual([undefined, "i-0a2", undefined, undefined]);
  expect(renderStuck(stuck, []).join("\n")).toContain(
    "i-0a2 goes on costing until it is ended: aws ec2 terminate-instances --instance-ids i-0a2",
  );
});

test.each([undefined, '{ "kind": "Status" }'])(
  "claims that Karpenter does not list (%j) wait for nothing",
  async (claims) => {
    const pool = {
      type: "kubernetes:karpenter.sh/v1:NodePool",
      outputs: { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "drivers" } },
    };
    const ask = async (args: readonly string[]) => {
      if (args.includes("nodeclaims.karpenter.sh")) return claims;
      return args.includes("/readyz") ? "ok" : undefined;
    };
    expect(await findStuck({ deployment: { resources: [pool] } }, ask)).toEqual([]);
  },
);

test("objects without instances are let go without AWS, each in its namespace", async () => {
  const asked: string[] = [];
  const ask = async (args: readonly string[]) => {
    asked.push(args.join(" "));
    return "";
  };
  const objects = [
    { resource: "A/a", namespace: "jobs", finalizers: ["x"] },
    { resource: "B/b", finalizers: ["x"] },
  ];
  expect(await release(objects, ask, () => Promise.reject(new Error("asked")))).toBeUndefined();
  const patch = '--type=merge --patch={"metadata":{"finalizers":null}}';
  expect(asked).toEqual([`patch A/a --namespace jobs ${patch}`, `patch B/b ${patch}`]);
});

describe("the finalizer of a NodeClaim, which is what ends its instance", () => {
  const claim = { resource: "NodeClaim.v1.karpenter.sh/a", finalizers: ["x"], instance: "i-1" };
  const pool = { resource: "NodePool.v1.karpenter.sh/drivers", finalizers: ["x"] };

  test("is taken away after the instance was ended", async () => {
    const done: string[] = [];
    const ask = async (args: readonly string[]) => {
      done.push(args.slice(0, 2).join(" "));
      return "";
    };
    const end = async (ids: readonly string[]) => {
      done.push(`end ${ids.join(" ")}`);
      return undefined;
    };
    expect(await release([claim, pool], ask, end)).toBeUndefined();
    expect(done).toEqual(["end i-1", `patch ${claim.resource}`, `patch ${pool.resource}`]);
  });

  test("stays where the instance cannot be ended", async () => {
    const patched: string[] = [];
    const ask = async (args: readonly string[]) => {
      patched.push(args[1] ?? "");
      return "";
    };
    expect(await release([claim, pool], ask, async () => "UnauthorizedOperation")).toBe(
      "UnauthorizedOperation",
    );
    expect(patched).toEqual([pool.resource]);
  });
});

test.each([
  ["aws:///us-east-1a/i-0a1b", "i-0a1b"],
  ["kind://docker/dev/dev-worker", undefined],
  ["x aws:///us-east-1a/i-0a1b", undefined],
  ["aws:///us-east-1a/i-0a1b/x", undefined],
  ["aws:///i-0a1b", undefined],
  ["aws:///us-east-1a/b/i-0a1b", undefined],
  ["", undefined],
])("the instance of a NodeClaim whose providerID is %j is %j", (providerID, instance) => {
  expect(instanceOf(providerID)).toBe(instance);
});
