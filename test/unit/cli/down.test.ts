import { renderUnmanaged, unknownTo } from "../../../cli/aws/unmanaged";
import { teardownCures } from "../../../cli/engine/remedies";
import { withoutCluster } from "../../../cli/state/forget-cluster";
import { deletionPlan, renderDeletionPlan } from "../../../cli/state/inventory";
import { confirmed, terminalPrompt } from "../../../cli/teardown/confirmation";

const reading = { opened: [] as unknown[], questions: [] as string[], closed: 0 };
jest.mock("node:readline/promises", () => ({
  createInterface: (options: unknown) => ({
    question: async (text: string) => {
      reading.opened.push(options);
      reading.questions.push(text);
      if (reading.questions.length > 1) throw new Error("aborted");
      return "dev";
    },
    close: () => reading.closed++,
  }),
}));

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

  test("what stays when the stack goes does not refuse to go, protected or not", () => {
    const kept = {
      urn: urn("aws:s3/bucket:Bucket", "kept"),
      type: "aws:s3/bucket:Bucket",
      custom: true,
      protect: true,
      retainOnDelete: true,
    };
    const plan = deletionPlan({ deployment: { resources: [kept] } });
    expect([plan.protected, plan.kept, plan.data]).toEqual([[], ["Bucket kept"], []]);
  });

  test("a cluster that EKS is told to keep refuses to go as well", () => {
    const cluster = (deletionProtection: boolean) => ({
      urn: urn("aws:eks/cluster:Cluster", "c"),
      type: "aws:eks/cluster:Cluster",
      custom: true,
      inputs: { deletionProtection },
    });
    const protects = (given: boolean) =>
      deletionPlan({ deployment: { resources: [cluster(given)] } }).protected;
    expect(protects(true)).toEqual([urn("aws:eks/cluster:Cluster", "c")]);
    expect(protects(false)).toEqual([]);
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

  test("says what to type, beside what a pipe takes, and lets the terminal go, answered or not", async () => {
    expect(await terminalPrompt.ask("Sure? ")).toBe("dev");
    expect([reading.questions, reading.closed]).toEqual([["Sure? "], 1]);
    expect(reading.opened).toEqual([{ input: process.stdin, output: process.stderr }]);
    await expect(terminalPrompt.ask("Sure? ")).rejects.toThrow("aborted");
    expect(reading.closed).toBe(2);
    const ask = jest.fn(async () => "prod");
    await confirmed(asked, { terminal: true, ask });
    expect(ask).toHaveBeenCalledWith(expect.stringContaining("stack's name"));
  });

  test("stops what is not only on this machine where nobody can answer", async () => {
    await expect(confirmed(asked, asking("prod", false))).rejects.toThrow(/nobody is here to confirm/);
  });
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
  ["InvalidRequestException: Cluster x has deletion protection enabled", /disposable: true/],
  ["DependencyViolation: The vpc has dependencies", /instance, an interface/],
  ["the stack is currently locked by 1 lock(s)", /pulumi cancel --stack/],
  ["creating NodePool: Unauthorized", /access entry/],
  ["deleting EC2 VPC: operation error: ExpiredToken: The security token is expired", /aws sso login/],
  [
    "cluster is unreachable: getting credentials: exec: executable aws failed with exit code 255",
    /sso login/,
  ],
  ["incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
])("the cure for %j is named", (message, cure) => {
  expect(teardownCures([{ message }], "./workshop down -s prod").join("\n")).toMatch(cure);
});

test.each([
  "creating NodePool: Unauthorized",
  "You must be logged in to the server (Unauthorized)",
  "ExpiredTokenException: the token has expired",
  "configured Kubernetes cluster is unreachable: getting credentials: exec: executable aws failed",
])("who is not let in is never told to forget a cluster that lives: %s", (message) => {
  expect(teardownCures([{ message }], "./workshop down").join("\n")).not.toContain("--cluster-gone");
});

test("what is not known gets no cure that would mislead", () => {
  expect(teardownCures([{ message: "something else" }], "./workshop down")).toEqual([]);
});
