import { deletionPlan, deletionPlanOf, renderDeletionPlan } from "../../../../cli/state/inventory";
import { type Answer, PlayedClone, PlayedTools } from "../../../support/played-tools";

const played = { tools: new PlayedTools() };
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));

/** A resource of a state. */
const resource = (type: string, name: string, more: object = {}, parents = "") => ({
  urn: `urn:pulumi:dev::p::${parents}${type}::${name}`,
  type,
  custom: true,
  ...more,
});
const planOf = (...resources: object[]) => deletionPlan({ deployment: { resources } });

const local = "workshop:storage:LocalBucket$";
const command = (INPUT: unknown, parents = local) =>
  resource("command:local:Command", "lake", { inputs: { environment: { INPUT } } }, parents);

test.each<[string, ReturnType<typeof resource>, string[]]>([
  [
    "a bucket that is emptied",
    resource("aws:s3/bucket:Bucket", "lake", { inputs: { bucket: "lake-1", forceDestroy: true } }),
    ["bucket lake-1, every object in it"],
  ],
  [
    "a bucket of the provider's second kind, named by Pulumi",
    resource("aws:s3/bucketV2:BucketV2", "lake"),
    ["bucket BucketV2 lake, if it is empty; else it refuses"],
  ],
  ["what begins like a bucket", resource("aws:s3/bucket:BucketOwnershipControls", "lake"), []],
  ["another provider's bucket", resource("my-aws:s3/bucket:Bucket", "lake"), []],
  ["another provider's repository", resource("my-aws:ecr/repository:Repository", "lake"), []],
  ["what only belongs to a bucket", resource("aws:s3/bucketPolicy:BucketPolicy", "lake"), []],
  ["what is called after a bucket", resource("aws:s3/bucketObject:BucketObject", "lake"), []],
  ["a local bucket", command('{"bucket":"lake-2"}'), ["bucket lake-2, every object in it"]],
  ["a local bucket whose input is no JSON", command("{"), ["bucket Command lake, every object in it"]],
  [
    "a local bucket whose input is a secret",
    command({ secret: "x" }),
    ["bucket Command lake, every object in it"],
  ],
  [
    "a local bucket without an environment",
    { ...command(""), inputs: {} } as never,
    ["bucket Command lake, every object in it"],
  ],
  ["a command that is no bucket's", command('{"bucket":"lake-2"}', "workshop:x:Y$"), []],
  ["what a local bucket has beside its command", resource("random:index:RandomId", "lake", {}, local), []],
  ["a volume claim", resource("kubernetes:core/v1:PersistentVolumeClaim", "data"), ["volume claim data"]],
  [
    "a repository of images",
    resource("aws:ecr/repository:Repository", "spark"),
    ["images in Repository spark"],
  ],
  ["a rule of one", resource("aws:ecr/repositoryPolicy:RepositoryPolicy", "spark"), []],
  ["anything else", resource("kubernetes:core/v1:ConfigMap", "a"), []],
])("what is lost with %s", (_, given, data) => {
  expect(planOf(given).data).toEqual(data);
});

test("of what is deleted the most comes first, and then the alphabet", () => {
  const kinds = ["b", "c", "a", "c", "d", "d"].map((kind, i) => resource(`x:y/z:${kind}`, `r${i}`));
  expect(planOf(...kinds).counts).toEqual([
    ["c", 2],
    ["d", 2],
    ["a", 1],
    ["b", 1],
  ]);
});

test("what is protected is what the engine is told to keep, and a cluster that EKS is", () => {
  const told = resource("x:y:Z", "told", { protect: true });
  const open = resource("x:y:Z", "open", { protect: false });
  const database = resource("aws:rds/instance:Instance", "db", { inputs: { deletionProtection: true } });
  const cluster = (name: string, deletionProtection: boolean) =>
    resource("aws:eks/cluster:Cluster", name, { inputs: { deletionProtection } });
  const kept = cluster("kept", true);
  expect(planOf(told, open, database, kept, cluster("c", false)).protected).toEqual([told.urn, kept.urn]);
});

test("a state without a deployment has nothing that is deleted", () => {
  for (const state of [{}, { deployment: null }, { deployment: {} }])
    expect(deletionPlan(state).counts).toEqual([]);
});

test("a component and a provider are nothing that is deleted", () => {
  const component = resource("workshop:x:Y", "c", { custom: false });
  const provider = resource("pulumi:providers:aws", "p");
  expect(planOf(component, provider)).toEqual({ counts: [], data: [], protected: [], kept: [] });
});

describe("as lines for a person", () => {
  test("the kinds are named with their number, eight of them", () => {
    const many = [..."abcdefghij"].map((kind) => resource(`x:y/z:${kind}`, kind));
    expect(renderDeletionPlan("dev", planOf(...many))).toEqual([
      "Deleting the stack dev: 10 resources (1 a, 1 b, 1 c, 1 d, 1 e, 1 f, 1 g, 1 h, and 2 more kinds).",
      "No data of it is lost.",
    ]);
    expect(renderDeletionPlan("dev", planOf(...many.slice(0, 8)))[0]).toMatch(/1 g, 1 h\)\.$/);
  });

  test("data and what stays have a line each", () => {
    const claims = ["a", "b"].map((name) => resource("kubernetes:core/v1:PersistentVolumeClaim", name));
    const kept = resource("x:y:Z", "kept", { retainOnDelete: true });
    expect(renderDeletionPlan("dev", planOf(...claims, kept))).toEqual([
      "Deleting the stack dev: 2 resources (2 PersistentVolumeClaim).",
      "Data that is lost with it:",
      "  volume claim a",
      "  volume claim b",
      "What stays:",
      "  Z kept",
    ]);
  });

  test("a stack without anything has nothing to name", () => {
    expect(renderDeletionPlan("dev", planOf())).toEqual([
      "Deleting the stack dev: 0 resources.",
      "No data of it is lost.",
    ]);
  });
});

test.each<[string, Answer, object | undefined]>([
  ["is read as Pulumi exports it", '{ "deployment": {} }', { counts: [], data: [], protected: [], kept: [] }],
  ["that Pulumi does not export is not read", { code: 255, stdout: '{ "deployment": {} }' }, undefined],
  ["that is no JSON is not read", "secret", undefined],
  ["of another shape is not read", '{ "deployment": { "resources": [{}] } }', undefined],
])("a state %s", async (_, exported, plan) => {
  const clone = new PlayedClone();
  played.tools = new PlayedTools({ "pulumi stack export --stack dev": exported, pulumi: { code: 1 } });
  try {
    expect(await deletionPlanOf(clone.bench("dev"))).toEqual(plan);
  } finally {
    clone.remove();
  }
});
