import { usesOf } from "../../../components/attendees/names";
import { platformAccess } from "../../../components/spark/platform-access";
import { accessPolicy } from "../../../components/storage/bucket-access";
import { Dataset } from "../../../components/storage/dataset";
import {
  LocalObjectStorage,
  type LocalObjectStorageArgs,
} from "../../../components/storage/local/local-object-storage";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";

const image = { reference: "ghcr.io/versity/versitygw:v1", ready: [] };
afterEach(settled);

const buckets = { landing: "landing", lake: "lake", events: "events" };

/** What two namespaces do with the buckets. */
const access = {
  ...platformAccess(),
  "attendee-01": usesOf("attendee-01"),
};

async function storage(given: LocalObjectStorageArgs["access"] = access) {
  let passwords = 0;
  const engine = await FakeEngine.start({
    "random:index/randomPassword:RandomPassword": () => ({ result: `generated-${++passwords}` }),
  });
  const cluster = fakeCluster();
  const made = new LocalObjectStorage(
    "storage",
    { cluster, image, buckets, access: given, nodePort: 30900 },
    engine.watching(),
  );
  return { engine, cluster, made };
}

/** What a secret of the engine's protocol holds; other values as they are. */
function revealed(value: unknown): Record<string, string> {
  const { value: inside } = (value ?? {}) as { value?: unknown };
  return (inside ?? value ?? {}) as Record<string, string>;
}

test("jobs see one interface: buckets, S3A settings, credentials by reference", async () => {
  const { made } = await storage();
  expect(made.buckets.lake).toEqual({ purpose: "lake", name: "lake", uri: "s3a://lake" });
  expect(made.s3a).toMatchObject({
    "fs.s3a.endpoint": "http://s3.storage.svc.cluster.local:7070",
    "fs.s3a.path.style.access": "true",
    "fs.s3a.connection.ssl.enabled": "false",
  });
  expect(JSON.stringify(made.s3a)).not.toMatch(/secret|password|generated/i);
  expect(made.access.env).toEqual([
    {
      name: "AWS_ACCESS_KEY_ID",
      valueFrom: { secretKeyRef: { name: "s3-credentials", key: "AWS_ACCESS_KEY_ID" } },
    },
    {
      name: "AWS_SECRET_ACCESS_KEY",
      valueFrom: { secretKeyRef: { name: "s3-credentials", key: "AWS_SECRET_ACCESS_KEY" } },
    },
  ]);
});

test("the server's pod is a plain, known spec: no secret and no unknown wraps it", async () => {
  const { engine } = await storage();
  await settled();
  const { spec } = engine.one("kubernetes:apps/v1:Deployment").inputs as { spec: Record<string, unknown> };
  expect(spec).toMatchSnapshot();
});

describe("a namespace that is given access", () => {
  const uses = usesOf("attendee-01");
  const account = { namespace: "attendee-01", serviceAccount: "spark", uses };

  async function granted() {
    const world = await storage();
    const access = world.made.grant("attendee-01-storage", account, {});
    await settled();
    const secret = (name: string) =>
      revealed(world.engine.one("kubernetes:core/v1:Secret", name).inputs.stringData);
    return { ...world, access, secret };
  }

  test("has a user of its own, with the rights of a role on AWS, and the keys of nobody else", async () => {
    const { secret } = await granted();
    const { users, accessKeyIndex } = JSON.parse(secret("storage-users")["iam.json"] ?? "");
    expect(accessKeyIndex).toEqual(
      Object.fromEntries(Object.keys(access).map((namespace) => [namespace, namespace])),
    );
    expect(JSON.parse(users["attendee-01"].Policies.inline[0].PolicyDocument)).toEqual(
      accessPolicy("aws", buckets, uses),
    );
    expect(secret("attendee-01-storage")).toEqual({
      AWS_ACCESS_KEY_ID: "attendee-01",
      AWS_SECRET_ACCESS_KEY: users["attendee-01"].AccessKeys[0].SecretAccessKey,
    });
    expect(secret("attendee-01-storage").AWS_SECRET_ACCESS_KEY).not.toBe(
      secret("storage-own").AWS_SECRET_ACCESS_KEY,
    );
  });

  test("has a folder of event logs, which is there", async () => {
    const { engine, access } = await granted();
    expect(access.eventLogs).toBe("s3a://events/attendee-01/");
    const environments = engine.registered.map(({ inputs }) => revealed(inputs.environment).INPUT ?? "");
    const events = environments.find((input) => input.includes('"events"'));
    expect(JSON.parse(events ?? "")).toMatchObject({ folders: ["attendee-01"] });
  });

  test("makes the server begin anew, so that it knows the user when it is ready", async () => {
    const annotations = async (given: LocalObjectStorageArgs["access"]) => {
      const { engine } = await storage(given);
      await settled();
      const { spec } = engine.one("kubernetes:apps/v1:Deployment").inputs as {
        spec: { template: { metadata: object } };
      };
      return spec.template.metadata;
    };
    expect(await annotations(access)).not.toEqual(await annotations(platformAccess()));
    expect(await annotations(access)).toEqual(await annotations({ ...access }));
  });

  test.each([
    ["the server was not told of", { ...account, namespace: "late" }],
    [
      "does something else than it was told",
      { ...account, uses: [{ purpose: "lake", access: "write" }] as const },
    ],
  ])("that %s is refused, also a turn later, with what to write", async (_, other) => {
    const { made } = await granted();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(() => made.grant("late", other, {})).toThrow(
      new RegExp(
        `access\\["${other.namespace}"\\].*is not what the namespace does with the buckets.*Use \\[\\{"purpose"`,
      ),
    );
    expect(() => made.grant("again", account, {})).not.toThrow();
  });
});

test("a bucket is made after the server, and made again under another name only", async () => {
  const { engine } = await storage();
  await settled();
  expect(
    engine.registered.filter((r) => r.type === "command:local:Command").map((r) => r.inputs.triggers),
  ).toEqual([["landing"], ["lake"], ["events"]]);
  const after = [engine.options("storage-lake", "workshop:storage:LocalBucket").dependsOn ?? []].flat();
  expect(after.map((r) => (r as { __name?: string }).__name)).toEqual(["storage-server"]);
});

test.each([
  [{ ...buckets, lake: "My_Lake" }, /buckets\.lake \("My_Lake"\)/],
  [{ ...buckets, lake: "landing" }, /buckets\.lake \("landing"\) is already the name/],
])("buckets %j are refused", async (names, message) => {
  await FakeEngine.start();
  expect(
    () => new LocalObjectStorage("s", { cluster: fakeCluster(), image, buckets: names, access, nodePort: 1 }),
  ).toThrow(message);
});

test("data comes by a Job that is named after the data, and that another up replaces if it has failed", async () => {
  const { engine, cluster, made } = await storage();
  const data = new Dataset("flights", {
    cluster,
    storage: made,
    image,
    version: "abc123",
    bucket: made.buckets.landing,
    prefix: "nycflights13",
    namespace: made.namespace,
    access: made.access,
  });
  await settled();
  expect(data.uri).toBe("s3a://landing/nycflights13");
  expect(engine.one("kubernetes:batch/v1:Job").inputs.metadata).toMatchObject({
    name: "flights-abc123",
    annotations: { "pulumi.com/replaceUnready": "true" },
  });
});
